from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "standfirst.newsroom"
    label = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Newsroom"

    def ready(self) -> None:
        from standfirst.newsroom.policies import named_in_force
        from standfirst.newsroom.signals import follow_changes
        from standfirst.readers.wording import name_policies_by

        follow_changes()
        name_policies_by(named_in_force)
