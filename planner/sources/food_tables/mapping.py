"""The mapping of a food table: which column is what, in which unit, and whose the table is. A TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from planner.errors import InputError, TableError
from planner.language import mark
from planner.reference.nutrients import nutrients
from planner.sources.food_tables.columns import COMPOSED, bases, factor, key, units
from planner.tables import read_toml

LAYOUTS: Final = ("ciqual", "cofid")
"""Published layouts whose mapping is shipped."""
FIELDS: Final = ("title", "licence", "citation")
_KEYS: Final = frozenset(
    {
        *FIELDS,
        "language",
        "sheets",
        "code",
        "name",
        "decimal",
        "basis",
        "unknown",
        "trace",
        "per_100_ml",
        "portion",
        "column",
    }
    | {"left_out"}
)
_UNKNOWN: Final = mark("{what} = {value} is not known.")
_LEAST_OF_LAYOUT: Final = 0.5
"""Share of a shipped mapping's columns that a file must have to be taken for that layout."""


@dataclass(frozen=True)
class Column:
    """One column: the headers that it may have, the component, its unit and what values are per."""

    headers: tuple[str, ...]
    nutrient: str
    unit: str
    basis: str

    @property
    def factor(self) -> float:
        """What a value is multiplied by to be per 100 g (or 100 ml) in the registry's unit."""
        return factor(self.unit, self.nutrient) * {"1 kg": 0.1, "1 g": 100.0}.get(self.basis, 1.0)


@dataclass(frozen=True)
class TableMapping:
    """How to read one food table.

    Attributes
    ----------
    title, licence, citation : str
        Shown with each food.
    code, name : tuple of str
        Headers that these columns may have.
    columns : tuple of Column
    language : str
        Of the foods' names, such as "en" or "fr"; "" where it is not said.
    sheets : tuple of str
        Of a workbook; empty means all that have the columns of code and name. Joined by code.
    decimal : str
        "," or "."; "" where the cells show it.
    basis : str
        What values are per, where a column does not say otherwise.
    unknown, trace : tuple of str
        Cells that mean so, besides the usual ones.
    millilitres : tuple of (str, tuple of str)
        A column, and how its cells begin where a food's values are per 100 ml.
    portion : tuple of str
        Columns of a portion's words and of its grams; empty where there are none.
    left_out : dict of str to str
        Headers that are no component counted here, with the reason.
    """

    title: str
    licence: str
    citation: str
    code: tuple[str, ...]
    name: tuple[str, ...]
    columns: tuple[Column, ...]
    language: str = ""
    sheets: tuple[str, ...] = ()
    decimal: str = ""
    basis: str = "100 g"
    unknown: tuple[str, ...] = ()
    trace: tuple[str, ...] = ()
    millilitres: tuple[str, tuple[str, ...]] | None = None
    portion: tuple[str, str] | None = None
    left_out: Mapping[str, str] = field(default_factory=dict)

    def owned(self, title: str | None, licence: str | None, citation: str | None) -> TableMapping:
        """Return the mapping with what is given of these three in place of its own."""
        return replace(
            self,
            title=self.title if title is None else title.strip(),
            licence=self.licence if licence is None else licence.strip(),
            citation=self.citation if citation is None else citation.strip(),
        )


