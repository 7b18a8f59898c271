from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "standfirst.rights"
    label = "rights"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Readers’ rights"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from standfirst.readers.account_rooms import AccountRoom, offer
        from standfirst.rights.holdings import declare_holdings
        from standfirst.rights.kept import declare_kept

        offer(AccountRoom("your-data", _("Your data"), _("Take it along, or erase your account"), 80))
        declare_holdings()
        declare_kept()
