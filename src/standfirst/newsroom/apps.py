from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "standfirst.newsroom"
    label = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Newsroom"

    def ready(self) -> None:
        from standfirst.access.stories import find_with
        from standfirst.newsroom.paths import premium_article_at
        from standfirst.newsroom.signals import follow_changes

        find_with(premium_article_at)
        follow_changes()
