"""The leg-cramp guide (``data/guide/``): signs to call for, relief, movements, and their sources.

A text with sources was read there; one without was not compared with a source, and is never told as a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from planner.errors import DataError
from planner.tables import data_folder, read_toml

CALLS: Final = ("emergency", "doctor_now", "doctor_today")
"""Whom to call for a red flag, the most urgent first."""
TIMES: Final = ("day", "evening", "bed")
BASES: Final = ("service", "comfort")
_SVG_TEXT: Final = r"<(?:{0})\b[^>]*>([^<]+)</(?:{0})>"


@dataclass(frozen=True)
class Source:
    """Something that was read: its title, its address (may be ``""``) and how far it was read."""

    id: str
    title: str
    url: str
    read: str


@dataclass(frozen=True)
class RedFlag:
    """A sign with which a meal plan waits, and what to do; without sources it only says whom to ask."""

    id: str
    when: str
    do: str
    call: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Step:
    """One step of the relief of an attack; ``drawing`` is a name or ``""``."""

    id: str
    do: str
    note: str
    drawing: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Exercise:
    """A movement: its steps, its words of safety, its drawing, when in the day, and what it rests on.

    ``topics``: with which it is hidden; see :func:`planner.reference.check_in.topics`.
    """

    id: str
    name: str
    when: tuple[str, ...]
    steps: tuple[str, ...]
    safety: str
    drawing: str
    basis: str
    sources: tuple[Source, ...]
    topics: frozenset[str]


@dataclass(frozen=True)
class Drawing:
    """A line drawing as SVG, and its words for who does not see it."""

    svg: str
    alt: str


@cache
def sources() -> Mapping[str, Source]:
    """Return what the guide's texts rest on, by id.

    Examples
    --------
    >>> sources()["nih_ods_2015"].title
    'NIH Office of Dietary Supplements, The Scoop, January 2015'
    """
    table = read_toml("guide/sources.toml")
    return {name: Source(name, one["title"], one.get("url", ""), one["read"]) for name, one in table.items()}


def entries(table: str, key: str, fields: Iterable[str]) -> list[dict[str, Any]]:
    """Return one list of a file of the guide, checked, with its sources looked up.

    Parameters
    ----------
    table : str
        A file of ``data/guide/``, such as ``"relief"``.
    key : str
        The list in it.
    fields : iterable of str
        What each entry must have beside ``id``; ``sources`` is replaced by a tuple of :class:`Source`.

    Raises
    ------
    DataError
        For a field too few or too many, an id twice, a source that nothing has.
    """
    wanted, rows = {"id", *fields}, read_toml(f"guide/{table}.toml")[key]
    for row in rows:
        if set(row) != wanted:
            raise DataError(f"guide/{table}", f"{row.get('id')}: fields {sorted(set(row) ^ wanted)}")
    ids = [row["id"] for row in rows]
    if len(set(ids)) < len(ids):
        raise DataError(f"guide/{table}", "an id stands twice")
    return [_resolved(table, row) for row in rows]


def one_of(table: str, entry: Mapping[str, Any], field: str, allowed: Iterable[str]) -> None:
    """Refuse a word of a data file that is not in its list."""
    words = entry[field] if isinstance(entry[field], (list, tuple)) else [entry[field]]
    if unknown := set(words) - set(allowed):
        raise DataError(f"guide/{table}", f"{entry['id']}: {field} {sorted(unknown)} is not known")


@cache
def red_flags() -> tuple[RedFlag, ...]:
    """Return the signs to call for, the most urgent first.

    Examples
    --------
    >>> red_flags()[0].do
    'Call the emergency number now.'
    """
    rows = entries("red_flags", "flag", ("when", "do", "call", "sources"))
    for row in rows:
        one_of("red_flags", row, "call", CALLS)
    return tuple(sorted((RedFlag(**row) for row in rows), key=lambda flag: CALLS.index(flag.call)))


@cache
def relief() -> tuple[Step, ...]:
    """Return what to do while a cramp lasts, in order."""
    rows = entries("relief", "step", ("do", "note", "drawing", "sources"))
    for row in rows:
        if row["drawing"]:
            drawing(row["drawing"])
    return tuple(Step(**row) for row in rows)


@cache
def exercises() -> tuple[Exercise, ...]:
    """Return the movements, those that a health service describes first.

    Examples
    --------
    >>> [one.name for one in exercises() if one.basis == "service"]
    ['Calf stretch at the wall', 'Toes up, toes level, in bed']
    """
    rows = entries(
        "exercises", "exercise", ("name", "when", "steps", "safety", "drawing", "basis", "sources", "topics")
    )
    for row in rows:
        one_of("exercises", row, "topics", read_toml("guide/check_in.toml")["topics"])
        one_of("exercises", row, "when", TIMES)
        one_of("exercises", row, "basis", BASES)
        drawing(row["drawing"])
        if (row["basis"] == "service") != bool(row["sources"]):
            raise DataError("guide/exercises", f"{row['id']}: a service is one of the sources, or none is")
        row |= {"when": tuple(row["when"]), "steps": tuple(row["steps"]), "topics": frozenset(row["topics"])}
    return tuple(Exercise(**row) for row in rows)


def exercise_safety() -> Mapping[str, str]:
    """Return the words that stand before all movements: ``before``, ``stop``, ``never``."""
    found: dict[str, str] = read_toml("guide/exercises.toml")["safety"]
    return found


@cache
def drawing(name: str) -> Drawing:
    """Return a drawing of the guide.

    Raises
    ------
    DataError
        When there is none of this name, or it has no words.

    Examples
    --------
    >>> drawing("calf_stretch").alt[:40]
    'Calf stretch at the wall. A woman leans '
    """
    path = data_folder() / "guide" / "drawings" / f"{name}.svg"
    if not path.is_file():
        raise DataError("guide/drawings", f"there is no {name}.svg")
    svg = path.read_text(encoding="utf-8")
    words = [re.search(_SVG_TEXT.format(tag), svg) for tag in ("title", "desc")]
    if not all(words):
        raise DataError("guide/drawings", f"{name}.svg has no title or desc")
    return Drawing(svg, ". ".join(found[1].strip() for found in words if found))


def _resolved(table: str, row: dict[str, Any]) -> dict[str, Any]:
    if unknown := [name for name in row.get("sources", ()) if name not in sources()]:
        raise DataError(f"guide/{table}", f"{row['id']}: sources {unknown} are not in sources.toml")
    return row | ({"sources": tuple(sources()[name] for name in row["sources"])} if "sources" in row else {})
