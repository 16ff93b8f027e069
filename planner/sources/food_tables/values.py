"""A cell to an amount: what a number is, what is not known, and what is only known to be little.

What the marks mean, and why
----------------------------
- Blank, ``-``, ``N`` and the like: not known, never 0 (Greenfield and Southgate 2003, *Food composition
  data*, FAO, chapter 9: missing values must never be assigned a zero). ``N`` of CoFID: there in significant
  amounts, but no reliable figure.
- ``Tr``, ``traces``: 0, and counted as such: present, but below what matters; the sum is short by less.
- ``< 0,5``: half of it, and counted as such. This is the middle of what it may be, 0 to 0.5, as is usual for
  single values under a limit of detection; what it may be off by is as much as what is taken.
- ``(0.1)``, ``[0.1]``: the number; the compilers of the table estimated it.

That trace is 0 and a limit is halved is a choice; no authority's text for it was checked in print.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

NUMBER, UNKNOWN, TRACE, BELOW, ESTIMATED = "number", "unknown", "trace", "below a limit", "estimated"
NEGATIVE, NO_NUMBER = "negative", "not a number"
_COMMA: Final = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?|\d*,?\d+(?:[eE][-+]?\d+)?|\d+,")
_POINT: Final = re.compile(r"\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?|\d*\.?\d+(?:[eE][-+]?\d+)?|\d+\.")
_BRACKETED: Final = re.compile(r"[(\[]\s*(.*?)\s*[)\]]")
_SURELY_COMMA: Final = re.compile(r"[<≤(\[ ]*\d*,(?:\d{1,2}|\d{4,})[)\]]?|[<≤(\[ ]*0,\d+[)\]]?")
_MAY_BE_THOUSANDS: Final = re.compile(r"[<≤ ]*[1-9]\d{0,2},\d{3}")
_POINTED: Final = re.compile(r"[<≤(\[ ]*\d*\.\d+[)\]]?")


class Amount(NamedTuple):
    """An amount in the column's unit, NaN where not known, and which kind of cell it was."""

    value: float
    kind: str


def decimal_of(cells: Iterable[Any]) -> str | None:
    """Return the decimal sign of the cells: "," or "."; None where they do not show it.

    Examples
    --------
    >>> decimal_of(["1,5", "12", "< 0,25"]), decimal_of(["1.5", "1,250"]), decimal_of(["1,250"])
    (',', '.', None)
    """
    texts = {cell.strip() for cell in cells if isinstance(cell, str)}
    commas = sum(bool(_SURELY_COMMA.fullmatch(text)) for text in texts)
    points = sum(bool(_POINTED.fullmatch(text)) for text in texts)
    if commas != points:
        return "," if commas > points else "."
    return None if commas or any(_MAY_BE_THOUSANDS.fullmatch(text) for text in texts) else "."


def reader(decimal: str, unknown: Iterable[str], trace: Iterable[str]) -> Callable[[Any], Amount]:
    """Return what reads the cells of a table.

    Parameters
    ----------
    decimal : {",", "."}
    unknown, trace : iterable of str
        Cells that mean so, without regard to case.

    Examples
    --------
    >>> read = reader(",", ["-"], ["traces"])
    >>> [read(cell).value for cell in ["12,5", "< 0,5", "traces", "-", "", "(3)"]]
    [12.5, 0.25, 0.0, nan, nan, 3.0]
    >>> read("-3").kind, read("=A1").kind
    ('negative', 'not a number')
    """
    marks = dict.fromkeys((text.strip().casefold() for text in trace), Amount(0.0, TRACE))
    marks |= dict.fromkeys((text.strip().casefold() for text in unknown), Amount(math.nan, UNKNOWN))
    marks[""] = Amount(math.nan, UNKNOWN)
    known: dict[str, Amount] = {}

    def read(cell: Any) -> Amount:
        if cell is None:
            return marks[""]
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return _of_number(float(cell))
        text = str(cell)
        if text not in known:
            plain = " ".join(text.split())
            known[text] = marks.get(plain.casefold()) or _of_text(plain, decimal)
        return known[text]

    return read


def _of_number(value: float) -> Amount:
    if math.isnan(value):
        return Amount(math.nan, UNKNOWN)
    if math.isinf(value):
        return Amount(math.nan, NO_NUMBER)
    return Amount(math.nan, NEGATIVE) if value < 0 else Amount(value, NUMBER)


def _of_text(text: str, decimal: str) -> Amount:
    if text[0] in "<≤":
        limit = _number(text[1:].strip(), decimal)
        return Amount(math.nan, NO_NUMBER) if limit is None else Amount(limit / 2, BELOW)
    if within := _BRACKETED.fullmatch(text):
        value = _number(within[1], decimal)
        return Amount(math.nan, NO_NUMBER) if value is None else Amount(value, ESTIMATED)
    if text[0] in "-−–" and _number(text[1:].strip(), decimal) is not None:
        return Amount(math.nan, NEGATIVE)
    value = _number(text, decimal)
    return Amount(math.nan, NO_NUMBER) if value is None else Amount(value, NUMBER)


def _number(text: str, decimal: str) -> float | None:
    """Read figures; a sign that can only be the other decimal sign makes them no number."""
    form, other = (_COMMA, ".") if decimal == "," else (_POINT, ",")
    if not text.isascii() or not form.fullmatch(text):
        return None
    value = float(text.replace(" ", "").replace(other, "").replace(",", "."))
    return value if math.isfinite(value) else None
