import uuid

import django.utils.timezone
from django.db import migrations, models

import standfirst.readers.models.registration


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.UUIDField(db_index=True)),
                ("purpose", models.CharField(max_length=100)),
                ("channel", models.CharField(blank=True, max_length=20)),
                ("given", models.BooleanField()),
                ("wording", models.TextField()),
                ("wording_version", models.CharField(blank=True, max_length=40)),
                ("language", models.CharField(max_length=10)),
                ("page", models.CharField(max_length=2000)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("email", models.EmailField(db_index=True, max_length=254)),
                ("first_name", models.CharField(max_length=150)),
                ("last_name", models.CharField(max_length=150)),
                ("password", models.CharField(max_length=255)),
                ("newsletters", models.JSONField(default=list)),
                ("next_path", models.CharField(blank=True, max_length=2000)),
                ("language", models.CharField(default="en-gb", max_length=10)),
                ("secret", models.CharField(max_length=64, unique=True)),
                ("mails", models.PositiveSmallIntegerField(default=1)),
                ("mailed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("code_tries", models.PositiveSmallIntegerField(default=0)),
                ("known", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "expires_at",
                    models.DateTimeField(db_index=True, default=standfirst.readers.models.registration.runs_out),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("count", models.PositiveIntegerField()),
                ("ends", models.FloatField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Reader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="email address")),
                ("first_name", models.CharField(blank=True, max_length=150)),
                ("last_name", models.CharField(blank=True, max_length=150)),
                ("subject", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "tier",
                    models.CharField(
                        choices=[("registered", "Registered reader"), ("subscriber", "Subscriber")],
                        default="registered",
                        max_length=20,
                    ),
                ),
                ("is_staff", models.BooleanField(default=False, verbose_name="may use the admin")),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                ("date_joined", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("language", models.CharField(blank=True, max_length=10, verbose_name="language of mails")),
                ("resets_asked", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "reader",
            },
        ),
    ]
