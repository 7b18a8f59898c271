"""Makes up a month of figures, so that the pictures in the demo's admin show something. Nobody was counted for them."""

import random
from datetime import timedelta

from django.utils import timezone

from standfirst.access.levels import Level, Variant
from standfirst.audience import kinds
from standfirst.audience.models import Figure
from standfirst.newsroom.models import ArticlePage, HomePage

DAYS = 30


def make_up_figures() -> None:
    """Figures of the thirty days before today, the same in every demo; the day itself is really counted."""
    # For show, and to be the same each time.
    dice = random.Random("the audience of the demo")
    today = timezone.localdate()
    articles = list(ArticlePage.objects.order_by("-first_published_at", "pk"))
    home = HomePage.objects.get()
    figures = []
    for back in range(1, DAYS + 1):
        day = today - timedelta(days=back)
        busy = (0.7 if day.weekday() >= 5 else 1.0) * dice.uniform(0.85, 1.2)
        figures.append(Figure(day=day, kind="full", section=home.pk, n=round(900 * busy)))
        for place, article in enumerate(articles):
            opened = round(220 * busy * dice.uniform(0.5, 1.5) / (1 + place / 6))
            for kind, n in _of_an_article(article.level, opened, dice).items():
                if n:
                    row = Figure(day=day, kind=kind, section=article.section_id or 0, article=article.pk, n=n)
                    figures.append(row)
    Figure.objects.bulk_create(figures, batch_size=2_000)


def _of_an_article(level: Level, opened: int, dice: random.Random) -> dict[str, int]:
    if level is Level.FREE:
        return {Variant.FULL.value: opened}
    walls = round(opened * dice.uniform(0.45, 0.6))
    begun = round(walls * dice.uniform(0.03, 0.1))
    accepted = round(begun * dice.uniform(0.7, 0.95))
    steps = {
        Variant.REGISTER.value: walls,
        kinds.BEGUN: begun,
        kinds.ACCEPTED: accepted,
        kinds.COMPLETED: round(accepted * dice.uniform(0.6, 0.9)),
    }
    left = opened - walls
    if level is Level.REGISTERED:
        return {**steps, Variant.FULL.value: left}
    spent, confirm = round(left * 0.18), round(left * 0.04)
    unlocked = round(left * 0.45)
    return {
        **steps,
        Variant.SPENT.value: spent,
        Variant.CONFIRM.value: confirm,
        Variant.FULL.value: left - spent - confirm,
        kinds.UNLOCKED: unlocked,
        kinds.USED_UP: round(unlocked * 0.12),
    }
