"""Numbers and units as given, to the registry's units; what is not sure is unknown."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any, Final

from planner.language import _
from planner.reference.daily_values import of_daily_value
from planner.reference.nutrients import nutrients
from planner.reference.written_amounts import UnitError, in_registry_unit, plain_unit, read_figure

GRAMS_OF_ALCOHOL_IN_A_ML: Final = 0.789
SALT_IN_SODIUM: Final = 2.5
"""Regulation (EU) 1169/2011, Annex I: salt = sodium x 2.5."""
_SMALL: Final = re.compile(r"(?:<|≤|&lt;|less than|under).*|tr\.?|traces?|trace amounts?", re.IGNORECASE)
_MOST: Final = 1e9


@dataclass
class Reading:
    """What is read of one food: amounts in the registry's units, what is unsure by nutrient, what to say."""

    amounts: dict[str, float] = field(default_factory=dict)
    unsure: dict[str, str] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)

    def flag(self, text: str) -> None:
        """Say something of the food, once."""
        if text not in self.flags:
            self.flags.append(text)

    def said(self) -> tuple[str, ...]:
        """Return all that there is to say, what is not known first."""
        left_out = [
            _("{nutrient}: {why}, so not known", nutrient=name_of(nutrient), why=why)
            for nutrient, why in self.unsure.items()
        ]
        return (*left_out, *self.flags)

    def leave_out(self, nutrient: str, why: str) -> None:
        """Take a nutrient as not known, and say why."""
        self.amounts.pop(nutrient, None)
        self.unsure[nutrient] = why

    def put(self, nutrient: str, value: Any, unit: Any, factor: float = 1.0) -> None:
        """Take an amount, ``factor`` times what is given; what cannot be used is left out, and said."""
        try:
            amount = number(value)
            if amount is None:
                return
            self.amounts[nutrient] = in_our_unit(nutrient, amount, unit) * factor
        except UnsureError as error:
            self.leave_out(nutrient, str(error))
            return
        self.unsure.pop(nutrient, None)
        if plain_unit(unit) == "% dv":
            self.flag(
                _(
                    "{nutrient}: reckoned from a percentage of the US daily value for adults (21 CFR 101.9)",
                    nutrient=name_of(nutrient),
                )
            )


class UnsureError(Exception):
    """An amount that cannot be known from what is given; the text says why."""


def name_of(nutrient: str) -> str:
    """Return the name of a nutrient in the language in use."""
    return _(nutrients()[nutrient].name)


def number(value: Any) -> float | None:
    """Return a number as given or written; None where there is none.

    Raises
    ------
    UnsureError
        For what is no amount: "<1", "trace", -1, "1,234", a list.

    Examples
    --------
    >>> number("1,5"), number("1,234.5"), number(" "), number(0)
    (1.5, 1234.5, None, 0.0)
    """
    if value is None or (isinstance(value, str) and value.strip() in ("", "-", "--", "n/a", "N/A")):
        return None
    amount = _written(value.strip()) if isinstance(value, str) else _given(value)
    if not math.isfinite(amount):
        raise UnsureError(_("what is given is no number"))
    if amount < 0:
        raise UnsureError(_("less than nothing is given"))
    if amount > _MOST:
        raise UnsureError(_("what is given is far too much"))
    return amount


def _given(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UnsureError(_("what is given is no number"))
    try:
        return float(value)
    except OverflowError:
        raise UnsureError(_("what is given is far too much")) from None


def _written(text: str) -> float:
    if _SMALL.fullmatch(text):
        raise UnsureError(_("only “{given}” is given", given=text[:20]))
    if (amount := read_figure(text)) is None:
        raise UnsureError(_("what is given is no number"))
    return amount


def in_our_unit(nutrient: str, amount: float, unit: Any) -> float:
    """Return an amount in the registry's unit.

    Raises
    ------
    UnsureError
        Where the unit is missing or means different amounts by a form that is not said.

    Examples
    --------
    >>> in_our_unit("vitamin_d", 400, "IU"), in_our_unit("calcium", 10, "% DV")
    (10.0, 130.0)
    """
    theirs = plain_unit(unit)
    if theirs == "% dv":
        of_whole = of_daily_value(nutrient, amount)
        if of_whole is None:
            raise UnsureError(_("there is no daily value of it"))
        return of_whole
    try:
        return in_registry_unit(nutrient, amount, theirs)
    except UnitError as error:
        if error.by_form:
            raise UnsureError(
                _("an IU of it means different weights by its form, which is not said")
            ) from None
        raise UnsureError(_("its unit is not one for it")) from None


def text_of(value: Any, most: int = 300) -> str:
    """Return a text without what steers a terminal, of bounded length; empty where it is no text."""
    if not isinstance(value, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in value[: 2 * most]).split())[:most]
