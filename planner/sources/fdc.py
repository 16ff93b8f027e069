"""FoodData Central (USDA): search and details of Foundation, SR Legacy, FNDDS and Branded foods.

Amounts are per 100 g, or per 100 ml of a drink sold by volume. The three shapes in which the service gives
nutrients (search, abridged, full) are all read. API guide: https://fdc.nal.usda.gov/api-guide
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, NamedTuple

from planner.errors import FoodNotFoundError, SourceError
from planner.language import _
from planner.sources.amounts import Reading, UnsureError, in_our_unit, name_of, number, text_of
from planner.sources.answers import Answer, answer
from planner.sources.fetch import Client
from planner.sources.food import Found, Measure, SourcedFood
from planner.sources.pace import Pace
from planner.sources.plausible import check
from planner.sources.secrets import fdc_key
from planner.tables import read_rows

NAME: Final = "FoodData Central"
LICENCE: Final = (
    "U.S. public domain (CC0 1.0). U.S. Department of Agriculture, Agricultural Research Service. "
    "FoodData Central. https://fdc.nal.usda.gov"
)
BASE: Final = "https://api.nal.usda.gov/fdc/v1"
MOST_FOUND: Final = 50
PREFIX: Final = "fdc:"
_KINDS: Final = "Foundation,SR Legacy,Survey (FNDDS),Branded"
_UPPER_BOUND: Final = "LCSL"
"""The derivation "calculated from a less than value per serving size measure"."""
_LABEL: Final = {
    "calories": ("energy", "kcal"), "protein": ("protein", "g"), "fat": ("fat", "g"),
    "saturatedFat": ("fat_saturated", "g"), "cholesterol": ("cholesterol", "mg"), "sodium": ("sodium", "mg"),
    "carbohydrates": ("carbohydrate", "g"), "fiber": ("fibre", "g"), "sugars": ("sugars_total", "g"),
    "calcium": ("calcium", "mg"), "iron": ("iron", "mg"), "potassium": ("potassium", "mg"),
}  # fmt: skip
_ROUNDING: Final = 0.2
"""Of a label: how far its figures for a serving may be from those for 100 g."""
_GRAMS: Final = ("g", "grm", "gm")
_MILLILITRES: Final = ("ml", "mlt")
_pace: Final = Pace(1000, 3600)


class _Line(NamedTuple):
    """One nutrient as the service gives it."""

    nutrient: str
    rank: int
    value: Any
    unit: Any
    derivation: Any


@dataclass(frozen=True)
class FoodDataCentral:
    """The service. Its key is asked for only when something has to be fetched.

    Attributes
    ----------
    base : str
        Where it is; another for tests.
    """

    base: str = BASE
    options: Mapping[str, Any] = field(default_factory=dict)

    def search(self, text: str, limit: int = 10) -> Found:
        """Return foods by words, the best first, each per 100 g or 100 ml.

        Raises
        ------
        SourceError
            When there is no key, or the service fails and nothing is kept.
        """
        limit = max(1, min(limit, MOST_FOUND))
        params = {"query": " ".join(text.split())[:200], "pageSize": str(limit), "dataType": _KINDS}
        got = self._answer("/foods/search", params)
        foods = got.content.get("foods") if isinstance(got.content, dict) else None
        if not isinstance(foods, list):
            raise strange_shape(NAME)
        return Found.of(foods[:limit], lambda row: read_fdc(row, got), got.stale)

    def food(self, fdc_id: str) -> SourcedFood:
        """Return one food by its number there.

        Raises
        ------
        SourceError
            When it has no such food, there is no key, or the service fails and nothing is kept.
        """
        if not (fdc_id.isascii() and fdc_id.isdigit() and len(fdc_id) <= 12):
            raise FoodNotFoundError(
                _("{id} is no number of FoodData Central.", id=fdc_id[:30]),
                _("It is digits only, as in fdc:173944."),
            )
        got = self._answer(f"/food/{fdc_id}", {})
        return read_fdc(got.content, got)

    def _answer(self, path: str, params: Mapping[str, str]) -> Answer:
        def fetch() -> Any:
            client = Client(NAME, self.base, {"X-Api-Key": fdc_key()}, **self.options)
            return client.get(path, params, _pace)

        return answer(path, params, LICENCE, fetch, "fdc")


def strange_shape(service: str) -> SourceError:
    """Return the error for an answer that is JSON but not what the service's documents say."""
    return SourceError(
        _("{name} answers strangely: {what}.", name=service, what=_("not in the form of its documents")),
        _("Try again later; all else works without it."),
    )


def read_fdc(row: Any, got: Answer) -> SourcedFood:
    """Return one food of an answer, whichever of the three shapes it has.

    Raises
    ------
    SourceError
        When it is no food.
    """
    if not isinstance(row, dict):
        raise strange_shape(NAME)
    fdc_id, description = row.get("fdcId"), text_of(row.get("description"))
    if isinstance(fdc_id, bool) or not isinstance(fdc_id, int) or not 0 < fdc_id < 10**12 or not description:
        raise strange_shape(NAME)
    branded = row.get("dataType") == "Branded"
    serving, by_volume = _serving(row)
    basis = "100 ml" if branded and by_volume else "100 g"
    reading = Reading()
    if got.stale:
        reading.flag(got.stale)
    _read_nutrients(reading, row.get("foodNutrients"))
    if branded:
        _compare_label(reading, row.get("labelNutrients"), serving)
    check(reading, 100, basis, label=branded)
    return SourcedFood(
        f"{PREFIX}{fdc_id}", _described(row, description), basis, reading.amounts,
        tuple(_measures(row, serving, by_volume)), f"{NAME}, {text_of(row.get('dataType')) or '?'}", LICENCE,
        got.date, text_of(row.get("ingredients"), 5000), reading.said(),
    )  # fmt: skip


