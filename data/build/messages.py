"""List every text that is shown, from the code and the data files: ``python data/build/messages.py``.

Writes ``data/language/messages.pot``; a test compares it with the tree, and each language with it.
"""

from __future__ import annotations

import ast
import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from planner.plan.packs import bought_as, product_name
from planner.reference.diets import DIETS, allergens
from planner.reference.dishes import dishes
from planner.reference.foods import food_table
from planner.reference.guide import drawing
from planner.reference.supplements import products

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
POT = DATA / "language" / "messages.pot"
MARKS = {"_": 1, "mark": 1, "plural": 2}
"""What marks a text, and how many texts it takes."""
SHOWN = {
    "assessment/caffeine_caps.toml": {"wording"},
    "dishes/*.toml": {"name", "cuisine"},
    "emphasis/*.toml": {"name", "note"},
    "fndds/components.csv": {"name"},
    "food_tables/ciqual.toml": {"why"},
    "food_tables/cofid.toml": {"why"},
    "food_tables/reading.toml": {"other_definitions", "ambiguous"},
    "guide/about.toml": {"evidence", "text"},
    "guide/article_claims.toml": {"claim", "why"},
    "guide/check_in.toml": {"name", "ask", "label", "flag", "why", "topics"},
    "guide/exercises.toml": {"before", "stop", "never", "name", "steps", "safety"},
    "guide/prevention.toml": {"do", "note"},
    "guide/red_flags.toml": {"when", "do"},
    "guide/relief.toml": {"do", "note"},
    "guide/routine.toml": {"do"},
    "planning/aisles.toml": {"name"},
    "planning/kitchen_words.toml": {"foods"},
    "planning/packs.toml": {"container"},
    "planning/timing.toml": {
        "name", "text", "does", "basis", "amounts_from", "what", "levels", "meaning", "dha",
    },
    "reference_values/*.toml": {"name", "note"},
    "safety/caffeine_drinks.toml": {"name", "size"},
    "safety/foods.csv": {"text"},
    "safety/rules.toml": {"text", "none"},
    "supplements/products.toml": {"label_note", "name", "unit"},
}  # fmt: skip
"""Which words of a data file are shown: those under these keys, or in these columns."""


def from_code() -> Iterator[tuple[str, str | tuple[str, str]]]:
    """Yield each marked text of the code with the file that it stands in."""
    for path in (ROOT / "planner").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
                given = node.args[: MARKS[node.func.id]]
                texts = [one.value for one in given if isinstance(one, ast.Constant) and one.value]
                if texts:
                    yield path.relative_to(ROOT).as_posix(), texts[0] if len(texts) == 1 else tuple(texts)


def from_data() -> Iterator[tuple[str, str]]:
    """Yield each text of the data files that is shown, with its file."""
    for pattern, keys in SHOWN.items():
        for path in sorted(DATA.glob(pattern)):
            for text in _under(_read(path), keys):
                yield f"data/{path.relative_to(DATA)}", text
    yield from (("data/planning/kitchen_words.toml", text) for text in _kitchen_lines())
    yield from (("data/planning/packs.toml", text) for text in _bought())
    yield from (("data/guide/drawings", text) for text in _drawings())
    yield from (("data/supplements/products.toml", text) for text in _supplements())
    yield from (("data/diets/allergens.toml", name) for name in [*allergens(), *DIETS])


def _read(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines())) if path.suffix == ".csv" else tomllib.loads(text)


def _under(value: Any, keys: set[str], shown: bool = False) -> Iterator[str]:
    """Yield the texts that stand under one of the keys, alone, in a list or a table; none that is empty."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _under(below, keys, shown or key in keys)
    elif isinstance(value, list):
        for below in value:
            yield from _under(below, keys, shown and isinstance(below, str))
    elif shown and isinstance(value, str) and value:
        yield value


def _kitchen_lines() -> Iterator[str]:
    """Yield each measure with its place before the food; and what is counted by the can without that word."""
    words = _read(DATA / "planning" / "kitchen_words.toml")
    for unit in [*words["measures"].values(), *words["weighed"].values()]:
        if unit:
            yield f"{unit} {{food}}"
    yield from (
        name.removeprefix("canned ") for name in words["foods"].values() if name.startswith("canned ")
    )


def _drawings() -> Iterator[str]:
    """Yield the words of each drawing, for who does not see it."""
    yield from (drawing(path.stem).alt for path in sorted((DATA / "guide" / "drawings").glob("*.svg")))


def _supplements() -> Iterator[str]:
    """Yield the names of the strengths on sale."""
    yield from (product.name for product in products().values())


def _bought() -> Iterator[str]:
    """Yield what a shopping list asks for, and in what it is sold."""
    foods = {(item.food_id, item.portion_seq) for dish in dishes() for item in dish.items}
    for food, portion in sorted(foods):
        for part, _grams in bought_as(food, food_table().portion_grams(food, portion)):
            yield product_name(part.description)


def catalogue() -> Catalog:
    """Return all texts, in a steady order, without line numbers, which change with every edit."""
    texts = Catalog(project="Cramp Planner", charset="utf-8")
    for path, text in sorted([*from_code(), *from_data()], key=lambda found: (found[0], str(found[1]))):
        texts.add(text, locations=[(path, 0)])
    return texts


if __name__ == "__main__":
    with POT.open("wb") as file:
        write_po(file, catalogue(), omit_header=True, sort_by_file=True, include_lineno=False, width=110)
