"""
What people type who want a page to run their script: our own spellings of the ways in OWASP's XSS Filter Evasion Cheat
Sheet. Each calls ``alert``, so that a browser says whether one of them ran.

``payloads.txt`` has one a line, with escapes as in Python and ``{0}`` for the call.
"""

from pathlib import Path

_CALLS = ("alert(1)", "alert`1`", "top['al'+'ert'](1)")
_ELEMENTS = [
    line.encode("latin-1").decode("unicode-escape")
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="latin-1").splitlines()
]
PAYLOADS = tuple(element.format(call) for element in _ELEMENTS for call in _CALLS)

BESIDE_LINKS = (
    'https://a.example/"onmouseover="alert(1)',
    "https://a.example/'onmouseover='alert(1)",
    "https://a.example/<script>alert(1)</script>",
    "https://a.example/?x=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "https://javascript:alert(1)@a.example/",
    "http://a.example\\@b.example/alert(1)",
    "https://[alert(1)]/",
    "https://a.example/#javascript:alert(1)",
    "HTTPS://A.EXAMPLE/`onload=alert(1)`",
    "https:///alert(1)",
)
"""Where an address begins well and goes on badly."""
