from django.apps import AppConfig


class AudienceConfig(AppConfig):
    name = "standfirst.audience"
    label = "audience"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Audience"

    def ready(self) -> None:
        from standfirst.audience.listening import listen

        listen()
