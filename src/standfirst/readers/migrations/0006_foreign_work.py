"""What password hashes from elsewhere cost, while there are any."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("readers", "0005_found_and_leaving")]

    operations = [
        migrations.CreateModel(
            name="ForeignWork",
            fields=[
                ("kind", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("units", models.PositiveIntegerField()),
            ],
        ),
    ]
