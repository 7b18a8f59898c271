"""Whom and what readers follow, and the rows of their inboxes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('discussion', '0003_filter'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('reader', 'Readers'), ('author', 'Journalists'), ('topic', 'Topics'), ('story', 'Conversations')], max_length=8)),
                ('slug', models.CharField(blank=True, max_length=140)),
                ('name', models.CharField(blank=True, max_length=255)),
                ('since', models.DateTimeField(auto_now_add=True)),
                ('conversation', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='followed', to='discussion.conversation')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='followed', to=settings.AUTH_USER_MODEL)),
                ('reader', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='follows', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['reader', '-id'], name='follows_of_a_reader'), models.Index(fields=['person', 'id'], name='followers_of_a_reader'), models.Index(fields=['conversation', 'id'], name='followers_of_a_story'), models.Index(condition=models.Q(('slug', ''), _negated=True), fields=['what', 'slug', 'id'], name='followers_of_a_name')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('what', 'reader')), fields=('reader', 'person'), name='follows_once'), models.UniqueConstraint(condition=models.Q(('what', 'story')), fields=('reader', 'conversation'), name='follows_a_story_once'), models.UniqueConstraint(condition=models.Q(('slug', ''), _negated=True), fields=('reader', 'what', 'slug'), name='follows_a_name_once')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reply', 'A reply'), ('mention', 'A mention'), ('followed', 'A comment of somebody followed'), ('story', 'New comments in a conversation followed'), ('article', 'A new article'), ('follower', 'A follower'), ('decision', 'A decision about a comment'), ('appeal', 'The answer to an appeal')], max_length=8)),
                ('key', models.CharField(max_length=80)),
                ('about', models.CharField(blank=True, max_length=255)),
                ('at', models.DateTimeField(db_index=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('letter', models.CharField(blank=True, max_length=32)),
                ('mailed_at', models.DateTimeField(null=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='discussion.comment')),
                ('conversation', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='discussion.conversation')),
                ('reader', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['reader', '-id'], name='inbox'), models.Index(condition=models.Q(('read_at', None)), fields=['reader', '-id'], name='inbox_unread'), models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='notices_due'), models.Index(condition=models.Q(('letter', ''), _negated=True), fields=['letter'], name='notices_of_a_letter'), models.Index(condition=models.Q(('mailed_at__isnull', False)), fields=['reader', '-mailed_at'], name='notices_mailed')],
                'constraints': [models.UniqueConstraint(fields=('reader', 'key'), name='told_once')],
            },
        ),
    ]
