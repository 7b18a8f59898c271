"""
The one script that stands in the page itself: it gives the page the look that its reader has chosen before anything is
painted. A file would come too late, or hold the page up. The content security policy lets it through by its hash.
"""

from base64 import b64encode
from hashlib import sha256

SCRIPT = (
    "(function(m){if(m)document.documentElement.dataset.look=m[1]})"
    "(/(?:^|; )(?:__Host-)?sf_look=(light|dark)/.exec(document.cookie))"
)
HASH = f"'sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}'"
"""As the policy names it (CSP Level 3 §2.3.1)."""
