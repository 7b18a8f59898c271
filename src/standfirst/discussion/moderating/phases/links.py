"""Whether a comment leads elsewhere, and how often."""

import re

from standfirst.discussion.moderating.draft import Draft
from standfirst.discussion.moderating.verdicts import Say, Word

_LONGEST_HOST = 253
_ADDRESS = re.compile(
    r"(?:https?://|(?<![\w.])www\.)([^\s/?#<>\"']{1,300})"
    r"|(?<![\w.@/-])([\w-]{1,63}\.(?:com|net|org|info|biz|ru|cn|xyz|top|shop|online|site|club|io|me|tv|link|click|vip))\b",
    re.IGNORECASE,
)
_SHOWN = 5


def judge(draft: Draft) -> Word | None:
    """
    Holds from so many links on; those to the publisher's own sites do not count.

    Who has published nothing yet is held at the first link, where links are counted at all: spam begins with one.
    """
    rules = draft.rules
    if not rules.links_held_from:
        return None
    hosts = [host for host in hosts_in(draft.text) if not _is_own(host, rules.own_hosts)]
    at_most = 1 if not draft.author.published and not draft.author.trusted else rules.links_held_from
    if len(hosts) < at_most:
        return None
    return Word("links", Say.HOLD, "links", {"links": len(hosts), "hosts": list(dict.fromkeys(hosts))[:_SHOWN]})


def hosts_in(text: str) -> list[str]:
    """The host of each address in a text, in small letters, as often as it stands there."""
    found = []
    for match in _ADDRESS.finditer(text):
        named = match[1] or match[2]
        # What stands before an @ is a name to sign in with, and a disguise.
        host = named.rpartition("@")[2].partition(":")[0].strip(".").lower()
        found.append(host[:_LONGEST_HOST])
    return found


def _is_own(host: str, own: tuple[str, ...]) -> bool:
    return any(host == one or host.endswith("." + one) for one in own)
