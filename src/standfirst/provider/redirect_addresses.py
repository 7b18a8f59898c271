"""Addresses to send readers back to with a code: whoever owns one can sign in as them at that site. Pure."""

from urllib.parse import urlsplit

LONGEST = 2_000
HERE = frozenset({"127.0.0.1", "::1", "localhost"})


class NotARedirectAddress(ValueError):
    """The message says what is wrong with it, for staff."""


def redirect_address(line: str) -> str:
    """
    ``line`` if readers may be sent there: https, or http on the very machine, whole, and for one place only.

    Compared letter by letter later on, so it is left as it was written. Raises NotARedirectAddress.
    Source: RFC 9700 §2.1, RFC 8252 §7.3.
    """
    if len(line) > LONGEST:
        raise NotARedirectAddress(f"this is longer than {LONGEST} characters.")
    if not line.isascii() or any(character <= " " or character in '\\"<>^`{|}\x7f' for character in line):
        raise NotARedirectAddress("write it as browsers send it, without spaces: other letters as %C3%A9 or xn--….")
    if "*" in line:
        raise NotARedirectAddress("a * is no wildcard here. Write each address out.")
    try:
        parts = urlsplit(line)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise NotARedirectAddress("this is no address.") from None
    if parts.scheme not in {"https", "http"} or not host:
        raise NotARedirectAddress("it must begin with https:// and a host.")
    if parts.scheme == "http" and host not in HERE:
        raise NotARedirectAddress("it must be https: a code must not travel in the open.")
    if parts.username is not None or parts.password is not None:
        raise NotARedirectAddress("take the name and password out.")
    if "#" in line:
        raise NotARedirectAddress("take the # and what follows out.")
    return line
