import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from standfirst.access.domains import NotADomain, domain_name
from standfirst.frontdoor.callers import TAG
from standfirst.frontdoor.crawlers import Crawler
from standfirst.frontdoor.persons import is_no_person
from standfirst.generations.raising import raise_for

KNOWN = "Googlebot: googlebot.com, google.com\nbingbot: search.msn.com\nApplebot: applebot.apple.com"
"""As the engines say themselves: Google "Verifying Googlebot", Bing "Verifying Bingbot", Apple "About Applebot"."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,39}")
_MOST = 30


@register_setting(icon="globe")
class CrawlerRules(BaseGenericSetting):
    """Whether search engines read what readers must register or pay for. Changes count within a second."""

    may_read = models.BooleanField(
        "verified crawlers may read",
        default=False,
        help_text="Search engines below are given the whole text, when their address proves who they are. Otherwise "
        "they are given the teaser, which says that the rest is not free.",
    )
    crawlers = models.TextField(
        "which",
        default=KNOWN,
        help_text="One a line: the name that the crawler gives itself, a colon, the domains of its machines.",
    )

    panels = [FieldPanel("may_read"), FieldPanel("crawlers")]

    class Meta:
        verbose_name = "search engines"

    def __str__(self) -> str:
        return "search engines"

    def clean(self) -> None:
        """What cannot be understood is said with its line."""
        super().clean()
        wrong = []
        lines = [line.strip() for line in self.crawlers.splitlines() if line.strip()]
        if len(lines) > _MOST:
            wrong.append(f"These are more than {_MOST} crawlers.")
        for line in lines[:_MOST]:
            try:
                _read(line)
            except ValueError as error:
                wrong.append(f"“{line[:80]}”: {error}")
        if wrong:
            raise ValidationError({"crawlers": wrong})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and let every web process know."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            raise_for(TAG)

    @property
    def let_in(self) -> list[Crawler]:
        """Those that may read; none unless the publication says so."""
        return [_read(line) for line in self.crawlers.splitlines() if line.strip()] if self.may_read else []


def _read(line: str) -> Crawler:
    """Raises ValueError with a sentence."""
    name, colon, told = (part.strip() for part in line.partition(":"))
    if not colon or not _NAME.fullmatch(name):
        raise ValueError("write a name of 3 or more letters, a colon, and domains, like Googlebot: googlebot.com.")
    if not is_no_person(b"user-agent", name.encode()):
        raise ValueError("a browser of people could be called so; name a bot, a crawler or a spider.")
    domains = [domain.strip() for domain in told.split(",") if domain.strip()]
    if not domains:
        raise ValueError("no domain is named, so nobody could prove to be this crawler.")
    try:
        return Crawler(name, tuple(domain_name(domain) for domain in domains))
    except NotADomain as error:
        raise ValueError(f"{error}") from None
