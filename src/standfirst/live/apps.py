from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "standfirst.live"
    label = "live"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Live"
