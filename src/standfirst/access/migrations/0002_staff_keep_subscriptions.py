"""
Lets moderators grant and end subscriptions. Whoever changes that later is not overruled: this runs once.
"""

from django.db import migrations


def let_them(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.filter(name="Moderators").first()
    if group is not None:
        group.permissions.add(*(_permission(apps, act) for act in ("add", "change")))


def _permission(apps, act):
    # Django makes these after all migrations; by then it finds ours and leaves them.
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="access", model="entitlement"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{act}_entitlement", defaults={"name": f"Can {act} subscription"}
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AlterModelOptions(name="entitlement", options={"verbose_name": "subscription"}),
        migrations.RunPython(let_them, migrations.RunPython.noop),
    ]
