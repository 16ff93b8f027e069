"""The words of the data files in Spanish: all of them, true to the English, put together as Spanish does."""

import importlib.util
import re
from pathlib import Path

import pytest

import planner
from planner.language import _, _texts, in_language
from planner.plan.packs import Ingredient, best_pack
from planner.reference.claims import article_claims
from planner.reference.dishes import dishes, printed_items
from planner.reference.guide import drawing, red_flags
from planner.reference.kitchen import kitchen_line
from planner.reference.nutrients import nutrients
from planner.report.plan_report import plan_document

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = re.compile(r"\b(?:the|and|with|of|for|you|your|not|ask|without|than)\b", re.IGNORECASE)
NAMES = re.compile(r"\{\w+\}")


def messages():
    """data/build is not a package: the script is loaded from its path."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "data" / "build" / "messages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TEXTS = {text: path for path, text in messages().from_data()}


@pytest.fixture
def spanish():
    with in_language("es"):
        yield


def numbers(text):
    """Return the numbers of a text, whichever way its thousands and decimals are written."""
    return set(re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d{3}\b)", "", text)))


def without_names(text):
    """Return a Spanish text less the names that keep their English."""
    return re.sub(r"«British Lion»|«Laid in Britain»", "", text)


def test_the_catalogue_has_what_the_data_files_show():
    shown = [
        "Magnesium",
        "Mango lassi",
        "Call the emergency number now.",
        "hard-boiled egg(s)",
        "cup(s) {food}",
    ]
    assert set(shown) <= set(TEXTS)
    assert "hse_leg_cramps" not in TEXTS  # ids are not words


def test_every_text_has_spanish_with_the_same_names(spanish):
    for text in TEXTS:
        turned = _texts("es").get(text)
        assert turned, text
        assert sorted(NAMES.findall(turned)) == sorted(NAMES.findall(text)), text
        assert turned[-1:] in ".!?»" or text[-1:] not in ".!?”", text


def test_no_english_is_left_in_the_spanish(spanish):
    left = [text for text in TEXTS if ENGLISH.search(without_names(_(text)))]
    assert left == []


def test_advice_keeps_every_figure(spanish):
    for text, path in TEXTS.items():
        if path.startswith(("data/guide", "data/safety", "data/reference_values")):
            assert numbers(text) <= numbers(_(text)), text


def test_dishes_have_names_of_their_own(spanish):
    names = [_(dish.name).casefold() for dish in dishes()]
    assert len(set(names)) == len(names)


def test_portions_as_a_spanish_kitchen_says_them(spanish):
    assert kitchen_line("fndds:31103010", "2 egg", 100) == "2 huevos duros"
    assert kitchen_line("fndds:31103010", "1 egg", 50) == "1 huevo duro"
    assert kitchen_line("fndds:72125211", "1 1/2 cup", 270) == "1 1/2 tazas de espinacas cocidas"
    assert kitchen_line("fndds:43101150", "1/2 oz, without shell", 14.2, metric=True) == (
        "14 g de semillas de calabaza sin sal"
    )


def test_every_portion_of_every_dish_is_said_in_spanish(spanish):
    for dish in dishes():
        for line in printed_items(dish, dish.variants()[-1]):
            said = kitchen_line(line.food_id, line.household, line.grams)
            assert not re.search(r"\{|\}|\((?:s|es)\)", said), said
            assert not re.search(r"\b(?:cups?|slices?|cooked|with|canned)\b", said), said


def test_packs_in_spanish(spanish):
    milk = Ingredient("fndds:11112210", "Milk, low fat (1%)")
    assert best_pack(milk, 1200, "metric").unit == "cartón (1 l) y 1 cartón (500 ml)"


def test_what_is_kept_serves_both_languages():
    named = next(claim for claim in article_claims() if claim.id == "potassium_foods")
    in_english = named.measured
    with in_language("es"):
        assert any(" de potasio en " in text for text in named.measured)
        assert _(drawing("foot_bath").alt).startswith("Un baño de pies tibio.")
        assert _(red_flags()[0].do) == "Llama ahora al número de emergencias."
        assert _(nutrients()["magnesium"].name) == "Magnesio"
    assert named.measured == in_english
    assert any(" potassium in " in text for text in in_english)
    assert kitchen_line("fndds:31103010", "2 egg", 100) == "2 hard-boiled eggs"


def test_a_plan_made_in_spanish_holds_and_can_be_said_in_spanish(spanish):
    person = planner.Person(age=29, life_stage="pregnant", gestation_weeks=22)
    plan = planner.plan_meals(planner.targets_for(person, "efsa"), days=1)
    document = plan_document(plan)  # checked against its portions
    meals = document["days"][0]["meals"]
    assert all(meal["dish"] in {dish.name for dish in dishes()} for meal in meals)
    assert all(_(meal["dish"]) != meal["dish"] for meal in meals)
    assert not any(re.search(r"\bcups?\b", item["words"]) for meal in meals for item in meal["items"])
    rows = document["shopping_list"]
    assert not any(ENGLISH.search(_(row["food"])) or ENGLISH.search(row["unit"]) for row in rows)
