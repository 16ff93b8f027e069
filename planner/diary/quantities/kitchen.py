"""Amounts as a kitchen writes them: "2 slices", "1 1/2 cups, diced"."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from planner.reference.household import household_text, number_text

_SIMPLE: Final = (1, 2, 3, 4, 8, 16)
_NO_PLURAL: Final = frozenset(
    {
        "oz",
        "small",
        "medium",
        "large",
        "regular",
        "thin",
        "thick",
        "whole",
        "miniature",
        "mini",
        "size",
        "half",
    }
)


def household(portion: str, unit: str, times: float) -> str:
    """Return a multiple of a portion in the table's words, in the plural where people would say it.

    Parameters
    ----------
    portion, unit : str
        As in the portion table: ``"1 cup, diced"`` and ``"cup"``.
    times : float
        How many of the portion.

    Examples
    --------
    >>> household("1 slice", "slice", 2)
    '2 slices'
    >>> household("1 cup, cooked, diced", "cup", 1.5)
    '1 1/2 cups, cooked, diced'
    >>> household("1 large", "large", 1.3)
    '1.3 large'
    """
    multiple = simple_fraction(times)
    if multiple is None:
        return (
            re.sub(r"^1 ", f"{times:.4g} ", portion)
            if portion.startswith("1 ")
            else f"{times:.4g} × {portion}"
        )
    text = household_text(portion, multiple)
    said = re.match(r"(?P<count>\d+(?: \d+/\d+)?) (?P<rest>.+)", text)
    if multiple == 1 or said is None or said["count"] == "1" or not said["rest"].startswith(unit):
        return text
    return f"{said['count']} {plural(unit)}{said['rest'][len(unit) :]}"


def plural(unit: str) -> str:
    """Return a unit's plural; sizes and "fl oz" stay as they are.

    Examples
    --------
    >>> [plural(unit) for unit in ("slice", "fl oz", "piece/slice", "large or thick slice", "medium", "leaf")]
    ['slices', 'fl oz', 'pieces/slices', 'large or thick slices', 'medium', 'leaves']
    """
    start, _, last = unit.rpartition(" ")
    made = "/".join(_plural_word(word) for word in last.split("/"))
    return f"{start} {made}".strip()


def number(value: float) -> str:
    """Return a count with simple fractions, else in decimals.

    Examples
    --------
    >>> [number(value) for value in (2.0, 0.5, 1.5, 1 / 3, 1.3, 330)]
    ['2', '1/2', '1 1/2', '1/3', '1.3', '330']
    """
    fraction = simple_fraction(value)
    return f"{value:.4g}" if fraction is None else number_text(fraction)


def simple_fraction(value: float) -> Fraction | None:
    """Return the fraction of halves, thirds, quarters, eighths or sixteenths that a number is, else None."""
    fraction = Fraction(value).limit_denominator(16)
    near = abs(float(fraction) - value) <= 1e-4 * value
    return fraction if near and fraction > 0 and fraction.denominator in _SIMPLE else None


def _plural_word(word: str) -> str:
    if word.endswith("ss"):
        return word + "es"
    if word in _NO_PLURAL or not word.isalpha() or word.endswith("s"):
        return word
    if word in ("leaf", "loaf", "half"):
        return word[:-1] + "ves"
    if word.endswith(("ch", "sh", "x")) or word in ("potato", "tomato"):
        return word + "es"
    return word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeo" else word + "s"
