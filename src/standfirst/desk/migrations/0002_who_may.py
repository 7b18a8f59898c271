"""
Who may do what at the readers' desk. Moderators find readers, write notes and ban; the group Reader services may do all
of it. Whoever changes that later is not overruled: this runs once.
"""

from django.db import migrations

OF_MODERATORS = ("read_record", "ban_reader")


def let_them(apps, schema_editor):
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="desk", model="look")
    permissions = {}
    for codename, name in apps.get_model("desk", "Look")._meta.permissions:
        # Django makes these after all migrations; by then it finds ours and leaves them.
        permissions[codename], _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )
    groups = apps.get_model("auth", "Group").objects
    services, _ = groups.get_or_create(name="Reader services")
    admin = apps.get_model("auth", "Permission").objects.filter(codename="access_admin")
    services.permissions.add(*permissions.values(), *admin)
    moderators = groups.filter(name="Moderators").first()
    if moderators is not None:
        moderators.permissions.add(*(permissions[codename] for codename in OF_MODERATORS))


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(let_them, migrations.RunPython.noop)]
