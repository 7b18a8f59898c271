from django.apps import AppConfig


class ThemeConfig(AppConfig):
    name = "standfirst.theme"
    label = "theme"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Theme"
