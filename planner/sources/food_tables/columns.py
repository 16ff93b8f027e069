"""What a column holds, told by its header: a component by name or INFOODS tagname, its unit and basis."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from planner.errors import InputError
from planner.language import mark
from planner.reference.nutrients import nutrients
from planner.tables import read_toml
from planner.units import KJ_PER_KCAL, convert_mass

AVAILABLE: Final = "carbohydrate_available"
CAROTENE: Final = "carotene_equivalents"
COMPOSED: Final = {AVAILABLE: "g", CAROTENE: "ug"}
"""Components that no sum counts, but of which one is made: carbohydrate by difference, vitamin A (RAE)."""
_IU_VITAMIN_D: Final = 0.025
"""µg of vitamin D in one international unit, exact by definition."""
_SAID_UNIT: Final = re.compile(r"^(?P<name>.*?)[\s,_]*[\[(](?P<unit>[^()\[\]]*)[\])]$")
_LAST_WORD: Final = re.compile(r"^(?P<name>.+?)[\s_,]+(?P<unit>[^\s_,]+)$")
_PER: Final = re.compile(r"(?:/|per)")


@dataclass(frozen=True)
class Found:
    """What a header says: a component id, or why it is none; unit and basis where they are said."""

    nutrient: str | None
    unit: str | None = None
    basis: str | None = None
    why_not: str = ""


def key(text: object) -> str:
    """Return a header as it is compared: without case, blanks and marks; both signs for micro are "u".

    Examples
    --------
    >>> key("Magnésium (mg/100 g)"), key("Sélénium (µg/100g)") == key("sélénium (μg / 100 g)")
    ('magnésium(mg/100g)', True)
    """
    plain = unicodedata.normalize("NFKC", "" if text is None else str(text)).casefold()
    return "".join(plain.replace("μ", "u").split())


def recognised(header: str, below: Sequence[str] = ()) -> Found:
    """Tell what a column holds.

    Parameters
    ----------
    header : str
        Such as ``"Magnesium (mg)"``, ``"MG(mg)"``, ``"<VITA_RAE>"``, ``"iron_mg"``.
    below : sequence of str
        Cells between the header and the first food: a row of units, of tagnames.

    Examples
    --------
    >>> recognised("Magnesium (mg/100 g)")
    Found(nutrient='magnesium', unit='mg', basis='100 g', why_not='')
    >>> recognised("<VITA_RAE>", ["mcg"]).nutrient, recognised("ENERC", ["kJ"]).unit
    ('vitamin_a', 'kJ')
    >>> recognised("VITE (mg)").why_not
    'alpha-tocopherol equivalents, where alpha-tocopherol alone is counted'
    """
    name, unit, basis = _parted(header)
    for text in below:
        said_unit, said_basis = unit_of(text)
        unit, basis = unit or said_unit, basis or said_basis
    for candidate in (header, name, *below, *(_parted(text)[0] for text in below)):
        found = _named(candidate)
        if found:
            return Found(found.nutrient, unit or found.unit, basis, found.why_not)
    return Found(None, unit, basis)


def unit_of(text: str) -> tuple[str | None, str | None]:
    """Return the unit and the basis of "mg", "(mg)" or "mg/100 g"; None for what is not one.

    Examples
    --------
    >>> unit_of("mcg / 100 g edible portion"), unit_of("mg/100g FA")
    (('ug', '100 g'), (None, None))
    """
    plain = key(text).strip("()[]")
    unit, _, basis = plain.partition("/") if "/" in plain else _split_per(plain)
    found = _units().get(unit)
    if found is None or (basis and basis not in _bases()):
        return None, None
    return found, _bases().get(basis)


def factor(unit: str, nutrient: str) -> float:
    """Return what a value in a unit is multiplied by to be in the unit of the registry.

    Raises
    ------
    InputError
        For a unit that cannot be converted.

    Examples
    --------
    >>> factor("g", "magnesium"), round(factor("kJ", "energy"), 4), factor("IU", "vitamin_d")
    (1000.0, 0.239, 0.025)
    """
    to = COMPOSED.get(nutrient) or nutrients()[nutrient].unit
    if unit == to:
        return 1.0
    if unit == "kJ" and to == "kcal":
        return 1 / KJ_PER_KCAL
    if unit == "IU" and nutrient == "vitamin_d":
        return _IU_VITAMIN_D
    if "kcal" in (unit, to) or unit in ("kJ", "IU"):
        raise InputError(mark("{unit} cannot be converted to {to}.").format(unit=unit, to=to))
    return convert_mass(1.0, unit, to)


def why_unclear(unit: str, nutrient: str) -> str:
    """Return what has to be said of a column before it counts; "" where nothing.

    Examples
    --------
    >>> why_unclear("", "iron"), why_unclear("kcal", "iron"), why_unclear("mg", "iron")
    ('its unit is not said', 'kcal cannot be converted to mg', '')
    """
    if not unit:
        return mark("its unit is not said")
    try:
        factor(unit, nutrient)
    except InputError as error:
        return str(error).rstrip(".")
    return ""


@cache
def settings() -> dict[str, Any]:
    """Return ``food_tables/reading.toml``."""
    return read_toml("food_tables/reading.toml")


def bases() -> tuple[str, ...]:
    """Return what values may be given per: ``100 g``, ``100 ml`` and such."""
    return tuple(settings()["bases"])


def units() -> tuple[str, ...]:
    """Return the units that a mapping may name."""
    return tuple(settings()["units"])


def _parted(header: str) -> tuple[str, str | None, str | None]:
    """Split the unit off a header; only what is a unit counts as one."""
    text = header.strip()
    for form in (_SAID_UNIT, _LAST_WORD):
        if (match := form.match(text)) and (found := unit_of(match["unit"]))[0]:
            return match["name"], *found
    return text, None, None


def _named(text: str) -> Found | None:
    return _names().get(key(text).strip("<>"))


@cache
def _names() -> dict[str, Found]:
    """Return every name of a component: id, name, tagname and its variants."""
    found = {key(tag): Found(None, why_not=why) for tag, why in settings()["other_definitions"].items()}
    for one in nutrients().values():
        tag_unit = "kcal" if one.tagname == "ENERC_KCAL" else None
        found |= {key(text): Found(one.id) for text in (one.id, one.name) if text}
        found |= {key(one.tagname): Found(one.id, tag_unit)} if one.tagname else {}
    for nutrient, tags in settings()["names"].items():
        found |= {key(tag): Found(nutrient) for tag in (*tags, nutrient)}
    found |= {key(text): Found(None, why_not=why) for text, why in settings()["ambiguous"].items()}
    return found | {"enerc_kj": Found("energy", "kJ")}


@cache
def _units() -> dict[str, str]:
    return {key(word): unit for unit, words in settings()["units"].items() for word in words}


@cache
def _bases() -> dict[str, str]:
    return {key(word): basis for basis, words in settings()["bases"].items() for word in words}


def _split_per(text: str) -> tuple[str, str, str]:
    match = _PER.search(text)
    return (text[: match.start()], "", text[match.end() :]) if match else (text, "", "")