def _described(row: Mapping[str, Any], description: str) -> str:
    brand = text_of(row.get("brandName"), 80) or text_of(row.get("brandOwner"), 80)
    return f"{description} ({brand})" if brand else description


def _read_nutrients(reading: Reading, rows: Any) -> None:
    """Take each nutrient from its best row."""
    lines = sorted(_lines(rows), key=lambda line: line.rank)
    for line in lines:
        if line.nutrient in reading.amounts:
            continue
        if line.derivation == _UPPER_BOUND:
            reading.leave_out(line.nutrient, _("only “less than” is given"))
        else:
            reading.put(line.nutrient, line.value, line.unit)


def _lines(rows: Any) -> Iterator[_Line]:
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, dict):
            continue
        inner = row.get("nutrient")
        inner = inner if isinstance(inner, dict) else {}
        derivation = row.get("foodNutrientDerivation")
        found = _known(
            row.get("nutrientId", inner.get("id")),
            row.get("nutrientNumber", row.get("number", inner.get("number"))),
        )
        if found:
            yield _Line(
                *found, row.get("value", row.get("amount")), row.get("unitName", inner.get("unitName")),
                derivation.get("code") if isinstance(derivation, dict) else row.get("derivationCode"),
            )  # fmt: skip


def _known(fdc_id: Any, code: Any) -> tuple[str, int] | None:
    """Return our nutrient and the rank of its row, by the service's id or number."""
    by_id, by_number = _numbers()
    found = by_id.get(fdc_id) if isinstance(fdc_id, int) else None
    return found or (by_number.get(f"{code}") if isinstance(code, int | float | str) else None)


@cache
def _numbers() -> tuple[dict[int, tuple[str, int]], dict[str, tuple[str, int]]]:
    rows = read_rows("outside/fdc_nutrients.csv")
    found = [(row["nutrient"], int(row["preference"])) for row in rows]
    by_id = {int(row["fdc_id"]): one for row, one in zip(rows, found, strict=True)}
    return by_id, {row["number"]: one for row, one in zip(rows, found, strict=True)}


def _serving(row: Mapping[str, Any]) -> tuple[float | None, bool]:
    """Return the size of a serving, and whether it is in ml."""
    unit = text_of(row.get("servingSizeUnit"), 20).lower()
    size = _size(row.get("servingSize"))
    return (size if unit in (*_GRAMS, *_MILLILITRES) else None), unit in _MILLILITRES


def _size(value: Any) -> float | None:
    try:
        size = number(value)
    except UnsureError:
        return None
    return size if size and 0 < size <= 5000 else None


def _compare_label(reading: Reading, label: Any, serving: float | None) -> None:
    """Compare with what the label says of a serving, and take from it what is missing."""
    if not isinstance(label, dict) or serving is None:
        return
    for name, (nutrient, unit) in _LABEL.items():
        entry = label.get(name)
        try:
            stated = number(entry.get("value")) if isinstance(entry, dict) else None
        except UnsureError:
            continue
        if stated is None:
            continue
        of_label = in_our_unit(nutrient, stated, unit) * 100 / serving
        given = reading.amounts.get(nutrient)
        if given is None and nutrient not in reading.unsure:
            reading.amounts[nutrient] = of_label
        elif given is not None and abs(of_label - given) > _ROUNDING * max(of_label, given) + 100 / serving:
            reading.flag(
                _(
                    "{nutrient}: the label’s serving and the figures for 100 differ",
                    nutrient=name_of(nutrient),
                )
            )


def _measures(row: Mapping[str, Any], serving: float | None, by_volume: bool) -> Iterator[Measure]:
    if serving is not None:
        words = text_of(row.get("householdServingFullText"), 60) or _("1 serving")
        yield Measure(words, None, serving) if by_volume else Measure(words, serving)
    portions = row.get("foodPortions")
    for portion in portions if isinstance(portions, list) else ():
        if isinstance(portion, dict) and (grams := _size(portion.get("gramWeight"))):
            yield Measure(_portion_words(portion), grams)


def _portion_words(portion: Mapping[str, Any]) -> str:
    """Return "1 cup, chopped" of any of the three ways in which portions are described."""
    described = text_of(portion.get("portionDescription"), 60)
    if described and described.lower() != "quantity not specified":
        return described
    unit = portion.get("measureUnit")
    name = text_of(unit.get("name"), 40) if isinstance(unit, dict) else ""
    words = [name if name.lower() != "undetermined" else "", text_of(portion.get("modifier"), 60)]
    amount = _size(portion.get("amount")) or 1.0
    return f"{amount:g} {', '.join(word for word in words if word) or _('portion')}"
