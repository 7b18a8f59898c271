"""
Lets moderators keep institutions and say which search engines read. Whoever changes that later is not overruled: this
runs once.
"""

from django.db import migrations

MAY = [
    ("institution", "institution", "add"),
    ("institution", "institution", "change"),
    ("crawlerrules", "search engines", "change"),
]


def let_them(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.filter(name="Moderators").first()
    if group is not None:
        group.permissions.add(*(_permission(apps, *each) for each in MAY))


def _permission(apps, model, name, act):
    # Django makes these after all migrations; by then it finds ours and leaves them.
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="access", model=model)
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{act}_{model}", defaults={"name": f"Can {act} {name}"}
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_institutions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(let_them, migrations.RunPython.noop)]
