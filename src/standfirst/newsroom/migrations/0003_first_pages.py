"""
Puts a front in the place of Wagtail's welcome page, so that a new installation has somewhere to begin.

A database that has a front already is left alone.
"""

from django.db import migrations


def make_front(apps, schema_editor):
    HomePage = apps.get_model("newsroom", "HomePage")
    if HomePage.objects.exists():
        return
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    root = Page.objects.get(depth=1)
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page")
    Site.objects.filter(root_page__in=welcome).delete()
    welcome.delete()
    last = Page.objects.filter(depth=2).order_by("path").last()
    # Treebeard numbers the children of a node with four digits of base 36.
    path = root.path + ("0001" if last is None else _next_step(last.path[-4:]))
    root.numchild = Page.objects.filter(depth=2).count() + 1
    root.save(update_fields=["numchild"])
    kind, _ = ContentType.objects.get_or_create(app_label="newsroom", model="homepage")
    front = HomePage.objects.create(
        title="Front",
        draft_title="Front",
        slug="front",
        content_type=kind,
        path=path,
        depth=2,
        numchild=0,
        url_path="/front/",
        locale=Locale.objects.first(),
        live=True,
    )
    if not Site.objects.filter(is_default_site=True).exists():
        Site.objects.create(hostname="localhost", port=80, root_page=front, is_default_site=True)


def _next_step(step):
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    number = int(step, 36) + 1
    text = ""
    for _ in range(4):
        number, digit = divmod(number, 36)
        text = digits[digit] + text
    return text


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0002_listing_order"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_front, migrations.RunPython.noop)]
