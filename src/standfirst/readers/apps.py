from django.apps import AppConfig


class ReadersConfig(AppConfig):
    name = "standfirst.readers"
    label = "readers"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Readers"

    def ready(self) -> None:
        from standfirst.access.provisional import resolve_with
        from standfirst.readers import account_rooms, noting, signals  # noqa: F401  the latter two connect them
        from standfirst.readers.holdings import declare_holdings
        from standfirst.readers.kept import declare_kept
        from standfirst.readers.provisional import live_holder
        from standfirst.readers.quiet_logs import hide_tokens

        resolve_with(live_holder)
        hide_tokens()
        account_rooms.offer_our_own()
        declare_holdings()
        declare_kept()
