"""The person as the Targets page has her: what was typed, the person it makes, and the file it is kept in."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from planner.plan.request import make_request
from planner.reference.people import Override, Person, read_person
from planner.reference.targets import Targets, targets_for

Typed = dict[str, Any]

EXAMPLE: Final[Typed] = {
    "age": 30.0,
    "life_stage": "pregnant",
    "gestation_weeks": None,
    "trimester": None,
    "months_postpartum": None,
    "height_cm": None,
    "weight_kg": None,
    "pre_pregnancy_weight_kg": None,
    "activity": None,
    "framework": "nasem",
    "jurisdiction": None,
    "diet": "omnivore",
    "day_start": "00:00",
    "caffeine_cap_mg": None,
    "last_caffeine": None,
    "meals_per_day": 6,
    "meal_times": (),
    "exclude": (),
    "keep": (),
    "emphasis": {},
    "priorities": {},
    "target_overrides": {},
}
"""The person whom the pages show until somebody says who she is."""

_OF_STAGE: Final = {
    "gestation_weeks": ("pregnant",),
    "trimester": ("pregnant",),
    "pre_pregnancy_weight_kg": ("pregnant",),
    "months_postpartum": ("lactating",),
}
_TABLES: Final = {
    "caps": {"caffeine_cap_mg": "caffeine_mg", "last_caffeine": "last_caffeine"},
    "meals": {"meals_per_day": "per_day", "meal_times": "times"},
    "exclude": {"exclude": "foods"},
    "keep": {"keep": "items"},
    "emphasis": {},
    "priorities": {},
}


def targets_of(typed: Mapping[str, Any]) -> Targets:
    """Return the targets of the person that was typed.

    Parameters
    ----------
    typed : mapping
        Fields of :class:`planner.Person`; those that do not belong to the stage of life are left out.

    Raises
    ------
    InputError
        For a field out of range, a food to leave out or to keep that nothing here has.

    Examples
    --------
    >>> targets_of(EXAMPLE)["magnesium"].target
    350.0
    """
    stage = typed["life_stage"]
    fields = {name: value for name, value in typed.items() if stage in _OF_STAGE.get(name, (stage,))}
    if fields.get("gestation_weeks") is not None:
        fields["trimester"] = None
    targets = targets_for(Person(**fields))
    make_request(
        targets,
        None,
        days=1,
        meals_per_day=None,
        mode="full",
        diet=None,
        exclude=(),
        keep=(),
        times=(),
        emphasis=None,
        priorities=None,
        closeness=0.0,
        last_caffeine=None,
        seed=0,
    )  # so that a wish which no plan could read is refused here, where it is typed
    return targets


def typed_of(person: Person) -> Typed:
    """Return the fields of a person as the page has them."""
    return {name: getattr(person, name) for name in EXAMPLE}


def read_file(data: bytes) -> Typed:
    """Return the fields of a person file.

    Raises
    ------
    InputError
        When the file, or a value in it, cannot be used.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "person.toml")
        path.write_bytes(data)
        typed = typed_of(read_person(path))
    targets_of(typed)
    return typed


def to_toml(person: Person) -> str:
    """Return a person as the file that :func:`planner.read_person` reads; what she left out is left out.

    Examples
    --------
    >>> print(to_toml(Person(age=29, life_stage="pregnant", gestation_weeks=22, keep=("1 cup tea",))))
    age = 29
    life_stage = "pregnant"
    gestation_weeks = 22
    framework = "nasem"
    diet = "omnivore"
    <BLANKLINE>
    [meals]
    per_day = 6
    <BLANKLINE>
    [keep]
    items = ["1 cup tea"]
    <BLANKLINE>
    """
    in_tables = {name for keys in _TABLES.values() for name in keys} | {*_TABLES, "target_overrides"}
    blocks = [
        [
            f"{name} = {_toml(getattr(person, name))}"
            for name in EXAMPLE
            if name not in in_tables and _is_said(person, name)
        ]
    ]
    for nutrient, override in person.target_overrides.items():
        lines = [f"target = {_toml(override.target)}", f"reason = {_toml(override.reason)}"]
        blocks.append([f"[targets.{nutrient}]", *lines])
    for table, keys in _TABLES.items():
        given = (
            getattr(person, table)
            if not keys
            else {
                key: getattr(person, name)
                for name, key in keys.items()
                if getattr(person, name) not in (None, ())
            }
        )
        if given:
            blocks.append([f"[{table}]", *(f"{key} = {_toml(value)}" for key, value in given.items())])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def with_override(typed: Mapping[str, Any], nutrient: str, target: float, reason: str) -> Typed:
    """Return the fields with one target set by hand."""
    return {**typed, "target_overrides": {**typed["target_overrides"], nutrient: Override(target, reason)}}


def _is_said(person: Person, name: str) -> bool:
    value = getattr(person, name)
    return value is not None and (name, value) != ("day_start", "00:00")


def _toml(value: Any) -> str:
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(_toml(one) for one in value)}]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"{value:.10g}"
