from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "standfirst.newsroom"
    label = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Newsroom"

    def ready(self) -> None:
        from standfirst.access import named
        from standfirst.access.staff import told_by
        from standfirst.access.stories import find_with, tell_with
        from standfirst.newsroom.as_named import called, named_by
        from standfirst.newsroom.as_stories import stories_of, story_at
        from standfirst.newsroom.holdings import declare_holdings
        from standfirst.newsroom.paths import premium_article_at
        from standfirst.newsroom.policies import policies_in_force
        from standfirst.newsroom.signals import follow_changes
        from standfirst.newsroom.staff import follow_rights, may_publish_all
        from standfirst.newsroom.telling_stories import tell_of_stories
        from standfirst.newsroom.walls import wall_at
        from standfirst.readers.at_the_wall import word_walls_by
        from standfirst.readers.policies import know_policies_by

        declare_holdings()
        find_with(premium_article_at)
        tell_with(story_at, stories_of)
        named.tell_with(called, named_by)
        follow_changes()
        tell_of_stories()
        know_policies_by(policies_in_force)
        follow_rights()
        told_by(may_publish_all)
        word_walls_by(wall_at)
