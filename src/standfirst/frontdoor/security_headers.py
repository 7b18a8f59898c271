"""The headers that every answer carries, whoever gives it: the front door or Django."""

from collections.abc import Sequence

from standfirst.look_script import HASH

_PUBLIC_CSP = (
    f"default-src 'self'; script-src 'self' {HASH}{{others}}; style-src 'self'; img-src 'self' data:{{others}};"
    " font-src 'self'; connect-src 'self'{others}; object-src 'none';"
    # A video's player, once its reader has pressed play: the newsroom's blocks know which hosts have one.
    " frame-src 'self' https:{others}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HSTS = "max-age=31536000; includeSubDomains"


def security_headers(*, https: bool, others: Sequence[str] = ()) -> tuple[tuple[str, str], ...]:
    """
    Names and values for a page that readers see; ``https`` adds Strict-Transport-Security of a year.

    ``others``: origins of what the publisher added and readers may accept. The page asks them first; the policy cannot.

    Source: OWASP ASVS 5.0 §3.4.1 to 3.4.8.
    """
    headers = (
        ("Content-Security-Policy", _PUBLIC_CSP.format(others="".join(f" {origin}" for origin in others))),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    )
    return (*headers, ("Strict-Transport-Security", _HSTS)) if https else headers
