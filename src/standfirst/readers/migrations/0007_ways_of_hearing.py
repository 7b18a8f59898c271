"""A way for each kind of notice, and quiet hours."""

import datetime

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('readers', '0006_foreign_work'),
    ]

    operations = [
        migrations.AddField(
            model_name='preferences',
            name='followers',
            field=models.CharField(choices=[('page', 'On the page only'), ('now', 'By email, at once'), ('daily', 'By email, once a day')], default='page', max_length=8),
        ),
        migrations.AddField(
            model_name='preferences',
            name='mentions',
            field=models.CharField(choices=[('page', 'On the page only'), ('now', 'By email, at once'), ('daily', 'By email, once a day')], default='page', max_length=8),
        ),
        migrations.AddField(
            model_name='preferences',
            name='quiet_from',
            field=models.TimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='preferences',
            name='quiet_until',
            field=models.TimeField(default=datetime.time(7, 0)),
        ),
        migrations.AddField(
            model_name='preferences',
            name='time_zone',
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
