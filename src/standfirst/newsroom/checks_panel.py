"""The content checks, at the head of the article in the editor."""

from typing import Any

from wagtail.admin.panels import Panel


class ChecksPanel(Panel):
    """What readers without access will see of the article, and what to look at. As of the last save."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "newsroom/admin/checks.html"

        def is_shown(self) -> bool:
            """A new article has nothing to check yet."""
            return bool(super().is_shown()) and self.instance.pk is not None

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            # The checks read the models that this panel belongs to.
            from standfirst.newsroom.checks import checks_of, what_the_wall_leaves

            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "wall": what_the_wall_leaves(self.instance), "points": checks_of(self.instance)}
