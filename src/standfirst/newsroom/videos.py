"""Which player an address of a video belongs to. Addresses of others are refused: we frame only players we know."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

# A public name of a host and nothing else: no port, no user, no address in numbers.
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])\Z")
_ID = re.compile(r"[A-Za-z0-9_-]{3,64}\Z")


@dataclass(frozen=True, slots=True)
class Video:
    """``provider``: its name for people; ``player``: the address for the frame; ``page``: the link without script."""

    provider: str
    player: str
    page: str


def video_at(url: str) -> Video | None:
    """The video that an https ``url`` leads to, or None when we know no player for it."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host = parts.netloc.lower()
    if parts.scheme != "https" or not _HOST.match(host):
        return None
    host = host.removeprefix("www.").removeprefix("m.")
    steps = [step for step in parts.path.split("/") if step]
    if host in {"youtube.com", "youtube-nocookie.com", "youtu.be"}:
        return _youtube(host, steps, parts.query)
    if host in {"vimeo.com", "player.vimeo.com"}:
        number = next((step for step in steps if step.isascii() and step.isdigit()), "")
        return (
            Video("Vimeo", f"https://player.vimeo.com/video/{number}?dnt=1", f"https://vimeo.com/{number}")
            if number
            else None
        )
    return _peertube(host, steps)


def _youtube(host: str, steps: list[str], query: str) -> Video | None:
    if host == "youtu.be":
        key = steps[0] if steps else ""
    elif steps[:1] in (["embed"], ["shorts"], ["live"], ["v"]):
        key = steps[1] if len(steps) > 1 else ""
    else:
        key = parse_qs(query).get("v", [""])[0]
    if not _ID.match(key):
        return None
    return Video("YouTube", f"https://www.youtube-nocookie.com/embed/{key}", f"https://www.youtube.com/watch?v={key}")


def _peertube(host: str, steps: list[str]) -> Video | None:
    if len(steps) == 2 and steps[0] == "w":
        key = steps[1]
    elif len(steps) == 3 and steps[0] == "videos" and steps[1] in {"watch", "embed"}:
        key = steps[2]
    else:
        return None
    if not _ID.match(key):
        return None
    return Video("PeerTube", f"https://{host}/videos/embed/{key}", f"https://{host}/w/{key}")
