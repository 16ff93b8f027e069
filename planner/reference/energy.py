"""The estimated energy requirement (EER) of 2023, for women of 14 to 50 years.

Source: National Academies of Sciences, Engineering, and Medicine 2023, Dietary Reference Intakes for Energy,
doi 10.17226/26818. Heights are in **centimetres** (the equations of 2005 took metres).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planner.language import mark
from planner.reference.person import Person

SOURCE: Final = "National Academies 2023, Dietary Reference Intakes for Energy, doi 10.17226/26818"

# Constant, and factors of age (years), height (cm), weight (kg), in kcal a day.
_WOMEN: Final = {
    "inactive": (584.90, -7.01, 5.72, 11.71),
    "low_active": (575.77, -7.01, 6.60, 12.14),
    "active": (710.25, -7.01, 6.54, 12.34),
    "very_active": (511.83, -7.01, 9.07, 12.56),
}
_GIRLS: Final = {
    "inactive": (55.59, -22.25, 8.43, 17.07),
    "low_active": (-297.54, -22.25, 12.77, 14.73),
    "active": (-189.55, -22.25, 11.74, 18.34),
    "very_active": (-709.59, -22.25, 18.22, 14.25),
}
_PREGNANT: Final = {
    "inactive": (1131.20, -2.04, 0.34, 12.15),
    "low_active": (693.35, -2.04, 5.73, 10.20),
    "active": (-223.84, -2.04, 13.23, 8.15),
    "very_active": (-779.72, -2.04, 18.45, 8.73),
}
_GROWTH: Final = 20.0
_PER_WEEK: Final = 9.16
# By pre-pregnancy BMI: below the bound, kcal a day laid down (or, in obesity, drawn on).
_DEPOSITION: Final = ((18.5, "underweight", 300.0), (25.0, "normal", 200.0), (30.0, "overweight", 150.0))
_DEPOSITION_OBESE: Final = -50.0
_EXCLUSIVE_MILK: Final = 540.0 - 140.0
_PARTIAL_MILK: Final = 380.0

_WEIGHT_BEFORE_USED: Final = mark(
    "The weight before pregnancy is used, as the weight now is not given; late in pregnancy "
    "this can be 60 to 135 kcal too low."
)
ASSUMED_HEIGHT_CM: Final = 165.0
ASSUMED_WEIGHT_KG: Final = 65.0
ASSUMED_ACTIVITY: Final = "low_active"


@dataclass(frozen=True)
class EnergyRequirement:
    """Energy that keeps a woman like her in balance, growth of the baby or milk included.

    Attributes
    ----------
    kcal : float
        A day, to the whole kcal.
    equation : str
        Which equation, in words.
    confidence : str
        ``moderate`` where everything that the equation needs was given, else ``low``. Never high: people
        of the same size and activity differ, and neighbouring activity levels differ by up to about 350 kcal.
    notes : tuple of str
        What was assumed, and what to know.
    source : str
        Citation.
    """

    kcal: float
    equation: str
    confidence: str
    notes: tuple[str, ...]
    source: str = SOURCE


@dataclass(frozen=True)
class _Body:
    height_cm: float
    weight_kg: float
    activity: str
    notes: tuple[str, ...]


def energy_requirement(person: Person) -> EnergyRequirement:
    """Return the energy requirement by the equations of 2023.

    Parameters
    ----------
    person : Person
        Height, weight and activity that she has not given are taken as 165 cm, 65 kg and low active;
        the notes say so and the confidence is low.

    Examples
    --------
    >>> anna = Person(age=30, life_stage="pregnant", gestation_weeks=20, height_cm=165, weight_kg=65,
    ...               pre_pregnancy_weight_kg=60, activity="low_active")
    >>> energy_requirement(anna).kcal
    2624.0
    """
    body = _body(person)
    assumed = bool(body.notes or person.assumptions)
    if person.age < 19:
        kcal, equation, notes = _girl(person, body)
        assumed = assumed or person.life_stage in ("pregnant", "lactating")
    elif person.current_trimester in (2, 3):
        kcal, equation, notes = _later_pregnancy(person, body)
        assumed = assumed or person.pre_pregnancy_weight_kg is None
    else:
        kcal, equation, notes = _tee(_WOMEN, person.age, body), mark("women of 19 and over, not pregnant"), ()
        if person.current_trimester == 1:
            equation = mark("women of 19 and over, not pregnant (used in trimester 1)")
    if person.life_stage == "lactating" and person.age >= 19:
        extra, milk_notes = _milk(person.months_postpartum)
        kcal, equation, notes = (
            kcal + extra,
            mark("{equation}, and milk").format(equation=equation),
            (*notes, *milk_notes),
        )
        assumed = assumed or bool(milk_notes)
    confidence = mark("low") if assumed else mark("moderate")
    return EnergyRequirement(
        float(round(kcal)),
        mark("EER 2023, {equation}").format(equation=equation),
        confidence,
        (*person.assumptions, *body.notes, *notes),
    )


def _body(person: Person) -> _Body:
    notes = []
    height, weight, activity = person.height_cm, person.weight_kg, person.activity
    if height is None:
        height = ASSUMED_HEIGHT_CM
        notes.append(mark("A height of {height} cm is assumed.").format(height=f"{height:.0f}"))
    if weight is None and person.pre_pregnancy_weight_kg is not None:
        weight = person.pre_pregnancy_weight_kg
        notes.append(_WEIGHT_BEFORE_USED)
    if weight is None:
        weight = ASSUMED_WEIGHT_KG
        notes.append(mark("A weight of {weight} kg is assumed.").format(weight=f"{weight:.0f}"))
    if activity is None:
        activity = ASSUMED_ACTIVITY
        notes.append(
            mark("Low activity is assumed; the next level up or down differs by up to about 350 kcal.")
        )
    return _Body(float(height), float(weight), activity, tuple(notes))


def _tee(table: dict[str, tuple[float, float, float, float]], age: float, body: _Body) -> float:
    constant, per_year, per_cm, per_kg = table[body.activity]
    return constant + per_year * age + per_cm * body.height_cm + per_kg * body.weight_kg


def _girl(person: Person, body: _Body) -> tuple[float, str, tuple[str, ...]]:
    """Return the non-pregnant girl's figure: whether more can be computed below 19 years is not settled."""
    notes: tuple[str, ...] = ()
    if person.life_stage in ("pregnant", "lactating"):
        notes = (
            mark(
                "Below 19 years only the equation for girls who are not pregnant is used; in pregnancy "
                "or when breastfeeding the need may well be higher. Ask your midwife, doctor or "
                "dietitian for yours."
            ),
        )
    return _tee(_GIRLS, person.age, body) + _GROWTH, mark("girls of 14 to 18, not pregnant"), notes


