"""The figures of a label as they are typed, to amounts with units that a label's file may have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from planner.errors import InputError, PlannerError
from planner.language import _, language
from planner.reference.label import nutrient_called
from planner.reference.nutrients import nutrients
from planner.sources.amounts import SALT_IN_SODIUM
from planner.sources.label_amounts import label_amount
from planner.ui.errors_in_words import explained
from planner.ui.supplement_parts import amounts_of
from planner.units import KJ_PER_KCAL

SALT: Final = "salt"
_SALTS: Final = (SALT, "sal")


@dataclass
class Figures:
    """What was read: amounts as they are written, what cannot be read, and what was done with the rest."""

    amounts: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_figures(fields: Mapping[str, str], lines: str, daily_values: str = "") -> Figures:
    """Return the amounts of a label.

    Parameters
    ----------
    fields : mapping
        Nutrient id, or :data:`SALT`, to what is typed; ``""`` is unknown.
    lines : str
        More of them, one a line: "magnesium: 12 mg".
    daily_values : {"", "us", "eu"}
        Whose daily values percents are of.

    Examples
    --------
    >>> found = read_figures({"energy": "190 kJ / 45 kcal", "salt": "0.1 g", "fat": "x"}, "Vitamin D: 5 ug")
    >>> found.amounts
    {'energy': '190 kJ', 'sodium': '40 mg', 'vitamin_d': '5 ug'}
    >>> found.problems
    ['Fat: “x” is no amount of fat. Write it with its unit: "120 mg", ...]
    """
    found = Figures()
    for name, typed in fields.items():
        if typed:
            _take(found, name, typed, daily_values)
    try:
        more = amounts_of(lines)
    except PlannerError as error:
        found.problems.append(f"“{getattr(error, 'value', '')}”: {getattr(error, 'advice', '')}")
        return found
    for called, typed in more.items():
        nutrient = _id_of(found, called)
        if nutrient is not None:
            _take(found, nutrient, typed, daily_values)
    return found


def amount_text(name: str, amount: float) -> str:
    """Return an amount as a label writes it, which is read back as just that.

    Examples
    --------
    >>> amount_text("energy", 45.4110898662), amount_text("iron", 2.1)
    ('190 kJ', '2.1 mg')
    """
    unit = nutrients()[name].unit
    shorter = [f"{amount:.5g} {unit}", *([f"{amount * KJ_PER_KCAL:.5g} kJ"] if unit == "kcal" else [])]
    exact = (text for text in shorter if label_amount(name, text) == amount)
    return next(exact, f"{amount!r} {unit}")


def _take(found: Figures, name: str, typed: str, daily_values: str) -> None:
    amount = typed.split("/")[0].strip() if name == "energy" else typed
    nutrient = "sodium" if name == SALT else name
    try:
        if nutrient in found.amounts:
            raise InputError(_("It is given twice, and salt counts as sodium. Keep one of them."))
        if "%" in amount and not daily_values:
            raise InputError(_("Say whose daily values the percents are of, in the choice above."))
        value = label_amount(nutrient, amount, daily_values)
    except PlannerError as error:
        found.problems.append(f"{_called(name)}: {explained(error)}")
        return
    found.amounts[nutrient] = f"{value / SALT_IN_SODIUM:.10g} mg" if name == SALT else amount


def _called(name: str) -> str:
    return _("Salt") if name == SALT else _(nutrients()[name].name)


def _id_of(found: Figures, called: str) -> str | None:
    """Return the nutrient of a name as a label, or this page, writes it; what is not counted is noted."""
    plain = " ".join(called.casefold().split())
    if plain in _SALTS:
        return SALT
    if plain in _shown(language()):
        return _shown(language())[plain]
    try:
        name = nutrient_called(called)
    except PlannerError as error:
        found.problems.append(f"“{called}”: {getattr(error, 'advice', '')}")
        return None
    if name is None:
        found.notes.append(_("{name} is not in the nutrient table, so it is not counted.", name=called))
    return name


@cache
def _shown(code: str) -> dict[str, str]:
    """Return the nutrients by their names in a language, which is the one in use."""
    return {_(about.name).casefold(): name for name, about in nutrients().items()}
