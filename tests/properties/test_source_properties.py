"""Whatever JSON stands in place of an answer: a food with amounts that can be, or the one kind of error."""

import copy
import datetime as dt
import json
import math
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import SourceError
from planner.reference.nutrients import nutrients
from planner.report.sourced_text import food_document, food_line, food_text
from planner.sources import fdc, off
from planner.sources.answers import Answer
from planner.sources.fdc import read_fdc
from planner.sources.food import Found
from planner.sources.off import read_off

ANSWERS = Path(__file__).parents[1] / "sources" / "answers"
NUMBERS = st.integers() | st.integers(10**300, 10**310) | st.floats()
WORDS = ["<1", "trace", "1,5", "g", "IU", "% DV", "kJ", "ml", "en:milk", "5000000000012", "\ud800"]
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=20) | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)


def answer_of(name):
    return json.loads((ANSWERS / f"{name}.json").read_text(encoding="utf-8"))


def places(tree, path=()):
    """Return the path of every place in a tree."""
    yield path
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


def spoiled(tree, path, value):
    if not path:
        return value
    tree = copy.deepcopy(tree)
    inner = tree
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return tree


@st.composite
def changed(draw, names):
    """Return an answer with some places of it put to anything."""
    tree = answer_of(draw(st.sampled_from(names)))
    tree = tree.get("product", tree)
    for _turn in range(draw(st.integers(1, 4))):
        tree = spoiled(tree, draw(st.sampled_from(list(places(tree)))), draw(JSON))
    return tree


def holds(food):
    """Check what every food keeps, however it came."""
    assert food.basis in ("100 g", "100 ml", "serving")
    for name, amount in food.amounts.items():
        assert name in nutrients()
        assert math.isfinite(amount)
        assert amount >= 0
    for one in food.measures:
        assert one.grams is None or 0 < one.grams <= 5000
        assert one.millilitres is None or 0 < one.millilitres <= 5000
    (food_line(food) + food_text(food)).encode()
    json.dumps(food_document(food), allow_nan=False)


def read(reader, tree):
    try:
        holds(reader(tree, Answer(tree, dt.date(2026, 1, 2))))
    except SourceError:
        return


@settings(max_examples=300, deadline=None)
@given(changed(["fdc_foundation", "fdc_abridged", "fdc_branded"]) | JSON)
def test_fooddata_central(tree):
    read(read_fdc, tree)


@settings(max_examples=300, deadline=None)
@given(changed(["off_product", "off_drink"]) | JSON)
def test_open_food_facts(tree):
    read(read_off, tree)


@settings(max_examples=100, deadline=None)
@given(JSON | changed(["fdc_search", "off_search"]))
def test_a_search(tree):
    for service in (fdc.FoodDataCentral(), off.OpenFoodFacts()):
        object.__setattr__(service, "_answer", lambda *_: Answer(tree, dt.date(2026, 1, 2)))
        try:
            found = service.search("oats")
        except SourceError:
            continue
        assert isinstance(found, Found)
        for food in found.foods:
            holds(food)


@settings(max_examples=100, deadline=None)
@given(JSON)
def test_one_product(tree):
    service = off.OpenFoodFacts()
    object.__setattr__(service, "_answer", lambda *_: Answer(tree, dt.date(2026, 1, 2)))
    try:
        service.product("5000000000012")
    except SourceError:
        return
