"""Checks on what a person is told to be: each refusal names the field, the value and what to do."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Mapping
from numbers import Real
from typing import Any

from planner.errors import PersonError
from planner.language import _

_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


def number(field: str, value: object, low: float, high: float, advice: str) -> None:
    """Refuse what is not a finite number from ``low`` to ``high``, both allowed.

    Raises
    ------
    PersonError
        With ``advice``.

    Examples
    --------
    >>> number("height_cm", 165, 120, 220, "give the height in centimetres.")
    >>> number("height_cm", 1.65, 120, 220, "give the height in centimetres, 120 to 220.")
    Traceback (most recent call last):
        ...
    planner.errors.PersonError: height_cm = 1.65: give the height in centimetres, 120 to 220.
    """
    if isinstance(value, bool) or not isinstance(value, Real) or not _is_finite(value):
        raise PersonError(field, value, _("this is not a number; {advice}", advice=advice))
    if not low <= float(value) <= high:
        raise PersonError(field, value, advice)


def _is_finite(value: Real) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number of hundreds of digits
        return False


def whole(field: str, value: object, low: int, high: int, advice: str) -> None:
    """Refuse what is not a whole number from ``low`` to ``high``."""
    number(field, value, low, high, advice)
    if float(value) != int(value):  # type: ignore[arg-type,call-overload]
        raise PersonError(field, value, advice)


def one_of(field: str, value: object, allowed: Iterable[str]) -> None:
    """Refuse a word that is not in the list."""
    words = list(allowed)
    if not isinstance(value, str) or value not in words:
        raise PersonError(
            field, value, _("use one of {words}.", words=", ".join(words)) + nearest(value, words)
        )


def clock(field: str, value: object) -> None:
    """Refuse what is not a time of day such as ``"07:30"``."""
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise PersonError(field, value, _('give a time of day from "00:00" to "23:59", such as "07:30".'))


def minutes_after(start: str, time: str) -> int:
    """Return the minutes from one time of day to the next time it is ``time``.

    Examples
    --------
    >>> minutes_after("04:00", "00:30")
    1230
    """
    a, b = ((int(text[:2]) * 60 + int(text[3:])) for text in (start, time))
    return (b - a) % (24 * 60)


def words(field: str, value: object) -> tuple[str, ...]:
    """Return a list of short texts as a tuple; refuse anything else."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise PersonError(field, value, _('give a list of texts, such as ["peanut", "liver"].'))
    items = tuple(value)
    for item in items:
        if not isinstance(item, str) or not item.strip() or len(item) > 200:
            raise PersonError(field, item, _("each entry must be a text of 1 to 200 characters."))
    return items


def weights(field: str, value: object, high: float) -> dict[str, float]:
    """Return a table of weights from 0 to ``high`` as floats; refuse anything else."""
    if not isinstance(value, Mapping):
        raise PersonError(field, value, _("give a table of names with a weight each, such as beans = 1.0."))
    for name, weight in value.items():
        if not isinstance(name, str) or not name.strip():
            raise PersonError(field, name, _("each name must be a text."))
        number(f"{field}.{name}", weight, 0, high, _("give a weight from 0 to {most}.", most=f"{high:g}"))
    return {name: float(weight) for name, weight in value.items()}


def close_to(value: object, allowed: Iterable[str]) -> list[str]:
    """Return the allowed words that are spelt most like a value, upper and lower case alike.

    Examples
    --------
    >>> close_to("NASEM", ["nasem", "efsa", "uk"])
    ['nasem']
    """
    return difflib.get_close_matches(str(value).strip().lower(), list(allowed), n=3)


def nearest(value: object, allowed: Iterable[str]) -> str:
    """Return " Did you mean …?" for a misspelt word, or nothing."""
    close = close_to(value, allowed)
    return " " + _("Did you mean {names}?", names=", ".join(close)) if close else ""


def no_unknown_keys(table: Mapping[str, Any], allowed: Iterable[str], where: str) -> None:
    """Refuse a key that the person file does not have, with the nearest that it has."""
    known = list(allowed)
    for key, value in table.items():
        if key not in known:
            hint = nearest(key, known) or " " + _("It may hold {names}.", names=", ".join(known))
            raise PersonError(where + key, value, _("this key is not known.") + hint)
