from django.apps import AppConfig


class ReadersConfig(AppConfig):
    name = "standfirst.readers"
    label = "readers"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Readers"
