"""What must be true of every answer of the site, whatever was asked and whoever asked it."""

from collections.abc import Iterator

from tests.serving.wire import Answer

BROKEN = frozenset({500, 502, 503, 504})
"""Our own fault. 501 and 505 are refusals of what HTTP/1.1 here does not know."""

ALWAYS = ("content-security-policy", "x-content-type-options", "referrer-policy", "cross-origin-opener-policy")
_ONE_OF_A_KIND = (*ALWAYS, "content-type", "cache-control", "etag", "content-length", "location")


def faults(answer: Answer) -> Iterator[str]:
    """Each rule that ``answer`` breaks, in words."""
    if answer.status in BROKEN:
        yield f"{answer.status}"
    yield from _headers(answer)
    yield from _caching(answer)
    if answer.has("access-control-allow-credentials") or answer.header("access-control-allow-origin") not in ("", "*"):
        yield "another origin may read it"


def _headers(answer: Answer) -> Iterator[str]:
    for name in ALWAYS:
        if not answer.has(name):
            yield f"no {name}"
    for name in _ONE_OF_A_KIND:
        if sum(key.lower() == name for key, _ in answer.headers) > 1:
            yield f"{name} twice"
    policy = answer.header("content-security-policy")
    if "default-src 'none'" not in policy and not ("object-src 'none'" in policy and "base-uri 'none'" in policy):
        yield f"a weak policy: {policy}"
    if "server" in {name.lower() for name, _ in answer.headers} or answer.has("x-powered-by"):
        yield "says what it runs on"


def _caching(answer: Answer) -> Iterator[str]:
    control = answer.header("cache-control")
    if not control:
        yield "no cache-control"
    if answer.status >= 400 and "no-store" not in control:
        yield f"a refusal that may be kept: {control}"
    if "public" in control and answer.has("set-cookie"):
        yield "a cookie in a public answer"
    if "private" in control and "public" in control:
        yield f"public and private: {control}"
