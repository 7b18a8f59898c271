"""
Lets moderators keep the access rules, the allowances and the words at the wall. Whoever changes that later is not
overruled: this runs once.
"""

from django.db import migrations

MODERATORS = [
    ("newsroom", "levelrule", ("add", "change", "delete")),
    ("newsroom", "wallwords", ("add", "change", "delete")),
    ("access", "meterrules", ("change",)),
]


def let_them(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.filter(name="Moderators").first()
    if group is not None:
        group.permissions.add(*(_permission(apps, *right, act) for *right, acts in MODERATORS for act in acts))


def _permission(apps, app_label, model, act):
    # Django makes these after all migrations; by then it finds ours and leaves them.
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{act}_{model}", defaults={"name": f"Can {act} {_names(apps, app_label, model)}"}
    )
    return permission


def _names(apps, app_label, model):
    return apps.get_model(app_label, model)._meta.verbose_name


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0007_what_the_wall_says"),
        ("access", "0001_initial"),
    ]

    operations = [migrations.RunPython(let_them, migrations.RunPython.noop)]
