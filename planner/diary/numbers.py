"""Figures of a file: whether the comma or the point is the decimal mark is decided over all of them."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable
from typing import Any, Final

from planner.language import mark

_FIGURE: Final = re.compile(r"\d+(?:[.,]\d+)+")
_GROUPING: Final = re.compile(r"(?<=\d)['’\u00a0\u202f\u2009](?=\d{3}(?!\d))")
_NEGATIVE: Final = re.compile(r"^[-−–]\s*[\d.,]")
_PLAIN: Final = re.compile(r"^[+]?(\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$")
_GRAMS: Final = re.compile(r"^(.*\d)\s*(?:g|gr|gm|gms|grams?|gramm|grammes?|gramos?)\.?$", re.IGNORECASE)
_MONTH: Final = re.compile(
    r"^(?:\d{1,2}[-. ]?)?(?:jan|feb|mar|mär|apr|ma[yi]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-z]*"
    r"(?:[-. ]?\d{1,2})?$",
    re.IGNORECASE,
)

LONGEST: Final = 80
"""Characters of the longest amount that is read."""

ABOVE_ZERO: Final = (
    mark("The amount is not above zero."),
    mark("Write how much was eaten, or delete the row if nothing was."),
)
LIKE_A_DATE: Final = (
    mark("This amount looks like a date."),
    mark("A spreadsheet turns 1/2 into a date by itself. Write 0.5 instead, or format the column as text."),
)

FORMULA: Final = (
    mark("This is a formula, and the file does not hold its result."),
    mark(
        "Open the file in the spreadsheet program and save it again, or paste the values over the formulas."
    ),
)


class FigureError(Exception):
    """A figure that cannot be used; ``problem`` and ``advice`` say why and what to do."""

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.advice = advice


def decimal_mark(cells: Iterable[Any], usual: str = "") -> str:
    """Return the decimal mark that all figures of the file agree on.

    Parameters
    ----------
    cells : iterable
        Amounts and weights; only text counts.
    usual : str
        What such files usually have, where no figure decides.

    Returns
    -------
    str
        ``","``, ``"."`` or, where figures disagree or none decides, ``usual`` or ``""``.

    Examples
    --------
    >>> decimal_mark(["1,5", "1.250"])
    ','
    >>> decimal_mark(["1,250"])
    ''
    """
    figures = {figure for cell in cells if _is_short(cell) for figure in _FIGURE.findall(cell)}
    marks = {_own_mark(figure) for figure in figures} - {""}
    if len(marks) == 1:
        return marks.pop()
    return "" if marks else usual


def _is_short(cell: Any) -> bool:
    return isinstance(cell, str) and len(cell) <= LONGEST


def _own_mark(figure: str) -> str:
    """Return the decimal mark that one figure shows; ``""`` for 1,250 and 1.250 and for what is no number."""
    signs = re.sub(r"\d", "", figure)
    head, *groups = re.split(r"[.,]", figure)
    if len(set(signs)) == 2:
        return signs[-1] if signs.count(signs[-1]) == 1 else ""
    if len(signs) > 1:
        return ("," if signs[0] == "." else ".") if all(len(group) == 3 for group in groups) else ""
    return signs if len(groups[0]) != 3 or len(head) > 3 or head.startswith("0") else ""


def in_points(text: str, point: str) -> str:
    """Write the figures of a text with a decimal point and without thousands separators.

    Raises
    ------
    FigureError
        For a figure that can be read two ways.

    Examples
    --------
    >>> in_points("1.250,5 g", ","), in_points("1,5-2,5 cups", ",")
    ('1250.5 g', '1.5-2.5 cups')
    """
    return _FIGURE.sub(lambda found: _in_points(found[0], point), _GROUPING.sub("", text))


def _in_points(figure: str, point: str) -> str:
    point = _own_mark(figure) or point
    if not point:
        plain = re.sub(r"[.,]", "", figure)
        problem = mark("“{figure}” can be read as {plain} or as {figure2}.").format(
            figure=figure, plain=plain, figure2=figure.replace(",", ".")
        )
        raise FigureError(
            problem,
            mark("Write {plain} without the sign, or with another decimal place.").format(plain=plain),
        )
    return figure.replace("," if point == "." else ".", "").replace(point, ".")


def read_amount_cell(cell: Any, point: str) -> float | str | None:
    """Return an amount as a number, or as text in points ("1.5 cups", "1/2"); None where blank.

    Raises
    ------
    FigureError
        For zero, less than zero, what is not finite, a date, and figures that can be read two ways.

    Examples
    --------
    >>> read_amount_cell("1,5", ","), read_amount_cell("2 slices", ".")
    (1.5, '2 slices')
    """
    if isinstance(cell, (dt.date, dt.time, dt.timedelta)):
        raise FigureError(*LIKE_A_DATE)
    if isinstance(cell, (int, float)):
        return _positive(float(cell))
    if cell == "":
        return None
    if cell.startswith("="):
        raise FigureError(*FORMULA)
    if len(cell) > LONGEST:
        raise FigureError(
            mark("This is too long for an amount."), mark("Write a number, and what it counts.")
        )
    if _NEGATIVE.match(cell):
        raise FigureError(*ABOVE_ZERO)
    if _MONTH.match(cell):
        raise FigureError(*LIKE_A_DATE)
    text = in_points(cell, point)
    return _positive(float(text)) if _PLAIN.match(text) else text


def read_grams_cell(cell: Any, point: str) -> float | str | None:
    """Return a weight in grams, or text with another unit ("3 oz"); None where blank.

    Examples
    --------
    >>> read_grams_cell("150 g", "."), read_grams_cell("3 oz", ".")
    (150.0, '3 oz')
    """
    if isinstance(cell, str) and (said := _GRAMS.match(cell)):
        cell = said[1]
    return read_amount_cell(cell, point)


def _positive(value: float) -> float:
    if not math.isfinite(value) or value <= 0:
        raise FigureError(*ABOVE_ZERO)
    return value
