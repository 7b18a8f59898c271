from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "standfirst.newsroom"
    label = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Newsroom"
