"""What staff find a reader by, and when an account goes. The keys of accounts that are there are made here."""

from django.db import migrations, models

import standfirst.readers.finding_keys
from standfirst.readers.finding_keys import key_of

AT_ONCE = 2_000


def make_keys(apps, schema_editor):
    readers = apps.get_model("readers", "Reader").objects.order_by("pk")
    last = 0
    while some := list(readers.filter(pk__gt=last).only("first_name", "last_name")[:AT_ONCE]):
        for reader in some:
            reader.name_key = key_of(reader.first_name, reader.last_name)
            reader.surname_key = key_of(reader.last_name, reader.first_name)
        type(some[0]).objects.bulk_update(some, ["name_key", "surname_key"], batch_size=500)
        last = some[-1].pk


class Migration(migrations.Migration):
    dependencies = [("readers", "0004_doors")]

    operations = [
        migrations.AddField("reader", "leaves_at", models.DateTimeField(blank=True, editable=False, null=True)),
        migrations.AddField("reader", "name_key", models.CharField(blank=True, default="", editable=False, max_length=200)),
        migrations.AddField("reader", "surname_key", models.CharField(blank=True, default="", editable=False, max_length=200)),
        migrations.RunPython(make_keys, migrations.RunPython.noop),
    ] + [
        migrations.AddIndex(
            "reader",
            models.Index(standfirst.readers.finding_keys.ByCodePoint(field), models.F("id"), name=f"reader_by_{name}"),
        )
        for field, name in (("email", "email"), ("name_key", "name"), ("surname_key", "surname"))
    ]
