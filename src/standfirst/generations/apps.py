from django.apps import AppConfig


class GenerationsConfig(AppConfig):
    name = "standfirst.generations"
    label = "generations"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Generations"
