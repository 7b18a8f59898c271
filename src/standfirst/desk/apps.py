from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "standfirst.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "The readers’ desk"

    def ready(self) -> None:
        from standfirst.desk import noting  # noqa: F401  it connects itself
        from standfirst.desk.holdings import declare_holdings
        from standfirst.desk.kept import declare_kept

        declare_holdings()
        declare_kept()
