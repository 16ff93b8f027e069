"""The person as the Targets page has her: what was typed, the person it makes, and the file it is kept in."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from planner.plan.request import make_request
from planner.reference.people import PLAIN, Person, read_person, settings_blocks
from planner.reference.regimen import Regimen, regimen_blocks
from planner.reference.targets import Targets, targets_for
from planner.reference.toml_text import toml_block, toml_text

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
    "supplements": Regimen(),
}
"""The person whom the pages show until somebody says who she is."""

_OF_STAGE: Final = {
    "gestation_weeks": ("pregnant",),
    "trimester": ("pregnant",),
    "pre_pregnancy_weight_kg": ("pregnant",),
    "months_postpartum": ("lactating",),
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


def read_file(data: bytes) -> Person:
    """Return the person of a person file, one that the page can show.

    Raises
    ------
    InputError
        When the file, or a value in it, cannot be used.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "person.toml")
        path.write_bytes(data)
        person = read_person(path)
    targets_of(typed_of(person))
    return person


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
    said = {name: getattr(person, name) for name in PLAIN if _is_said(person, name)}
    settings = settings_blocks(typed_of(person) | {"ticked": person.ticked})
    blocks = [*settings, *regimen_blocks(person.supplements)]
    return toml_text([toml_block("", said), *blocks])


def _is_said(person: Person, name: str) -> bool:
    value = getattr(person, name)
    return value is not None and (name, value) != ("day_start", "00:00")
