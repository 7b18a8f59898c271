"""
Which password hash a file holds, and how it is kept here. A hash that would cost seconds to check is not taken: with it
in the house every try to sign in would take as long (``equal_work``).
"""

import re
from collections.abc import Callable

LONGEST = 128
"""Characters that an account keeps."""

_BCRYPT = r"\$2[aby]\$(?P<cost>0[4-9]|1[0-2])\$[./A-Za-z0-9]{53}"
_PHPASS = r"\$[PH]\$[5-9A-E][./0-9A-Za-z]{30}"
_SALT = r"[^$\s]{1,40}"
_BASE64 = r"[A-Za-z0-9+/]{20,90}={0,2}"
_Kept = Callable[[str], str]
_KINDS: tuple[tuple[re.Pattern[str], _Kept], ...] = (
    (re.compile(_BCRYPT), "bcrypt${}".format),
    (re.compile(rf"\$wp{_BCRYPT}"), lambda text: f"wordpress${text.removeprefix('$wp')}"),
    (re.compile(_PHPASS), "phpass${}".format),
    (re.compile(rf"bcrypt(_sha256)?\${_BCRYPT}"), str),
    (re.compile(rf"pbkdf2_sha(256|1)\$([1-9]\d{{0,5}}|1\d{{6}})\${_SALT}\${_BASE64}"), str),
    (re.compile(rf"scrypt\$16384\${_SALT}\$8\$[1-5]\${_BASE64}"), str),
    (
        re.compile(
            r"argon2\$argon2id\$v=19\$(m=102400,t=2,p=8|m=19456,t=2,p=1)\$[A-Za-z0-9+/]{11,64}\$[A-Za-z0-9+/]{22,64}"
        ),
        str,
    ),
)
_NEARLY = re.compile(r"(\$wp)?\$2[abxy]\$|\$[PH]\$|bcrypt|pbkdf2_|scrypt\$|argon2\$")


class CannotBeChecked(ValueError):
    """The hash is of a kind that is not taken. The message says why, in some words, and holds nothing of the hash."""


def as_kept(hashed: str) -> str:
    """
    ``hashed``, from an export of Django, Ghost or WordPress, as an account keeps it; "" where there is no password.

    Raises CannotBeChecked.
    """
    text = hashed.strip()
    if not text or text.startswith("!"):
        # Django's mark for an account that has none.
        return ""
    for pattern, kept in _KINDS:
        if pattern.fullmatch(text):
            found = kept(text)
            if len(found) <= LONGEST:
                return found
    raise CannotBeChecked("damaged, or costly beyond measure" if _NEARLY.match(text) else "of a kind that is not known")
