"""
Lets Wagtail's groups do what newsrooms expect of them: editors keep authors and topics, moderators also the redirects
and what the publication says of itself. Whoever changes that later is not overruled: this runs once.
"""

from django.db import migrations

EDITORS = [("newsroom", "author", ("add", "change")), ("newsroom", "topic", ("add", "change"))]
MODERATORS = [
    ("newsroom", "author", ("add", "change", "delete")),
    ("newsroom", "topic", ("add", "change", "delete")),
    ("newsroom", "publication", ("change",)),
    ("wagtailredirects", "redirect", ("add", "change", "delete")),
]


def let_them(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name, rights in (("Editors", EDITORS), ("Moderators", MODERATORS)):
        group = Group.objects.filter(name=name).first()
        if group is not None:
            group.permissions.add(*(_permission(apps, *right, act) for *right, acts in rights for act in acts))


def _permission(apps, app_label, model, act):
    # Django makes these after all migrations; by then it finds ours and leaves them.
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{act}_{model}", defaults={"name": f"Can {act} {model}"}
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0004_authors_stay"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(let_them, migrations.RunPython.noop)]
