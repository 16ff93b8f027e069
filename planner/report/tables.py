"""Tables for a terminal and for a spreadsheet."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

WIDTH: Final = 100
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def aligned(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows in columns: the first to the left, the others to the right.

    Examples
    --------
    >>> print(aligned(["", "a day"], [["Iron", "9.1 mg"], ["Magnesium", "310 mg"]]))
                a day
    Iron       9.1 mg
    Magnesium  310 mg
    """
    table = [list(header), *map(list, rows)]
    widths = [max(len(row[at]) for row in table) for at in range(len(header))]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]
        ).rstrip()
        for row in table
    )


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """Return text broken to the width of the report; ``first`` stands before the first line."""
    start = indent if first is None else first
    return textwrap.fill(
        printable(text), WIDTH, initial_indent=start, subsequent_indent=indent, break_on_hyphens=False
    )


def printable(text: str) -> str:
    r"""Return text without characters that steer a terminal.

    Examples
    --------
    >>> printable("tea\x1b[31m")
    'tea [31m'
    """
    return "".join(character if character.isprintable() else " " for character in text)


def to_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return rows of plain values as CSV; unknown is blank, and no text can act as a formula.

    Examples
    --------
    >>> to_csv([{"person": "=1+1", "mean": None, "over_upper": True}]).splitlines()
    ['person,mean,over_upper', "'=1+1,,true"]
    """
    if not rows:
        return ""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return file.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
