from django.apps import AppConfig


class NewslettersConfig(AppConfig):
    name = "standfirst.newsletters"
    label = "newsletters"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Newsletters"

    def ready(self) -> None:
        from standfirst.newsletters import (
            signals,  # noqa: F401  connects them
            subscribing,
        )
        from standfirst.newsletters.holdings import declare_holdings
        from standfirst.readers.choices import provide

        provide(subscribing)
        declare_holdings()
