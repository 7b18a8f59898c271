from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "standfirst.mail"
    label = "mail"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Mail"

    def ready(self) -> None:
        from standfirst.mail.holdings import declare_holdings
        from standfirst.mail.kept import declare_kept

        declare_holdings()
        declare_kept()
