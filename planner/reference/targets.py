"""What a person's day is compared with: targets, average requirements and upper levels of one framework."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache, cached_property
from typing import Any

import pandas as pd

from planner.errors import UnknownNameError
from planner.language import mark
from planner.reference.checks import close_to
from planner.reference.energy import EnergyRequirement, energy_requirement
from planner.reference.nutrients import nutrient as known_nutrient
from planner.reference.nutrients import nutrients
from planner.reference.overrides import checked_override
from planner.reference.person import FRAMEWORKS, Person
from planner.reference.target_rows import NO_VALUE, Target, energy_row, row_for
from planner.reference.values import reference_values
from planner.tables import read_toml

__all__ = ["NO_VALUE", "Target", "Targets", "targets_for"]


@dataclass(frozen=True, eq=False)
class Targets:
    """The targets of one person under one framework; an override gives a new one.

    Attributes
    ----------
    person : Person
    framework, jurisdiction : str
    requirement : EnergyRequirement
        By the equations, whatever the override.
    rows : mapping of str to Target
        All 65 nutrients of the food table, in its order.
    not_in_table : tuple of Target
        Nutrients with reference values that the food table does not have (iodine …).

    Examples
    --------
    >>> targets = targets_for(Person(age=29, life_stage="pregnant", gestation_weeks=22))
    >>> targets["magnesium"].target
    350.0
    >>> higher = targets.override("magnesium", target=400, reason="agreed at visit")
    >>> higher["magnesium"].target, higher["magnesium"].authority_target
    (400.0, 350.0)
    >>> "magnesium" in targets, next(iter(targets))
    (True, 'energy')
    """

    person: Person
    framework: str
    jurisdiction: str
    requirement: EnergyRequirement
    rows: Mapping[str, Target]
    not_in_table: tuple[Target, ...] = ()

    def __getitem__(self, nutrient: str) -> Target:
        """Return one nutrient's target.

        Raises
        ------
        UnknownNameError
            For a nutrient that the food table does not have, with the nearest names.
        """
        return self.rows[known_nutrient(nutrient).id]

    def __contains__(self, nutrient: object) -> bool:
        """Return whether the food table has a nutrient of this id, with a target or without."""
        return nutrient in self.rows

    def __iter__(self) -> Iterator[str]:
        """Go through the ids of the nutrients, in the food table's order."""
        return iter(self.rows)

    @cached_property
    def _frame(self) -> pd.DataFrame:
        return pd.DataFrame([asdict(row) for row in self.rows.values()]).set_index("nutrient")

    @property
    def frame(self) -> pd.DataFrame:
        """The fields of every :class:`Target`, by nutrient: a copy to do with as one likes."""
        return self._frame.copy()

    @property
    def energy(self) -> EnergyRequirement:
        """The energy requirement, or the override in its place."""
        row = self.rows["energy"]
        if row.target_kind != "override":
            return self.requirement
        note = mark("Set by hand in place of {kcal} kcal ({equation}).").format(
            kcal=f"{self.requirement.kcal:.0f}", equation=self.requirement.equation
        )
        return replace(
            self.requirement,
            kcal=row.target,
            equation=mark("override: {reason}").format(reason=row.reason),
            notes=(note,),
        )

    @property
    def caffeine_cap_mg(self) -> float:
        """Her own cap in mg a day, or the jurisdiction's."""
        own = self.person.caffeine_cap_mg
        return float(self.caffeine["cap_mg"] if own is None else own)

    @property
    def caffeine(self) -> dict[str, Any]:
        """What the authority says: cap_mg, strictly_below, wording, authority, citation."""
        return dict(_caffeine_caps()[self.jurisdiction])

    def override(self, nutrient: str, *, target: float, reason: str = "") -> Targets:
        """Return targets with one of them set by hand; the authority's value stays beside it.

        Parameters
        ----------
        nutrient : str
            Id.
        target : float
            A day, in the nutrient's unit: above 0, from a tenth to five times the authority's value, and not
            above an upper level for the whole intake.
        reason : str
            Kept with the result.

        Raises
        ------
        UnknownNameError
            For an unknown nutrient.
        TargetError
            For an amount that nobody should aim at; it says what is possible.
        """
        row = self[nutrient]
        amount = checked_override(row, target)
        changed = replace(row, target=amount, target_kind="override", reason=str(reason))
        return replace(self, rows={**self.rows, nutrient: changed})


def targets_for(person: Person, framework: str | None = None) -> Targets:
    """Return what a person's intake is compared with; her own overrides are applied.

    Parameters
    ----------
    person : Person
    framework : str, optional
        ``nasem``, ``efsa`` or ``uk``; the person's own where left out.

    Raises
    ------
    UnknownNameError
        For another framework.
    TargetError
        For an override of hers that cannot be used.

    Examples
    --------
    >>> anna = Person(age=29, life_stage="pregnant", gestation_weeks=22)
    >>> [targets_for(anna, framework)["magnesium"].target for framework in ("nasem", "efsa", "uk")]
    [350.0, 300.0, 270.0]
    >>> targets_for(anna, "uk")["choline"].note
    'no value in this framework'
    """
    chosen = person.framework if framework is None else framework
    if chosen not in FRAMEWORKS:
        raise UnknownNameError(str(chosen), "framework", close_to(chosen, FRAMEWORKS) or FRAMEWORKS)
    requirement = energy_requirement(person)
    references = reference_values()
    rows = {
        name: row_for(references[name], person, chosen, requirement.kcal)
        if name in references
        else Target(name, it.unit)
        for name, it in nutrients().items()
    }
    rows["energy"] = energy_row(requirement)
    others = [
        row_for(reference, person, chosen, requirement.kcal)
        for reference in references.values()
        if not reference.in_food_table
    ]
    targets = Targets(person, chosen, person.jurisdiction_under(chosen), requirement, rows, tuple(others))
    for name, override in person.target_overrides.items():
        targets = targets.override(name, target=override.target, reason=override.reason)
    return targets


@cache
def _caffeine_caps() -> dict[str, dict[str, Any]]:
    return read_toml("assessment/caffeine_caps.toml")
