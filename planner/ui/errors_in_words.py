"""The planner's errors in sentences for the person who reads a page."""

from __future__ import annotations

from typing import Final

from planner.errors import PlannerError, UnknownNameError
from planner.language import _, mark, retold
from planner.reference.nutrients import nutrients

_FIELDS: Final = {
    "age": mark("Age"),
    "life_stage": mark("Life stage"),
    "gestation_weeks": mark("Gestation weeks"),
    "trimester": mark("Trimester"),
    "months_postpartum": mark("Months postpartum"),
    "height_cm": mark("Height"),
    "weight_kg": mark("Weight"),
    "pre_pregnancy_weight_kg": mark("Pre pregnancy weight"),
    "activity": mark("Activity"),
    "framework": mark("Framework"),
    "jurisdiction": mark("Jurisdiction"),
    "diet": mark("Diet"),
    "day_start": mark("Day start"),
    "caffeine_cap_mg": mark("Caffeine cap"),
    "last_caffeine": mark("Last caffeine"),
    "meals_per_day": mark("Meals per day"),
    "meal_times": mark("Meal times"),
    "exclude": mark("Exclude"),
    "keep": mark("Keep"),
    "emphasis": mark("Emphasis"),
    "priorities": mark("Priorities"),
    "target_overrides": mark("Target overrides"),
    "closeness": mark("Closeness"),
    "preset": mark("Preset"),
    "file": mark("File"),
}
_KINDS: Final = {
    "diet": mark("diet"),
    "exclusion": mark("exclusion"),
    "framework": mark("framework"),
    "jurisdiction": mark("jurisdiction"),
    "nutrient": mark("nutrient"),
    "supplement": mark("supplement"),
    "language": mark("language"),
}


def explained(error: PlannerError) -> str:
    """Return an error of the planner in a sentence for the person, with what to do.

    Examples
    --------
    >>> explained(UnknownNameError("dairi", "exclusion", ["dairy"]))
    "Exclusion 'dairi' is not known. Did you mean dairy?"
    """
    name = getattr(error, "field", "") or getattr(error, "nutrient", "")
    advice = getattr(error, "advice", "")
    if name and advice:
        return f"{_label(name)}: {retold(advice)}"
    text = _unknown(error) if isinstance(error, UnknownNameError) else retold(str(error))
    return text[:1].upper() + text[1:]


def _unknown(error: UnknownNameError) -> str:
    kind = _(_KINDS.get(error.kind, error.kind))
    said = _("{kind} {name} is not known.", kind=kind, name=repr(error.name))
    if not error.suggestions:
        return said
    hint = _("Did you mean {names}?", names=", ".join(error.suggestions))
    return f"{said} {hint}"


def _label(name: str) -> str:
    """Return what a field or a nutrient is called."""
    if name in _FIELDS:
        return _(_FIELDS[name])
    if name in nutrients():
        return _(nutrients()[name].name)
    words = name.replace("_kg", "").replace("_cm", "").replace("_mg", "").replace(".", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
