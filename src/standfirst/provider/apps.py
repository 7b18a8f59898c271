from django.apps import AppConfig


class ProviderConfig(AppConfig):
    name = "standfirst.provider"
    label = "provider"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Sign-in for other sites"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from standfirst.provider import signals  # noqa: F401  connects them
        from standfirst.provider.holdings import declare_holdings
        from standfirst.provider.kept import declare_kept
        from standfirst.readers.account_rooms import AccountRoom, offer

        offer(AccountRoom("connected-sites", _("Connected sites"), _("Where else this account signs you in"), 35))
        declare_holdings()
        declare_kept()
