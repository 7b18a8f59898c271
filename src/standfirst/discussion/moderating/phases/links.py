"""Whether a comment leads elsewhere, and how often."""

import re
from itertools import islice

from standfirst.discussion.moderating.draft import Draft
from standfirst.discussion.moderating.verdicts import Say, Word

MOST_COUNTED = 200
_LONGEST_HOST = 253
_HOST = r"([^\s/?#<>\"']{1,300})"
_WITH_SCHEME = re.compile(f"https?://{_HOST}")
_WITH_WWW = re.compile(rf"(?<![\w./])www\.{_HOST}")
_ENDINGS = "com|net|org|info|biz|ru|cn|xyz|top|shop|online|site|club|io|me|tv|link|click|vip"
_ENDING = re.compile(rf"\.(?:{_ENDINGS})(?![\w-])")
_NAME = re.compile(r"(?<![\w.@/:-])\w[\w.-]{0,62}\Z")
_SHOWN = 5


def judge(draft: Draft) -> Word | None:
    """
    Holds from so many links on; those to the publisher's own sites do not count.

    Who has published nothing yet is held at the first link, where links are counted at all: spam begins with one.
    """
    rules = draft.rules
    if not rules.links_held_from:
        return None
    hosts = hosts_in(draft.text)
    if len(hosts) < MOST_COUNTED:
        # Among so many that they are not counted to the end, something else may stand behind one's own.
        hosts = [host for host in hosts if not _is_own(host, rules.own_hosts)]
    at_most = 1 if not draft.author.published and not draft.author.trusted else rules.links_held_from
    if len(hosts) < at_most:
        return None
    return Word("links", Say.HOLD, "links", {"links": len(hosts), "hosts": list(dict.fromkeys(hosts))[:_SHOWN]})


def hosts_in(text: str) -> list[str]:
    """The host of each address in a text, in small letters, as often as it stands there; some hundred at most."""
    small = text.lower()
    found = [match[1] for match in islice(_WITH_SCHEME.finditer(small), MOST_COUNTED)] if "://" in small else []
    if "www." in small:
        found += [match[1] for match in islice(_WITH_WWW.finditer(small), MOST_COUNTED)]
    found += _bare(small)
    # What stands before an @ is a name to sign in with, and a disguise.
    return [host.rpartition("@")[2].partition(":")[0].strip(".")[:_LONGEST_HOST] for host in found]


def _bare(small: str) -> list[str]:
    """Names like shop.example.com that stand alone: looked for by their ends, of which there are few in a text."""
    found = []
    for match in islice(_ENDING.finditer(small), MOST_COUNTED):
        before = _NAME.search(small, max(0, match.start() - 64), match.start())
        if before is not None and not before[0].startswith("www."):
            found.append(before[0] + match[0])
    return found


def _is_own(host: str, own: tuple[str, ...]) -> bool:
    return any(host == one or host.endswith("." + one) for one in own)
