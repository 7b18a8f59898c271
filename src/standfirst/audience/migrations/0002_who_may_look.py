"""
Makes the group of audience editors, who come into the admin and see the figures; moderators see them too. Whoever
changes that later is not overruled: this runs once.
"""

from django.db import migrations


def let_them(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    editors, _ = groups.get_or_create(name="Audience editors")
    look = _permission(apps, "audience", "figure", "view_figure", "Can view figure")
    editors.permissions.add(look, _permission(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"))
    if (moderators := groups.filter(name="Moderators").first()) is not None:
        moderators.permissions.add(look)


def _permission(apps, app_label, model, codename, name):
    # Django makes these after all migrations; by then it finds ours and leaves them.
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": name}
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [
        ("audience", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(let_them, migrations.RunPython.noop)]
