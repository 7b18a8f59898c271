"""Newsletters in the admin."""

from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from standfirst.newsletters.models import Newsletter


class NewsletterViewSet(SnippetViewSet):
    """What is offered at registration, and in which order."""

    model = Newsletter
    icon = "mail"
    add_to_admin_menu = True
    menu_order = 300
    list_display = ["name", "cadence", "open"]
    list_filter = ["open"]
    search_fields = ["name", "summary"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("summary"),
        FieldPanel("cadence"),
        FieldPanel("open"),
        FieldPanel("sort_order"),
    ]


register_snippet(NewsletterViewSet)
