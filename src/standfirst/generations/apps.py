from django.apps import AppConfig


class GenerationsConfig(AppConfig):
    name = "standfirst.generations"
    label = "generations"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Generations"

    def ready(self) -> None:
        from standfirst.generations.holdings import declare_holdings

        declare_holdings()
