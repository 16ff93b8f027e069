"""A preset: targets with their reasons and what a plan should favour, to share, without whose they are.

The file is TOML, the parts of a person file that say nothing of one person alone, and ``[plan]``::

    framework = "nasem"
    [targets.magnesium]
    target = 400
    reason = "agreed at visit"
    [priorities]
    magnesium = 3
    [plan]
    closeness = 0.5

A preset is the whole of these settings: what it does not name is as usual.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

from planner.errors import PersonError
from planner.language import _
from planner.reference import checks
from planner.reference.nutrients import nutrients
from planner.reference.people import (
    MOST_BYTES,
    PLAIN,
    SETTINGS,
    check_names,
    load_toml,
    read_settings,
    settings_blocks,
)
from planner.reference.person import Override, Person
from planner.reference.toml_text import toml_block, toml_text

__all__ = ["MOST_BYTES", "USUAL_CLOSENESS", "Preset", "checked_reason", "preset_of", "read_preset"]

USUAL_CLOSENESS: Final = 0.3
LONGEST_REASON: Final = 300
_SHOWN: Final = 60
_HEAD: Final = ("framework", "jurisdiction")
_NOBODY: Final[dict[str, Any]] = {"age": 30.0, "life_stage": "nonpregnant"}
_HERS: Final = {*PLAIN, "exclude", "keep", "check_in", "supplements"} - {*_HEAD}


@dataclass(frozen=True, kw_only=True)
class Preset:
    """Settings of a plan that do not depend on one person; the fields are those of :class:`Person`.

    Attributes
    ----------
    closeness : float
        0 to 1: how much a meal unlike the diary's costs.
    """

    framework: str = "nasem"
    jurisdiction: str | None = None
    target_overrides: Mapping[str, Override] = field(default_factory=dict, hash=False)
    caffeine_cap_mg: float | None = None
    last_caffeine: str | None = None
    meals_per_day: int = 6
    meal_times: tuple[str, ...] = ()
    emphasis: Mapping[str, float] = field(default_factory=dict, hash=False)
    priorities: Mapping[str, float] = field(default_factory=dict, hash=False)
    closeness: float = USUAL_CLOSENESS

    def of_person(self) -> dict[str, Any]:
        """Return the fields that are a person's too."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "closeness"}

    def apply(self, person: Person) -> Person:
        """Return a person with these settings in place of her own.

        Raises
        ------
        PersonError
            For what does not go with her, such as 300 mg of caffeine in pregnancy.

        Examples
        --------
        >>> preset = read_preset(b"priorities.iron = 3", "iron.toml")
        >>> preset.apply(Person(age=29, life_stage="pregnant")).priorities
        {'iron': 3.0}
        """
        return replace(person, **self.of_person())

    def to_toml(self) -> str:
        """Return the file that :func:`read_preset` reads, equal to the last digit.

        Raises
        ------
        PersonError
            When a target has no reason.

        Examples
        --------
        >>> read_preset(Preset(closeness=0.55).to_toml().encode(), "mine.toml").closeness
        0.55
        """
        for name, one in self.target_overrides.items():
            checked_reason(name, one.reason)
        head = {name: getattr(self, name) for name in _HEAD if getattr(self, name) is not None}
        plan = toml_block("plan", {"closeness": self.closeness})
        return toml_text([toml_block("", head), *settings_blocks(self.of_person()), plan])


def preset_of(person: Person, closeness: float) -> Preset:
    """Return the settings of a person that are not of her body."""
    own = [one.name for one in fields(Preset) if one.name != "closeness"]
    return Preset(**{name: getattr(person, name) for name in own}, closeness=closeness)


def read_preset(data: bytes, name: str) -> Preset:
    """Read a preset from the bytes of its file.

    Raises
    ------
    PersonError
        Naming the field, and the line where there is one.

    Examples
    --------
    >>> read_preset(b"meals.per_day = 12", "x.toml")
    Traceback (most recent call last):
        ...
    planner.errors.PersonError: meals_per_day = 12: give a whole number of meals, 4 to 8. (Line 1 of x.toml.)
    """
    table = load_toml(data, name)
    if not table:
        raise PersonError(
            "file", name, _("this holds no settings; choose a file that was saved as a preset.")
        )
    try:
        return _checked(table)
    except PersonError as error:
        line = _line_of(data.decode("utf-8-sig"), error.field)
        where = _("(In {file}.)", file=name)
        if line:
            where = _("(Line {line} of {file}.)", line=line, file=name)
        raise PersonError(_short(error.field), _short(error.value), f"{error.advice} {where}") from error


def checked_reason(nutrient: str, reason: object) -> str:
    """Return why a target differs from the authority's, or ask for it.

    Raises
    ------
    PersonError
        When it is blank, too long, or no text.

    Examples
    --------
    >>> checked_reason("magnesium", " agreed at visit ")
    'agreed at visit'
    """
    if not isinstance(reason, str) or not reason.strip():
        label = _(nutrients()[nutrient].name).lower() if nutrient in nutrients() else nutrient
        advice = _(
            "write why {nutrient} differs from the authority's value, such as “agreed at visit”.",
            nutrient=label,
        )
        raise PersonError(f"targets.{nutrient}.reason", reason, advice)
    if len(reason) > LONGEST_REASON:
        advice = _("write the reason in at most {n} letters.", n=LONGEST_REASON)
        raise PersonError(f"targets.{nutrient}.reason", f"{reason[:20]}…", advice)
    return reason.strip()


def _short(value: object) -> Any:
    """Return a value as it is, a long text shortened: a file may hold a megabyte of it."""
    return f"{value[:_SHOWN]}…" if isinstance(value, str) and len(value) > _SHOWN else value


def _checked(table: Mapping[str, Any]) -> Preset:
    for key in _HERS & set(table):
        raise PersonError(
            key, table[key], _("this is one person's own; a preset goes without it. Leave it out.")
        )
    checks.no_unknown_keys(table, (*_HEAD, *SETTINGS, "plan"), "")
    given = {key: table[key] for key in _HEAD if key in table} | read_settings(table)
    for name, one in given["target_overrides"].items():
        checked_reason(name, one.reason)
    person = Person(**_NOBODY | given)
    check_names(person)
    return preset_of(person, _closeness(table.get("plan", {})))


def _closeness(plan: object) -> float:
    if not isinstance(plan, dict):
        raise PersonError(
            "plan", plan, _("write this as a table: a line [{name}] and its keys below.", name="plan")
        )
    checks.no_unknown_keys(plan, ("closeness",), "plan.")
    closeness = plan.get("closeness", USUAL_CLOSENESS)
    checks.number("plan.closeness", closeness, 0, 1, _("give a number from 0 to 1."))
    return float(closeness)


# How a field is called in the file, where that differs.
_IN_FILE: Final = {
    "caffeine_cap_mg": "caps.caffeine_mg", "last_caffeine": "caps.last_caffeine",
    "meals_per_day": "meals.per_day", "meal_times": "meals.times",
}  # fmt: skip


def _line_of(text: str, name: str) -> int | None:
    """Return the line in which a field is set, else that of its table, None where neither is found."""
    wanted = _IN_FILE.get(name, name)
    inside, found = "", None
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[([^\[\]]+)\]", line):
            inside = _path(header[1])
            found = number if wanted.startswith(inside) else found
        elif (key := re.match(r"([^=#]+)=", line)) and _path(key[1], inside) == wanted:
            return number
    return found


def _path(key: str, inside: str = "") -> str:
    """Return a key with its table, as fields are named."""
    return ".".join(part.strip(" \t\"'") for part in (*inside.split("."), *key.split(".")) if part)
