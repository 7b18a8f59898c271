"""Tells from one header line that no person opens a page: a program that names itself, or a script that fetches."""

import re

# Programs say what they are in one of these words. "Cubot" is a make of phones.
_PROGRAM = re.compile(
    rb"(?<!cu)bot\b|bot[/;_-]|robot|crawl|spider|slurp|scrape|archiver|preview|facebookexternalhit|whatsapp/|embed"
    rb"|monitor|uptime|pingdom|lighthouse|headless|phantomjs|validator|feed|rss"
    rb"|^(?:curl|wget|python|go-http|java|okhttp|libwww|ruby|php|perl|axios|node|aiohttp|httpx|apache-httpclient)\b",
    re.IGNORECASE,
)


def is_no_person(name: bytes, value: bytes) -> bool:
    """
    Whether the line ``name`` (lower case) with ``value`` says so. A program that claims to be a browser is not found.

    Sec-Fetch-Dest (W3C Fetch Metadata): what a browser opens for somebody to look at is a ``document``.
    """
    if name == b"sec-fetch-dest":
        return value != b"document"
    return name == b"user-agent" and _PROGRAM.search(value) is not None
