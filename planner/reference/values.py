"""Reference values as published, one TOML file a nutrient in ``data/reference_values/``.

A value belongs to a framework (``nasem``, ``efsa``, ``uk``), a kind (EAR, RDA …), a life stage and a band of
ages. What a framework does not say is absent; nothing is borrowed from another.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pandas as pd

from planner.errors import DataError
from planner.reference.nutrients import nutrients
from planner.reference.person import Person
from planner.tables import read_table, read_toml, toml_files
from planner.units import KJ_PER_KCAL, convert_mass

AVERAGE_KINDS: Final = ("EAR", "AR")
TARGET_KINDS: Final = ("RDA", "PRI", "RNI", "AI")
UPPER_KINDS: Final = ("UL", "CDRR", "safe level")
UPPER_SCOPES: Final = ("total", "supplements_only", "retinol_only", "folic_acid_only", "synthetic_only")

# Published unit: the mass in it, and what it is counted per.
UNITS: Final = {
    "ug": ("ug", "day"),
    "ug DFE": ("ug", "day"),
    "ug RAE": ("ug", "day"),
    "ug RE": ("ug", "day"),
    "ug folic acid": ("ug", "day"),
    "ug retinol": ("ug", "day"),
    "mg": ("mg", "day"),
    "mg NE": ("mg", "day"),
    "mg alpha-tocopherol": ("mg", "day"),
    "g": ("g", "day"),
    "L": ("kg", "day"),  # water: one litre weighs one kilogram
    "g/kg": ("g", "kg"),
    "mg/MJ": ("mg", "MJ"),
    "mg NE/MJ": ("mg", "MJ"),
    "% energy": ("g", "energy"),
}
_KCAL_PER_G_FAT: Final = 9.0  # a share of energy is only published for fatty acids


@dataclass(frozen=True)
class ReferenceValue:
    """One published value.

    Attributes
    ----------
    nutrient, framework, kind, life_stage : str
        Kind is one of EAR, AR, RDA, PRI, RNI, AI, UL, CDRR, safe level, safe and adequate.
    ages : tuple of int
        First and last year of age, both included.
    value : float
        In ``unit``, as published (NaN never).
    unit : str
        A key of :data:`UNITS`.
    published : int
        Year.
    source, verification : str
        Citation, and how far the value was compared with it.
    trimesters : tuple of int
        Empty where it holds throughout.
    plus_g : float
        Grams a day added to a value per kg of body weight.
    phytate_mg : float or None
        Daily phytate for which a zinc value holds.
    scope : str
        Of an upper level: what intake is compared with it.
    note : str
    """

    nutrient: str
    framework: str
    kind: str
    life_stage: str
    ages: tuple[int, int]
    value: float
    unit: str
    published: int
    source: str
    verification: str
    trimesters: tuple[int, ...] = ()
    plus_g: float = 0.0
    phytate_mg: float | None = None
    scope: str = ""
    note: str = ""

    @property
    def per(self) -> str:
        """``day``, ``kg`` (body weight), ``MJ`` or ``energy`` (% of it)."""
        return UNITS[self.unit][1]

    def amount(self, to: str, weight_kg: float | None, energy_kcal: float) -> float:
        """Return the amount a day in a unit of mass; NaN where the weight that it needs is unknown.

        Examples
        --------
        >>> copper = reference_values()["copper"].values[0]
        >>> copper.value, copper.unit, copper.amount("mg", None, 2000)
        (785.0, 'ug', 0.785)
        """
        mass = UNITS[self.unit][0]
        times = {
            "day": 1.0,
            "kg": math.nan if weight_kg is None else weight_kg,
            "MJ": energy_kcal * KJ_PER_KCAL / 1000,
            "energy": energy_kcal / 100 / _KCAL_PER_G_FAT,
        }[self.per]
        return convert_mass(self.value * times + self.plus_g, mass, to)

    def is_for(self, person: Person) -> bool:
        """Whether the value is for a woman of her age, life stage and trimester."""
        stage = "nonpregnant" if person.life_stage == "preconception" else person.life_stage
        in_time = not self.trimesters or person.current_trimester in self.trimesters
        return self.life_stage == stage and self.ages[0] <= int(person.age) <= self.ages[1] and in_time


@dataclass(frozen=True)
class RequirementCV:
    """Coefficient of variation (a fraction) of the requirement between people."""

    framework: str
    cv: float
    life_stages: tuple[str, ...]
    ages: tuple[int, int]
    source: str
    verification: str
    note: str


@dataclass(frozen=True)
class NutrientReference:
    """All published values of one nutrient.

    Attributes
    ----------
    nutrient, name, note : str
        The note holds for every framework, such as what the food table lacks.
    unit : str
        Of the food table, or for a nutrient outside of it the unit of its first value.
    in_food_table : bool
    information_only : bool
        No intake is to be called short against it (water).
    assumed_phytate_mg : float or None
        Which zinc value is taken where they depend on phytate.
    values : tuple of ReferenceValue
    requirement_cvs : tuple of RequirementCV
    """

    nutrient: str
    name: str
    note: str
    unit: str
    in_food_table: bool
    information_only: bool
    assumed_phytate_mg: float | None
    values: tuple[ReferenceValue, ...]
    requirement_cvs: tuple[RequirementCV, ...]

    def values_for(self, person: Person, framework: str) -> dict[str, ReferenceValue]:
        """Return the values of a framework for a person, by kind."""
        return {
            value.kind: value
            for value in self.values
            if value.framework == framework
            and value.phytate_mg in (None, self.assumed_phytate_mg)
            and value.is_for(person)
        }

    def requirement_cv(self, person: Person, framework: str) -> float:
        """Return the CV of her requirement as a fraction; NaN where none holds."""
        stage = "nonpregnant" if person.life_stage == "preconception" else person.life_stage
        for cv in self.requirement_cvs:
            if (
                cv.framework == framework
                and stage in cv.life_stages
                and cv.ages[0] <= int(person.age) <= cv.ages[1]
            ):
                return cv.cv
        return math.nan


@cache
def reference_values() -> dict[str, NutrientReference]:
    """Return the reference values of every nutrient that has any, by nutrient id.

    Examples
    --------
    >>> len(reference_values())
    32
    """
    references = [_read(name) for name in toml_files("reference_values")]
    return {reference.nutrient: reference for reference in references}


def _read(name: str) -> NutrientReference:
    table = read_toml(name)
    nutrient, sources = table["nutrient"], table["sources"]
    known = nutrients().get(nutrient)
    try:
        values = tuple(_value(nutrient, entry, sources) for entry in table["values"])
        cvs = tuple(_cv(entry, sources) for entry in table["requirement_cv"])
    except (KeyError, TypeError) as error:
        raise DataError(name, f"a value lacks or misspells {error}") from error
    return NutrientReference(
        nutrient,
        table["name"],
        table.get("note", ""),
        known.unit if known else UNITS[values[0].unit][0],
        known is not None,
        table.get("information_only", False),
        table.get("assumed_phytate_mg"),
        values,
        cvs,
    )


def _value(nutrient: str, entry: dict[str, Any], sources: dict[str, Any]) -> ReferenceValue:
    source = sources[entry["source"]]
    given = entry | {
        "ages": tuple(entry["ages"]),
        "value": float(entry["value"]),
        "trimesters": tuple(entry.get("trimesters", ())),
        "source": source["citation"],
        "published": source["published"],
    }
    return ReferenceValue(nutrient, **given)


def _cv(entry: dict[str, Any], sources: dict[str, Any]) -> RequirementCV:
    return RequirementCV(
        entry["framework"],
        entry["cv_pct"] / 100,
        tuple(entry.get("life_stages", ("pregnant", "lactating", "nonpregnant"))),
        tuple(entry.get("ages", (14, 50))),
        sources[entry["source"]]["citation"],
        entry["verification"],
        entry.get("note", ""),
    )


def is_sparse(framework: str, person: Person) -> bool:
    """Return whether we hold only some of a framework's values for a person's stage of life.

    NASEM is complete at every stage; of EFSA and the UK we could read few values beyond pregnancy.

    Examples
    --------
    >>> [is_sparse("efsa", Person(age=29, life_stage=stage)) for stage in ("pregnant", "lactating")]
    [False, True]
    """
    return framework != "nasem" and person.life_stage != "pregnant"


@cache
def within_person_sd() -> pd.DataFrame:
    """Return how much one woman's intake varies from day to day.

    Returns
    -------
    pandas.DataFrame
        By nutrient: ``unit``, ``sd`` (in it, a day), ``cv_pct``, ``source``, ``verification``, ``note``.
        Women of 19 to 50, not pregnant (CSFII 1994–96); there is no such table for pregnancy. To correct
        a figure, edit ``data/assessment/within_person_sd.csv``.

    Examples
    --------
    >>> float(within_person_sd().at["magnesium", "sd"])
    86.0
    """
    return read_table(
        "assessment/within_person_sd.csv", index_col="nutrient", keep_default_na=False, dtype={"sd": float}
    )
