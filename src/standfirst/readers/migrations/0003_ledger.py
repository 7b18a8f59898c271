"""
The consent ledger. What was kept of consents goes into it, each under a pseudonym; lines of registrations that nobody
confirmed wait in those, and lines of registrations that ran out counted for nobody and go.

From here there is no way back: what the ledger holds is not to be lost by a migration.
"""

import uuid

from django.db import migrations, models
from django.utils import timezone

# Pure, and never to change: see its docstring. A copy of it here would be a second definition of the chain.
from standfirst.readers.ledger import chain

_BATCH = 500

_SQLITE = (
    """
    CREATE TRIGGER readers_act_follows BEFORE INSERT ON readers_act
    WHEN NEW.number IS NOT coalesce((SELECT max(number) FROM readers_act), 0) + 1
      OR NEW.before IS NOT coalesce((SELECT hash FROM readers_act ORDER BY number DESC LIMIT 1), '{start}')
    BEGIN SELECT RAISE(ABORT, 'a row of the ledger follows the last one'); END
    """,
    """
    CREATE TRIGGER readers_act_unchanged BEFORE UPDATE ON readers_act
    BEGIN SELECT RAISE(ABORT, 'no row of the ledger is ever changed'); END
    """,
    """
    CREATE TRIGGER readers_act_kept BEFORE DELETE ON readers_act
    BEGIN SELECT RAISE(ABORT, 'no row of the ledger is ever deleted'); END
    """,
)
_POSTGRES = (
    """
    CREATE FUNCTION readers_act_follows() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      last_number bigint;
      last_hash text;
    BEGIN
      SELECT number, hash INTO last_number, last_hash FROM readers_act ORDER BY number DESC LIMIT 1;
      IF NEW.number <> coalesce(last_number, 0) + 1 OR NEW.before <> coalesce(last_hash, '{start}') THEN
        RAISE EXCEPTION 'a row of the ledger follows the last one' USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION readers_act_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'no row of the ledger is ever changed or deleted'
        USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    "CREATE TRIGGER readers_act_follows BEFORE INSERT ON readers_act"
    " FOR EACH ROW EXECUTE FUNCTION readers_act_follows()",
    "CREATE TRIGGER readers_act_unchanged BEFORE UPDATE ON readers_act"
    " FOR EACH ROW EXECUTE FUNCTION readers_act_stays()",
    "CREATE TRIGGER readers_act_kept BEFORE DELETE ON readers_act"
    " FOR EACH ROW EXECUTE FUNCTION readers_act_stays()",
    "CREATE TRIGGER readers_act_not_emptied BEFORE TRUNCATE ON readers_act"
    " FOR EACH STATEMENT EXECUTE FUNCTION readers_act_stays()",
    # Also for a session that calls itself a replica, which plain triggers leave alone.
    "ALTER TABLE readers_act ENABLE ALWAYS TRIGGER readers_act_follows",
    "ALTER TABLE readers_act ENABLE ALWAYS TRIGGER readers_act_unchanged",
    "ALTER TABLE readers_act ENABLE ALWAYS TRIGGER readers_act_kept",
    "ALTER TABLE readers_act ENABLE ALWAYS TRIGGER readers_act_not_emptied",
)


def lay_guards(apps, schema_editor):
    guards = {"sqlite": _SQLITE, "postgresql": _POSTGRES}[schema_editor.connection.vendor]
    with schema_editor.connection.cursor() as cursor:
        for guard in guards:
            cursor.execute(guard.replace("{start}", chain.START))


def move_consents(apps, schema_editor):
    act, pseudonym, consent = (apps.get_model("readers", name) for name in ("Act", "Pseudonym", "Consent"))
    registration, reader = (apps.get_model("readers", name) for name in ("Registration", "Reader"))
    readers = set(reader.objects.filter(subject__in=consent.objects.values("subject")).values_list("subject", flat=True))
    keys = {subject: uuid.uuid4() for subject in readers}
    pseudonym.objects.bulk_create(
        [pseudonym(pseudonym=key, subject=subject, since=timezone.now()) for subject, key in keys.items()], batch_size=_BATCH
    )
    before, now, rows = chain.START, chain.written(timezone.now()), []
    lines = consent.objects.filter(subject__in=readers).order_by("pk").iterator(chunk_size=_BATCH)
    for number, line in enumerate(lines, start=1):
        said = _said(line)
        values = {
            **said,
            "number": number,
            "pseudonym": keys[line.subject].hex,
            "language": line.language,
            "form": "registration",
            "page": line.page.partition("?")[0],
            "by": "reader",
            "network": "",
            "at": chain.written(line.at),
            "recorded_at": now,
        }
        hashed = chain.link(before, chain.digest_of([values[name] for name in chain.CONTENT]))
        rows.append(act(**values, before=before, hash=hashed))
        before = hashed
        if len(rows) == _BATCH:
            act.objects.bulk_create(rows)
            rows = []
    act.objects.bulk_create(rows)
    for waiting in registration.objects.filter(confirmed_at=None, subject__in=consent.objects.values("subject")):
        waiting.agreed_to = [_said(line) for line in consent.objects.filter(subject=waiting.subject).order_by("pk")]
        waiting.save(update_fields=["agreed_to"])


def _said(line):
    return {
        "purpose": line.purpose,
        "act": "given" if line.given else "withdrawn",
        "wording": line.wording,
        "channel": line.channel,
        "basis": "consent" if line.channel == "email" else "contract",
        "version": line.wording_version,
    }


class Migration(migrations.Migration):

    dependencies = [
        ('readers', '0002_tier_is_kept_in_access'),
    ]

    operations = [
        migrations.CreateModel(
            name='Act',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('pseudonym', models.CharField(max_length=32)),
                ('purpose', models.CharField(max_length=100)),
                ('channel', models.CharField(max_length=20)),
                ('act', models.CharField(choices=[('given', 'given'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], max_length=10)),
                ('basis', models.CharField(max_length=40)),
                ('wording', models.TextField()),
                ('version', models.CharField(max_length=100)),
                ('language', models.CharField(max_length=20)),
                ('form', models.CharField(max_length=60)),
                ('page', models.CharField(max_length=2000)),
                ('by', models.CharField(max_length=20)),
                ('network', models.CharField(max_length=60)),
                ('at', models.CharField(max_length=27)),
                ('recorded_at', models.CharField(max_length=27)),
                ('before', models.CharField(max_length=64, unique=True)),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['number'],
                'indexes': [models.Index(fields=['pseudonym', 'number'], name='acts_of_a_pseudonym')],
            },
        ),
        migrations.CreateModel(
            name='Pseudonym',
            fields=[
                ('pseudonym', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('subject', models.UUIDField(db_index=True)),
                ('since', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AddField(
            model_name='registration',
            name='agreed_to',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='registration',
            name='network',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.RunPython(move_consents),
        migrations.RunPython(lay_guards),
        migrations.DeleteModel(
            name='Consent',
        ),
    ]
