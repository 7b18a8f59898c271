from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "standfirst.mail"
    label = "mail"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Mail"
