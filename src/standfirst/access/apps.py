from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "standfirst.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Access"

    def ready(self) -> None:
        from standfirst.access.holdings import declare_holdings
        from standfirst.access.kept import declare_kept

        declare_holdings()
        declare_kept()
