"""
One line of a CSV file as its values (RFC 4180, but that a value holds no line end: a quotation mark that is never
closed harms one line, and not the rest of the file).
"""

import csv

from standfirst.importers.lines import Line
from standfirst.importers.streaming import NotReadable
from standfirst.readers.subscriptions import NotAccepted


def separator_of(head: Line | None) -> str:
    """What stands between the columns: a comma, or what spreadsheets write where the comma is for decimals."""
    text = head.text or "" if head is not None else ""
    return next((sign for sign in (",", ";", "\t") if sign in text), ",")


def header_of(head: Line | None, *, separator: str) -> list[str]:
    """The names of the columns. Raises NotReadable."""
    if head is None or head.text is None:
        raise NotReadable("its first line cannot be read")
    if separator == "," and ";" in head.text and "," not in head.text:
        raise NotReadable("its columns are separated by semicolons; they must be separated by commas")
    try:
        return [name.strip() for name in row_of(head, None, separator=separator)]
    except NotAccepted as reason:
        raise NotReadable(f"its first line: {reason}") from None


def row_of(line: Line, width: int | None, *, separator: str = ",") -> list[str]:
    """The values of ``line``, of which there must be ``width``. Raises NotAccepted."""
    if line.text is None:
        raise NotAccepted({"line": line.trouble})
    try:
        (row,) = csv.reader([line.text], delimiter=separator, strict=True)
    except (csv.Error, ValueError) as error:
        raise NotAccepted({"line": f"not CSV: {error}"}) from None
    if width is not None and len(row) != width:
        raise NotAccepted({"line": f"{len(row)} values, where there are {width} columns"})
    return row
