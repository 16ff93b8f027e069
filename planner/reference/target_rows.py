"""One nutrient, what it is compared with, and how that is put together from the published values."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from planner.language import mark
from planner.reference.energy import EnergyRequirement
from planner.reference.person import Person
from planner.reference.values import (
    AVERAGE_KINDS,
    TARGET_KINDS,
    UPPER_KINDS,
    NutrientReference,
    ReferenceValue,
)

NO_VALUE: Final = mark("no value in this framework")
_FOLIC_ACID: Final = mark(
    "For women who could become pregnant the Institute of Medicine (1998) advises 400 ug of "
    "folic acid a day from a supplement or fortified food, besides the folate in food."
)
# A level that is neither aimed at nor warned of; it is kept as the authority's value.
_INFORMATION_KINDS: Final = ("safe and adequate",)


@dataclass(frozen=True)
class Target:
    """What one nutrient is compared with; amounts a day in ``unit``, NaN and "" where there is none.

    Attributes
    ----------
    nutrient, unit : str
    target : float
        RDA, else PRI, RNI or AI; the override where there is one; the EER for energy.
    target_kind : str
        ``RDA``, ``PRI``, ``RNI``, ``AI``, ``EER`` or ``override``.
    ear, ear_kind : float, str
        Average requirement, ``EAR`` or ``AR``.
    requirement_cv : float
        Coefficient of variation of the requirement, as a fraction.
    upper, upper_kind, upper_scope : float, str, str
        ``UL``, ``CDRR`` or ``safe level``, and what intake is compared with it.
    authority_target, authority_kind : float, str
        The authority's own value, kept beside an override; for water, and sodium under EFSA, a value that is
        information only.
    reason : str
        Of an override.
    source, note : str
        Citations; what to know.
    """

    nutrient: str
    unit: str
    target: float = math.nan
    target_kind: str = ""
    ear: float = math.nan
    ear_kind: str = ""
    requirement_cv: float = math.nan
    upper: float = math.nan
    upper_kind: str = ""
    upper_scope: str = ""
    authority_target: float = math.nan
    authority_kind: str = ""
    reason: str = ""
    source: str = ""
    note: str = NO_VALUE


def row_for(reference: NutrientReference, person: Person, framework: str, kcal: float) -> Target:
    """Return what a framework says of one nutrient for a person who needs so many kcal."""
    values = reference.values_for(person, framework)
    if not values:
        return Target(reference.nutrient, reference.unit)
    weight = person.weight_kg if person.weight_kg is not None else person.pre_pregnancy_weight_kg

    def first(kinds: Iterable[str]) -> tuple[float, str]:
        value = next((values[kind] for kind in kinds if kind in values), None)
        amount = math.nan if value is None else value.amount(reference.unit, weight, kcal)
        return (math.nan, "") if value is None or math.isnan(amount) else (amount, value.kind)

    target, average, upper = first(TARGET_KINDS), first(AVERAGE_KINDS), first(UPPER_KINDS)
    told = first((*TARGET_KINDS, *_INFORMATION_KINDS))
    aimed_at = (math.nan, "") if reference.information_only else target
    return Target(
        nutrient=reference.nutrient,
        unit=reference.unit,
        target=aimed_at[0],
        target_kind=aimed_at[1],
        ear=average[0],
        ear_kind=average[1],
        requirement_cv=reference.requirement_cv(person, framework) if average[1] else math.nan,
        upper=upper[0],
        upper_kind=upper[1],
        upper_scope=values[upper[1]].scope if upper[1] else "",
        authority_target=told[0],
        authority_kind=told[1],
        source=_sources(values.values()),
        note=_note(reference, values, person, weight, kcal),
    )


def _sources(values: Iterable[ReferenceValue]) -> str:
    """Return each citation once, with the kinds that rest on it: "EAR, RDA: IOM 1997 …; UL: …"."""
    kinds: dict[str, list[str]] = {}
    for value in values:
        kinds.setdefault(value.source, []).append(value.kind)
    return "; ".join(f"{', '.join(names)}: {source}" for source, names in kinds.items())


def _note(
    reference: NutrientReference,
    values: Mapping[str, ReferenceValue],
    person: Person,
    weight: float | None,
    kcal: float,
) -> str:
    notes = [reference.note, *(_told(value) for value in values.values())]
    if by_weight := [value.kind for value in values.values() if value.per == "kg"]:
        notes.append(_by_weight(" and ".join(by_weight), weight))
    if by_energy := [value.kind for value in values.values() if value.per in ("MJ", "energy")]:
        text = mark("{values} set by energy: computed for a need of {kcal} kcal a day.")
        notes.append(text.format(values=" and ".join(by_energy), kcal=f"{kcal:.0f}"))
    if reference.nutrient == "folate" and person.life_stage == "preconception":
        notes.append(_FOLIC_ACID)
    if not any(kind in values for kind in TARGET_KINDS):
        notes.append(mark("Target: no value in this framework."))
    return " ".join(dict.fromkeys(note for note in notes if note))


def _by_weight(values: str, weight: float | None) -> str:
    if weight:
        text = mark("{values} set per kg of body weight: computed for {weight} kg.")
        return text.format(values=values, weight=f"{weight:g}")
    text = mark("{values} set per kg of body weight: the weight is not given, so there is no figure.")
    return text.format(values=values)


def _told(value: ReferenceValue) -> str:
    """Return the value's note; one on an upper level says that it is on that."""
    return f"{value.kind}: {value.note}" if value.note and value.kind in UPPER_KINDS else value.note


def energy_row(requirement: EnergyRequirement) -> Target:
    """Return the row of energy: the 2023 EER, whatever the framework."""
    return Target(
        nutrient="energy",
        unit="kcal",
        target=requirement.kcal,
        target_kind="EER",
        authority_target=requirement.kcal,
        authority_kind="EER",
        source=requirement.source,
        note=" ".join((_basis(requirement), *requirement.notes)),
    )


def _basis(requirement: EnergyRequirement) -> str:
    text = mark("{equation}; confidence {confidence}.")
    return text.format(equation=requirement.equation, confidence=requirement.confidence)
