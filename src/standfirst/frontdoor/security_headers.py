"""The headers that every answer carries, whoever gives it: the front door or Django."""

from standfirst.look_script import HASH

_PUBLIC_CSP = (
    f"default-src 'self'; script-src 'self' {HASH}; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " object-src 'none';"
    # A video's player, once its reader has pressed play: the newsroom's blocks know which hosts have one.
    " frame-src 'self' https:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HSTS = "max-age=31536000; includeSubDomains"


def security_headers(*, https: bool) -> tuple[tuple[str, str], ...]:
    """
    Names and values for a page that readers see; ``https`` adds Strict-Transport-Security of a year.

    Source: OWASP ASVS 5.0 §3.4.1 to 3.4.8.
    """
    headers = (
        ("Content-Security-Policy", _PUBLIC_CSP),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    )
    return (*headers, ("Strict-Transport-Security", _HSTS)) if https else headers
