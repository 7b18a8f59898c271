"""
Moderators' work. Wagtail's group Moderators may moderate and set the rules; the group Comment moderators may moderate
and come into the admin for it. Whoever changes that later is not overruled: this runs once.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def let_them(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    moderate = _permission(apps, "discussion", "case", "moderate", "Can moderate comments")
    rules = _permission(apps, "discussion", "case", "set_moderation", "Can set the rules of moderation")
    desk = _permission(apps, "discussion", "moderationdesk", "change_moderationdesk", "Can change moderation")
    comers, _ = groups.get_or_create(name="Comment moderators")
    comers.permissions.add(
        moderate, _permission(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
    )
    if (moderators := groups.filter(name="Moderators").first()) is not None:
        moderators.permissions.add(moderate, rules, desk)


def _permission(apps, app_label, model, codename, name):
    # Django makes these after all migrations; by then it finds ours and leaves them.
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": name}
    )
    return permission


class Migration(migrations.Migration):

    dependencies = [
        ('discussion', '0001_initial'),
        ('readers', '0006_foreign_work'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('publish', 'Published'), ('reject', 'Rejected'), ('hold', 'Held'), ('undo', 'Undid'), ('feature', 'Featured'), ('unfeature', 'No longer featured'), ('pin', 'Pinned'), ('unpin', 'No longer pinned'), ('warn', 'Warned'), ('always_hold', 'Always held'), ('suspend', 'Suspended'), ('ban', 'Banned from commenting'), ('lift', 'Lifted'), ('story', 'Story set'), ('on_duty', 'On duty'), ('off_duty', 'Off duty')], max_length=12)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('note', models.TextField(blank=True, max_length=1000)),
                ('before', models.CharField(blank=True, max_length=16)),
                ('after', models.CharField(blank=True, max_length=16)),
                ('was', models.JSONField(default=dict)),
                ('bulk', models.UUIDField(default=None, null=True)),
                ('waited', models.PositiveIntegerField(null=True)),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(blank=True, max_length=1000)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decided_at', models.DateTimeField(null=True)),
                ('upheld', models.BooleanField(null=True)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('comment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='case', serialize=False, to='discussion.comment')),
                ('queue', models.CharField(choices=[('appealed', 'Asked again'), ('reported', 'Reported'), ('held', 'Held'), ('new', 'New'), ('decided', 'Decided')], max_length=8)),
                ('section', models.CharField(blank=True, max_length=255)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('turn', models.PositiveIntegerField(default=0)),
                ('reports', models.PositiveIntegerField(default=0)),
                ('claimed_until', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
            ],
            options={
                'permissions': [('moderate', 'Can moderate comments'), ('set_moderation', 'Can set the rules of moderation')],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('moderator', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('until', models.DateTimeField(db_index=True)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ModerationDesk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('house_rules', models.TextField(default='Argue with what is said, not with who says it.\n\nWrite about the story. Say where your facts come from.\n\nWe do not publish insults, hatred, threats, advertising, private details of others, or what the law forbids.\n\nA moderator who rejects your comment says why. You can change it, or ask once that another moderator looks at it.', help_text='Shown to everybody at /comments/rules/. An empty line makes a new paragraph.', max_length=20000, verbose_name='rules for commenting')),
                ('hold_unattended', models.BooleanField(default=False, help_text='Comments on stories that a rule calls risky then wait until a moderator is on duty and reads them.', verbose_name='hold risky stories when nobody is on duty')),
                ('duty_hours', models.PositiveSmallIntegerField(default=8, help_text='Who forgets to go off duty is off duty after so many hours.', verbose_name='longest duty, in hours')),
                ('show_figures', models.BooleanField(default=True, help_text='Under the rules, for everybody.', verbose_name='publish the monthly figures')),
            ],
            options={
                'verbose_name': 'moderation',
            },
        ),
        migrations.CreateModel(
            name='MonthOfFigures',
            fields=[
                ('month', models.DateField(help_text='Its first day.', primary_key=True, serialize=False)),
                ('figures', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['-month'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Sanction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('warn', 'Warning'), ('hold', 'Always hold'), ('suspend', 'Suspension'), ('ban', 'Ban from commenting')], max_length=8)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('note', models.TextField(blank=True, max_length=1000)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('until', models.DateTimeField(null=True)),
                ('lifted_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-at'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('reader', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='comment_standing', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('passed', models.PositiveIntegerField(default=0)),
                ('rejected', models.PositiveIntegerField(default=0)),
                ('rejected_at', models.DateTimeField(null=True)),
                ('reported', models.PositiveIntegerField(default=0)),
                ('trust', models.PositiveSmallIntegerField(default=0)),
                ('weighed_at', models.DateTimeField(null=True)),
                ('held_always', models.BooleanField(default=False)),
                ('suspended_until', models.DateTimeField(null=True)),
                ('banned', models.BooleanField(default=False)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='StoryRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(blank=True, help_text='Its name. Empty: stories of every section.', max_length=100)),
                ('topic', models.CharField(blank=True, help_text='Its name, like Courts. Empty: whatever the topic.', max_length=100)),
                ('days', models.PositiveSmallIntegerField(default=0, help_text='0: from the moment it is published.', verbose_name='from an age of so many days')),
                ('state', models.CharField(choices=[('open', 'Open'), ('slow', 'Slow: a minute between two comments of a reader'), ('premoderated', 'Every comment is read before it is shown'), ('read_only', 'Read-only: what is there stays, nothing is added'), ('closed', 'Closed')], default='closed', max_length=16)),
                ('risky', models.BooleanField(default=False, help_text='Comments wait while no moderator is on duty.', verbose_name='risky')),
            ],
            options={
                'verbose_name': 'story rule',
            },
        ),
        migrations.AddField(
            model_name='conversation',
            name='state_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='conversation',
            name='state_by',
            field=models.CharField(blank=True, default='', max_length=4),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(fields=['published_at'], name='conversation_by_age'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.UniqueConstraint(condition=models.Q(('pinned_at__isnull', False)), fields=('conversation',), name='one_pinned_comment'),
        ),
        migrations.AddField(
            model_name='act',
            name='author',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='act',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='act',
            name='comment',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='acts', to='discussion.comment'),
        ),
        migrations.AddField(
            model_name='act',
            name='conversation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='discussion.conversation'),
        ),
        migrations.AddField(
            model_name='act',
            name='undoes',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='undone_by', to='discussion.act'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='against',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='discussion.act'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='appeal',
            name='comment',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='appeal', to='discussion.comment'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='case',
            name='claimed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='case',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sanction',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comment_sanctions', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sanction',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sanction',
            name='lifted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(condition=models.Q(('rejected_at__isnull', False)), fields=['-rejected_at'], name='standing_rejected'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(condition=models.Q(('held_always', True), ('banned', True), ('suspended_until__isnull', False), _connector='OR'), fields=['-reader'], name='standing_restrained'),
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(fields=['by', '-id'], name='acts_of_a_moderator'),
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(fields=['author', '-at'], name='acts_about_an_author'),
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(condition=models.Q(('bulk__isnull', False)), fields=['bulk'], name='acts_in_bulk'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['queue', 'since', 'comment'], name='case_by_queue'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['queue', 'section', 'since', 'comment'], name='case_by_section'),
        ),
        migrations.RunPython(let_them, migrations.RunPython.noop),
    ]
