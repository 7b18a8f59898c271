"""What became of the comments in the file."""

from standfirst.importers.report import Report

GONE = "nobody saw it there: deleted or not published"
STANDS_ALONE = "answers a comment that is not in the file: stands by itself"


class CommentReport(Report):
    """Counts comments: new, here already, and refused with the reason."""

    things = "comments"
    left_out = "Not as it was there:"

    def _counts(self) -> dict[str, int]:
        return {"new": self.new, "unchanged": self.unchanged, "refused": self.refused}

    def _details(self) -> dict[str, object]:
        return {name: told for name, told in super()._details().items() if name in {"skipped", "notes"}}