def read_mapping(path: Path) -> TableMapping:
    """Return the mapping in a TOML file.

    Raises
    ------
    TableError
        With what is wrong and what to write.
    """
    try:
        return mapping_of(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    except tomllib.TOMLDecodeError as error:
        problem = mark("It is no TOML: {error}.").format(error=error)
        raise TableError(path.name, problem, mark("Mend that line.")) from None
    except UnicodeDecodeError:
        raise TableError(path.name, mark("It is not in UTF-8."), mark("Save it as UTF-8.")) from None


def layout(name: str) -> TableMapping:
    """Return the shipped mapping of a published layout, one of :data:`LAYOUTS`.

    Examples
    --------
    >>> layout("cofid").licence
    'Open Government Licence v3.0'
    """
    return mapping_of(read_toml(f"food_tables/{name}.toml"), f"{name}.toml")


def layout_of(headers: Iterable[str]) -> str | None:
    """Return which shipped layout a file has, by its headers; None where none.

    Examples
    --------
    >>> layout_of(["Food Code", "Food Name"]) is None
    True
    """
    there = set(map(key, headers))

    def share(name: str) -> float:
        mapped = layout(name)
        if not all(there.intersection(map(key, names)) for names in (mapped.code, mapped.name)):
            return 0.0
        found = sum(bool(there.intersection(map(key, one.headers))) for one in mapped.columns)
        return found / len(mapped.columns)

    best = max(LAYOUTS, key=share)
    return best if share(best) >= _LEAST_OF_LAYOUT else None


def mapping_of(document: Mapping[str, Any], name: str) -> TableMapping:
    """Return the mapping that a TOML document holds.

    Raises
    ------
    TableError
        For what is missing or not known, in the words of the file.
    """
    if unknown := sorted(document.keys() - _KEYS):
        problem = mark("“{name}” is not known here.").format(name=unknown[0])
        raise TableError(name, problem, mark("Known here: {names}.").format(names=", ".join(sorted(_KEYS))))
    basis = document.get("basis", "100 g")
    if basis not in ("100 g", "100 ml"):
        problem = _UNKNOWN.format(what="basis", value=repr(basis))
        raise TableError(name, problem, mark('Write "100 g" or "100 ml".'))
    if document.get("decimal", "") not in ("", ",", "."):
        problem = mark("decimal = {value} is no decimal sign.").format(value=repr(document["decimal"]))
        raise TableError(name, problem, mark('Write "," or "." as decimal sign.'))
    columns = tuple(_column(entry, basis, name) for entry in _tables(document, "column", name))
    if not columns:
        problem = mark("No column is mapped to a component.")
        raise TableError(name, problem, mark("Write a [[column]] for each."))
    return TableMapping(
        **{field: _text(document, field, name) for field in FIELDS},
        code=_words(document, "code", name),
        name=_words(document, "name", name),
        columns=columns,
        language=_text(document, "language", name),
        sheets=_words(document, "sheets", name, needed=False),
        decimal=document.get("decimal", ""),
        basis=basis,
        unknown=_words(document, "unknown", name, needed=False),
        trace=_words(document, "trace", name, needed=False),
        millilitres=_two(document, "per_100_ml", ("column", "begins"), name),
        portion=_two(document, "portion", ("words", "grams"), name),
        left_out={
            header: _text(entry, "why", name)
            for entry in _tables(document, "left_out", name)
            for header in _words(entry, "header", name)
        },
    )


def _column(entry: Mapping[str, Any], basis: str, name: str) -> Column:
    headers, nutrient = _words(entry, "header", name), _text(entry, "nutrient", name)
    unit, per = _text(entry, "unit", name), entry.get("basis", basis)
    where = mark("The column “{header}”: {why}")
    if nutrient not in nutrients() and nutrient not in COMPOSED:
        advice = mark(
            "Write one of fndds/components.csv, such as magnesium, or move the column to [[left_out]]."
        )
        why = _UNKNOWN.format(what="nutrient", value=repr(nutrient))
        raise TableError(name, where.format(header=headers[0], why=why), advice)
    if unit not in units():
        why = _UNKNOWN.format(what="unit", value=repr(unit)) if unit else mark("its unit is not said.")
        raise TableError(name, where.format(header=headers[0], why=why), _one_of(units()))
    if per not in bases():
        why = _UNKNOWN.format(what="basis", value=repr(per))
        raise TableError(name, where.format(header=headers[0], why=why), _one_of(bases()))
    column = Column(headers, nutrient, unit, per)
    try:
        assert column.factor > 0
    except InputError as error:
        advice = mark("Is the unit, or the nutrient, another one?")
        raise TableError(name, where.format(header=headers[0], why=error), advice) from None
    return column


def _one_of(names: Iterable[str]) -> str:
    return mark("Write one of these: {names}.").format(names=", ".join(names))


def _tables(document: Mapping[str, Any], name: str, file: str) -> Sequence[Mapping[str, Any]]:
    found = document.get(name, [])
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        problem = mark("{name} is no list of tables.").format(name=name)
        raise TableError(file, problem, mark("Write [[{name}]] above each.").format(name=name))
    return found


def _text(document: Mapping[str, Any], name: str, file: str) -> str:
    found = document.get(name, "")
    if not isinstance(found, str):
        problem = mark("{name} = {value} is no text.").format(name=name, value=repr(found))
        raise TableError(file, problem, mark("Write it in quotation marks."))
    return found.strip()


def _words(document: Mapping[str, Any], name: str, file: str, *, needed: bool = True) -> tuple[str, ...]:
    found = document.get(name, [])
    listed = [found] if isinstance(found, str) else found
    if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
        problem = mark("{name} = {value} is no text or list of texts.").format(name=name, value=repr(found))
        raise TableError(file, problem, mark("Write it as one of these."))
    if needed and not any(text.strip() for text in listed):
        problem = mark("The mapping’s {name} is missing.").format(name=name)
        raise TableError(file, problem, mark("Write the header of that column."))
    return tuple(listed)


def _two(document: Mapping[str, Any], name: str, parts: tuple[str, str], file: str) -> Any:
    """Return the two parts of a table such as [portion], or None where it is not there."""
    found = document.get(name)
    if found is None:
        return None
    if not isinstance(found, dict) or set(found) != set(parts):
        problem = mark("[{name}] needs {one} and {other}.").format(name=name, one=parts[0], other=parts[1])
        raise TableError(file, problem, mark("Write both, and no more."))
    second = _words(found, parts[1], file)
    return _words(found, parts[0], file)[0], second if parts[1] == "begins" else second[0]
