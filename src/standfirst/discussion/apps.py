from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "standfirst.discussion"
    label = "discussion"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Conversations"

    def ready(self) -> None:
        from standfirst.discussion.account_rooms import offer_rooms
        from standfirst.discussion.begun_follows import carry_on
        from standfirst.discussion.following import count_followers
        from standfirst.discussion.following_names import follow_names
        from standfirst.discussion.following_stories import follow_stories
        from standfirst.discussion.hearing import hear
        from standfirst.discussion.holdings import declare_holdings
        from standfirst.discussion.kept import declare_kept
        from standfirst.discussion.moderating import reported
        from standfirst.discussion.moderating.held import declare_held
        from standfirst.discussion.moderators import begin
        from standfirst.discussion.telling_listeners import declare_topic
        from standfirst.readers.quiet_logs import keep_secret

        declare_holdings()
        declare_kept()
        declare_held()
        reported.listen()
        declare_topic()
        follow_stories()
        follow_names()
        offer_rooms()
        count_followers()
        carry_on()
        hear()
        begin()
        keep_secret("/notices/stop/")
