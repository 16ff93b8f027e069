"""Open Food Facts: products by barcode and by words, from labels typed in by anybody.

``X_100g`` and ``X_serving`` are in grams (kJ for ``energy``, kcal for ``energy-kcal``, % vol for alcohol);
``X_value`` with ``X_unit`` is what stands on the label, for what ``nutrition_data_per`` says. Documents:
https://openfoodfacts.github.io/openfoodfacts-server/api/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from planner.errors import FoodNotFoundError, SourceError
from planner.language import _
from planner.sources.amounts import Reading, text_of
from planner.sources.answers import Answer, answer
from planner.sources.fdc import strange_shape
from planner.sources.fetch import Client
from planner.sources.food import Found, Measure, SourcedFood
from planner.sources.off_label import read_label
from planner.sources.off_size import Size, size_of
from planner.sources.pace import Pace
from planner.sources.plausible import check

NAME: Final = "Open Food Facts"
LICENCE: Final = (
    "Open Database License (ODbL) 1.0; contents: Database Contents License. "
    "© Open Food Facts contributors, https://world.openfoodfacts.org"
)
BASE: Final = "https://world.openfoodfacts.org"
PREFIX: Final = "off:"
MOST_FOUND: Final = 50
FIELDS: Final = (
    "code,product_name,product_name_en,brands,lang,quantity,product_quantity,product_quantity_unit,"
    "serving_size,serving_quantity,serving_quantity_unit,nutrition_data_per,nutriments,ingredients_text,"
    "ingredients_text_en,allergens_tags,traces_tags,countries_tags,states_tags"
)
_CODE: Final = re.compile(r"\d{8,14}")
_products_pace: Final = Pace(15, 60)
_search_pace: Final = Pace(10, 60)
"""As the service's documents ask."""


@dataclass(frozen=True)
class OpenFoodFacts:
    """The service; it needs no key.

    Attributes
    ----------
    base : str
        Where it is; another for tests.
    """

    base: str = BASE
    options: Mapping[str, Any] = field(default_factory=dict)

    def product(self, code: str) -> SourcedFood:
        """Return the product with this barcode.

        Raises
        ------
        SourceError
            When there is none, or the service fails and nothing is kept.
        """
        plain = "".join(code.split()).replace("-", "")
        if not (_CODE.fullmatch(plain) and plain.isascii()):
            raise FoodNotFoundError(
                _("{code} is no barcode.", code=code[:30]), _("It has 8 to 14 digits, below the bars.")
            )
        got = self._answer(f"/api/v2/product/{plain}.json", {"fields": FIELDS}, _products_pace)
        content = got.content
        if isinstance(content, dict) and content.get("status") in (0, "0"):
            raise FoodNotFoundError(
                _("{name} has no such food.", name=NAME), _("Check the number, or search by words.")
            )
        if not isinstance(content, dict):
            raise strange_shape(NAME)
        food = read_off(content.get("product"), got)
        if food.food_id.removeprefix(PREFIX).lstrip("0") != plain.lstrip("0"):
            raise SourceError(
                _("{name} gave another product than the one asked for.", name=NAME),
                _("Try again later; all else works without it."),
            )
        return food

    def search(self, text: str, limit: int = 10) -> Found:
        """Return products by words.

        Raises
        ------
        SourceError
            When the service fails and nothing is kept.
        """
        limit = max(1, min(limit, MOST_FOUND))
        params = {
            "search_terms": " ".join(text.split())[:200], "search_simple": "1", "action": "process",
            "json": "1", "page_size": str(limit), "fields": FIELDS,
        }  # fmt: skip
        got = self._answer("/cgi/search.pl", params, _search_pace)
        products = got.content.get("products") if isinstance(got.content, dict) else None
        if not isinstance(products, list):
            raise strange_shape(NAME)
        return Found.of(products[:limit], lambda row: read_off(row, got), got.stale)

    def _answer(self, path: str, params: Mapping[str, str], pace: Pace) -> Answer:
        client = Client(NAME, self.base, **self.options)
        return answer(path, params, LICENCE, lambda: client.get(path, params, pace), "off")


def read_off(product: Any, got: Answer) -> SourcedFood:
    """Return one product of an answer.

    Raises
    ------
    SourceError
        When it is no product.
    """
    if not isinstance(product, dict):
        raise strange_shape(NAME)
    code = product.get("code")
    name = text_of(product.get("product_name_en")) or text_of(product.get("product_name"))
    if not isinstance(code, str) or not (_CODE.fullmatch(code) and code.isascii()):
        raise strange_shape(NAME)
    size = size_of(product)
    reading = Reading()
    if got.stale:
        reading.flag(got.stale)
    label = product.get("nutriments")
    basis = read_label(reading, label if isinstance(label, dict) else {}, size, _in_north_america(product))
    per = 100.0 if basis != "serving" else size.grams or size.millilitres
    check(reading, per, "100 ml" if size.by_volume else "100 g", label=True)
    return SourcedFood(
        f"{PREFIX}{code}", _described(product, name or _("Product without a name")), basis, reading.amounts,
        tuple(_measures(product, size, basis)), NAME, LICENCE, got.date, _ingredients(reading, product),
        reading.said(),
    )  # fmt: skip


def _described(product: Mapping[str, Any], name: str) -> str:
    brand = text_of(product.get("brands"), 80)
    return f"{name} ({brand})" if brand else name


def _measures(product: Mapping[str, Any], size: Size, basis: str) -> Iterator[Measure]:
    if size.grams or size.millilitres or basis == "serving":
        words = text_of(product.get("serving_size"), 60) or _("1 serving")
        yield Measure(words, size.grams, size.millilitres)


def _in_north_america(product: Mapping[str, Any]) -> bool | None:
    """Return whether carbohydrate includes fibre, as on labels there; None where both may be."""
    countries = set(_tags(product.get("countries_tags")))
    there = countries & {"united states", "canada"}
    return None if there and countries - there else bool(there)


def _ingredients(reading: Reading, product: Mapping[str, Any]) -> str:
    """Return the list of ingredients with the allergens that the label names; the more said, the safer."""
    text = text_of(product.get("ingredients_text_en"), 5000)
    if not text and (text := text_of(product.get("ingredients_text"), 5000)):
        language = text_of(product.get("lang"), 10)
        if language not in ("en", ""):
            reading.flag(
                _("The list of ingredients is in another language ({code}): read the packet", code=language)
            )
    parts = [text.rstrip(".")] * bool(text)
    for words, key in (("Contains", "allergens_tags"), ("May contain", "traces_tags")):
        if tags := _tags(product.get(key)):
            parts.append(f"{words}: {', '.join(tags)}")
    return f"{'. '.join(parts)}." if parts else ""


def _tags(value: Any) -> list[str]:
    """Return tags in words: "en:united-states" is "united states"."""
    texts = [text_of(tag, 60) for tag in value] if isinstance(value, list) else []
    return [text.split(":", 1)[-1].replace("-", " ") for text in texts if text][:50]
