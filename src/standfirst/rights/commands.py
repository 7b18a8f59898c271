"""``standfirst retention``: a round now, or what it would take away."""

import json
from typing import TextIO

from django.utils import timezone

from standfirst.rights.retaining import Counted, go_round, look_round

DONE, NOT_ALL_DONE = 0, 1


def retention(dry_run: bool, as_json: bool, stdout: TextIO, stderr: TextIO) -> int:
    """Take away what is too old, or with ``dry_run`` only count it. The exit status: 0 all done, 1 not all."""
    counted = list(look_round(timezone.now()) if dry_run else go_round(timezone.now()))
    if as_json:
        told = {one.kept.key: None if one.failed else one.rows for one in counted}
        print(json.dumps({"dry_run": dry_run, "rows": told}), file=stdout)
    else:
        print(_table(counted), file=stdout)
        words = "Nothing was changed. Without --dry-run these go." if dry_run else "Done. The same is done every night."
        print(words, file=stderr)
    return NOT_ALL_DONE if any(one.failed for one in counted) else DONE


def _table(counted: list[Counted]) -> str:
    wide = max(len(one.kept.name) for one in counted)
    kept = max(len(one.kept.period_in_words) for one in counted)
    return "\n".join(
        f"{one.kept.name:{wide}}  {one.kept.period_in_words:{kept}}  {'failed' if one.failed else one.rows}"
        for one in counted
    )
