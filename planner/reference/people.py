"""Who a plan is for: the person, her energy requirement, and the file that describes her.

The file is TOML; every part but ``age`` and ``life_stage`` may be left out::

    age = 29
    life_stage = "pregnant"
    gestation_weeks = 22
    [targets.magnesium]
    target = 400
    reason = "night cramps, agreed at visit"
    [caps]
    caffeine_mg = 150
    [[supplements.take]]
    product = "prenatal"
    when = "every second day with breakfast"
    [check_in]
    ticked = ["digoxin"]

Products by their own labels are told of in :mod:`planner.reference.regimen`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from planner.errors import PersonError, UnknownNameError
from planner.language import _, mark
from planner.reference import checks
from planner.reference.check_in import questions
from planner.reference.diets import resolve_exclusion
from planner.reference.emphasis import emphasis_groups
from planner.reference.energy import EnergyRequirement, energy_requirement
from planner.reference.guide import red_flags
from planner.reference.person import (
    ACTIVITIES,
    DIETS,
    FRAMEWORKS,
    JURISDICTION_OF,
    LIFE_STAGES,
    Override,
    Person,
)
from planner.reference.regimen import read_regimen
from planner.reference.toml_text import toml_block

__all__ = [
    "ACTIVITIES",
    "DIETS",
    "FRAMEWORKS",
    "JURISDICTION_OF",
    "LIFE_STAGES",
    "EnergyRequirement",
    "Override",
    "Person",
    "energy_requirement",
    "read_person",
]

PLAIN: Final = (
    "age", "life_stage", "gestation_weeks", "trimester", "months_postpartum", "height_cm", "weight_kg",
    "pre_pregnancy_weight_kg", "activity", "framework", "jurisdiction", "diet", "day_start",
)  # fmt: skip
# Keys within a table of the file, and the field of Person that each becomes.
TABLES: Final = {
    "caps": {"caffeine_mg": "caffeine_cap_mg", "last_caffeine": "last_caffeine"},
    "meals": {"per_day": "meals_per_day", "times": "meal_times"},
    "exclude": {"foods": "exclude"},
    "keep": {"items": "keep"},
    "check_in": {"ticked": "ticked"},
}
_WEIGHTS: Final = ("emphasis", "priorities")
SETTINGS: Final = ("targets", "caps", "meals", *_WEIGHTS)
"""The tables of a person file that say nothing of one person alone; a preset shares them."""
MOST_BYTES: Final = 1_000_000
_TOO_LARGE: Final = mark("this is over 1 MB; a file of settings is a page of text.")


def read_person(path: str | Path) -> Person:
    r"""Read the file that describes a person.

    Parameters
    ----------
    path : str or pathlib.Path
        A TOML file in UTF-8, at most 1 MB.

    Raises
    ------
    PersonError
        For a file that cannot be read, a key that is not known, a value out of range, a food to exclude or
        a group to emphasise that nothing here is called; it names the field, the value and what to do.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "me.toml")
    ...     _ = file.write_text('age = 29\nlife_stage = "pregnant"\ntrimester = 3\n')
    ...     read_person(file).week
    33.0
    """
    table = _load(Path(path))
    checks.no_unknown_keys(table, (*PLAIN, *SETTINGS, "exclude", "keep", "check_in", "supplements"), "")
    for needed in ("age", "life_stage"):
        if needed not in table:
            raise PersonError(
                needed, None, _('this is missing: write age = 29 and life_stage = "pregnant", say.')
            )
    person = Person(
        **{key: table[key] for key in PLAIN if key in table},
        **read_settings(table),
        supplements=read_regimen(table.get("supplements", {})),
    )
    check_names(person)
    return person


def read_settings(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of :class:`Person` that the tables of a file hold: all that is not of her body.

    Raises
    ------
    PersonError
        For a part that is no table, or a key in it that is not known.

    Examples
    --------
    >>> read_settings({"caps": {"caffeine_mg": 150}, "priorities": {"iron": 3}})
    {'priorities': {'iron': 3}, 'caffeine_cap_mg': 150, 'target_overrides': {}}
    """
    fields: dict[str, Any] = {key: table[key] for key in _WEIGHTS if key in table}
    fields |= _fields_of_tables(table)
    fields["target_overrides"] = _read_overrides(table.get("targets", {}))
    if "meal_times" in fields and "meals_per_day" not in fields:
        fields["meals_per_day"] = len(checks.words("meals.times", fields["meal_times"]))
    return fields