def _later_pregnancy(person: Person, body: _Body) -> tuple[float, str, tuple[str, ...]]:
    week = person.week or 0.0
    deposition, note = _deposition(person.pre_pregnancy_weight_kg, body.height_cm)
    notes = [note]
    if person.weight_kg is not None:
        notes.append(mark("The weight now is used, not the weight before pregnancy."))
    kcal = _tee(_PREGNANT, person.age, body) + _PER_WEEK * week + deposition
    return kcal, mark("pregnancy, trimesters 2 and 3"), tuple(notes)


def _deposition(weight_before: float | None, height_cm: float) -> tuple[float, str]:
    if weight_before is None:
        return 200.0, mark(
            "A usual weight before pregnancy (BMI 18.5 to 25) is assumed: 200 kcal for growth."
        )
    bmi = weight_before / (height_cm / 100) ** 2
    for below, name, kcal in _DEPOSITION:
        if bmi < below:
            return kcal, mark("BMI before pregnancy {bmi} ({name}): {kcal} kcal for growth.").format(
                bmi=f"{bmi:.1f}", name=name, kcal=f"{kcal:.0f}"
            )
    return _DEPOSITION_OBESE, mark("BMI before pregnancy {bmi} (30 or over): {kcal} kcal.").format(
        bmi=f"{bmi:.1f}", kcal=f"{_DEPOSITION_OBESE:.0f}"
    )


def _milk(months: float | None) -> tuple[float, tuple[str, ...]]:
    if months is None:
        return _EXCLUSIVE_MILK, (
            mark("The first six months of breastfeeding, without other food for the baby, are assumed."),
        )
    if months < 7:
        return _EXCLUSIVE_MILK, ()
    if months < 13:
        return _PARTIAL_MILK, ()
    return 0.0, (
        mark("The equations have no figure for milk after 12 months; none is added. Eat to appetite."),
    )