def settings_blocks(fields: Mapping[str, Any]) -> list[str]:
    r"""Return the tables of a file that :func:`read_settings` reads as these fields of :class:`Person`.

    Examples
    --------
    >>> [block for block in settings_blocks({"caffeine_cap_mg": 150.0}) if block]
    ['[caps]\ncaffeine_mg = 150']
    """
    overrides: Mapping[str, Override] = fields.get("target_overrides", {})
    blocks = [
        toml_block(f"targets.{name}", {"target": one.target, "reason": one.reason})
        for name, one in overrides.items()
    ]
    for table, keys in TABLES.items():
        said = {key: fields.get(name) for key, name in keys.items()}
        blocks.append(toml_block(table, {key: one for key, one in said.items() if one not in (None, ())}))
    return [*blocks, *(toml_block(table, fields.get(table, {})) for table in _WEIGHTS)]


def _load(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PersonError("file", path.name, _(_TOO_LARGE))
        return load_toml(path.read_bytes(), path.name)
    except OSError as error:
        raise PersonError(
            "file", path.name, _("this cannot be opened; check the name and the folder.")
        ) from error


def load_toml(data: bytes, name: str) -> dict[str, Any]:
    """Return what a TOML text holds.

    Raises
    ------
    PersonError
        When it is none, or over 1 MB; a broken line is named.

    Examples
    --------
    >>> load_toml(b"meals.per_day = 6", "mine.toml")
    {'meals': {'per_day': 6}}
    """
    if len(data) > MOST_BYTES:
        raise PersonError("file", name, _(_TOO_LARGE))
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # ValueError: no UTF-8, no TOML, or endless digits
        advice = _(
            "this is not a TOML text ({error}); mend that line, or start from the README's example.",
            error=error,
        )
        raise PersonError("file", name, advice) from error


def _fields_of_tables(table: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, keys in TABLES.items():
        inner = _table(name, table.get(name, {}))
        checks.no_unknown_keys(inner, keys, f"{name}.")
        fields |= {keys[key]: value for key, value in inner.items()}
    return fields


def check_names(person: Person) -> None:
    """Refuse foods, groups and ticks that are not known now, rather than when a plan is made."""
    for name in person.exclude:
        try:
            resolve_exclusion(name)
        except UnknownNameError as error:
            near = ", ".join(error.suggestions)
            advice = _("nothing here is called this. Did you mean {names}?", names=near)
            raise PersonError("exclude.foods", name, advice) from error
    if person.ticked:
        known = [*(flag.id for flag in red_flags()), *(one.id for one in questions())]
        for name in person.ticked:
            checks.one_of("check_in.ticked", name, known)
    if person.emphasis:
        checks.no_unknown_keys(person.emphasis, [group.id for group in emphasis_groups()], "emphasis.")


def _read_overrides(targets: object) -> dict[str, Override]:
    overrides = {}
    for nutrient, given in _table("targets", targets).items():
        entry = _table(f"targets.{nutrient}", given)
        checks.no_unknown_keys(entry, ("target", "reason"), f"targets.{nutrient}.")
        if "target" not in entry:
            raise PersonError(f"targets.{nutrient}", entry, _("give the amount a day: target = 400, say."))
        overrides[nutrient] = Override(entry["target"], entry.get("reason", ""))
    return overrides


def _table(name: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise PersonError(
            name, value, _("write this as a table: a line [{name}] and its keys below.", name=name)
        )
    return value
