"""What she has corrected stays so: which phrases meet, whose word counts, what becomes of a lost food."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import planner
from planner import Corrections
from planner.diary.corrections import matches
from planner.diary.remembered import Correction, phrase_words
from planner.diary.resolve import resolve
from planner.errors import CorrectionError
from planner.sources.food import SourcedFood
from planner.sources.kept import KeptFoods

GRANOLA, BANANA, COFFEE = "fndds:57227000", "fndds:63107010", "fndds:92101000"
DAY = dt.date(2026, 3, 1)
MUESLI = Corrections().remember("my muesli", GRANOLA, on=DAY)


@pytest.mark.parametrize(
    "text",
    [
        "my muesli", "My Müesli", "2 bowls of My Muesli", "my mueslis", "my muesli, 60 g", "half my muesli",
        "the my muesli", "  MY\tMUESLI. ", "my muesli x2", "1 1/2 cups my muesli", "my muesli (60 g)",
    ],
)  # fmt: skip
def test_a_phrase_meets_itself_however_it_is_written(text):
    assert MUESLI.meant(text).food_id == GRANOLA


@pytest.mark.parametrize(
    "text",
    [
        "muesli", "muesli, my", "my muesli with milk", "my muesli without nuts", "my other muesli", "my", "",
        "my muesli bar", "not my muesli", "mymuesli", "your muesli", "my muesli " + 300 * "x",
        "my muesli" + 300 * "!" + "bar",
    ],
)  # fmt: skip
def test_nothing_else_is_caught(text):
    assert MUESLI.meant(text) is None


def test_words_of_any_script_are_told_apart():
    assert phrase_words("दाल") != phrase_words("दूल")
    assert phrase_words("мои мюсли") == phrase_words("Мои Мюсли")
    assert Corrections().remember("мои мюсли", GRANOLA).meant("100 g мои мюсли")


def test_a_row_says_what_was_corrected_and_is_sure():
    row = resolve("2 cups of my muesli", corrections=MUESLI)
    assert (row.food_id, row.grams, row.confidence) == (GRANOLA, 220.0, 0.95)
    assert row.assumed == "“my muesli” read as “Cereal, granola”, as you corrected it on 2026-03-01"
    assert row.alternatives
    assert GRANOLA not in {match.food_id for match in row.alternatives}


def test_a_word_that_no_food_has_is_as_sure_once_it_is_corrected():
    row = resolve("2 cups zqxwv", corrections=Corrections().remember("zqxwv", GRANOLA, on=DAY))
    assert (row.confidence, row.grams) == (0.95, 220.0)
    assert row.assumed == "“zqxwv” read as “Cereal, granola”, as you corrected it on 2026-03-01"


def test_without_corrections_a_phrase_is_what_it_was_before():
    before = resolve("1 cup my banana")
    with_it = resolve("1 cup my banana", corrections=Corrections().remember("my banana", GRANOLA))
    assert resolve("1 cup my banana") == before
    assert before.food_id != with_it.food_id == GRANOLA
    again = resolve("1 cup my banana", corrections=Corrections().remember("my banana", COFFEE))
    assert again.food_id == COFFEE


def test_an_id_on_the_row_decides_over_a_correction():
    assert resolve("my muesli", grams=50, food_id=BANANA, corrections=MUESLI).food_id == BANANA


def test_a_formula_is_refused_although_its_words_are_known():
    assert resolve("=my muesli", grams=50, corrections=MUESLI).problem == resolve("=1+1").problem


def test_a_correction_without_an_amount_still_asks_for_one():
    row = resolve("my muesli", corrections=MUESLI)
    assert (row.food_id, row.problem) == (GRANOLA, "No amount is given.")


@pytest.mark.parametrize(
    ("text", "amount", "unit", "grams"),
    [
        ("2 bowls of my muesli", None, None, 120.0),
        ("my muesli", 0.5, "bowl", 30.0),
        ("my muesli", 2, "small bowls", 50.0),
        ("my muesli", 3, "my scoops", 45.0),
        ("2 my scoops of my muesli", None, None, 30.0),
        ("my scoop of my muesli", None, None, 15.0),
        ("my scoop of my muesli", 4, None, 60.0),
        ("my scoop of my muesli", 40, "g", 40.0),
        ("my muesli", None, None, 45.0),
        ("2 my muesli", None, None, 90.0),
        ("1 serving of my muesli", None, None, 45.0),
        ("1 cup of my muesli", None, None, 110.0),
        ("70 g my muesli", None, None, 70.0),
    ],
)
def test_her_own_measures_weigh_what_she_says(text, amount, unit, grams):
    said = ["1 bowl = 60 g", "2 small bowls = 50 g", "1 my scoop = 15 g", "1 = 45 g"]
    hers = Corrections().remember("my muesli", GRANOLA, measures=said)
    assert resolve(text, amount, unit, corrections=hers).grams == grams


def test_a_measure_in_millilitres_weighs_by_the_density_of_the_food():
    hers = Corrections().remember("coffee", COFFEE, measures=["1 my mug = 400 ml"])
    row = resolve("my mug of coffee", corrections=hers)
    assert row.grams == resolve("coffee", 400, "ml", food_id=COFFEE).grams
    assert "1 my mug = 400 ml, as you said" in row.assumed


def test_her_own_word_wins_over_everyone_s():
    both = MUESLI.remember("my muesli", BANANA, person="Anna").remember("her tea", COFFEE, person="Bea")
    assert both.meant("my muesli").food_id == GRANOLA
    assert both.of(" ANNA ").meant("my muesli").food_id == BANANA
    assert both.of("Bea").meant("my muesli").food_id == GRANOLA
    assert both.meant("her tea") is None
    assert both.of("Bea").meant("her tea").food_id == COFFEE


def test_a_diary_reads_each_row_as_that_person_means_it():
    both = MUESLI.remember("my muesli", BANANA, person="Anna")
    data = b"person,food,grams\nAnna,my muesli,100\nBea,my muesli,100\nAnna,tofu,100\n"
    entries = planner.read_diary(data, corrections=both).entries
    assert entries["food_id"].tolist()[:2] == [BANANA, GRANOLA]
    unnamed = b"food,grams\nmy muesli,100\n"
    assert planner.read_diary(unnamed, corrections=both).entries["food_id"].tolist() == [GRANOLA]
    assert planner.read_diary(unnamed, corrections=both.of("anna")).entries["food_id"].tolist() == [BANANA]


def test_what_is_remembered_again_replaces_and_measures_of_the_same_food_stay():
    hers = MUESLI.remember("my muesli", GRANOLA, measures=["1 bowl = 60 g", "1 cup = 50 g"])
    hers = hers.remember("MY müesli", GRANOLA, measures=["1 bowl = 70 g"])
    assert [entry.measures for entry in hers.entries] == [("1 bowl = 70 g", "1 cup = 50 g")]
    assert [entry.measures for entry in hers.remember("my muesli", BANANA).entries] == [()]
    assert MUESLI.entries[0].measures == ()


def test_a_lost_food_is_said_on_the_row_which_is_looked_up_anew():
    lost = Corrections((Correction("my banana", "fndds:1", "Banana of old", date=DAY),))
    row = resolve("1 my banana", corrections=lost)
    assert row.food_id == BANANA
    assert row.assumed.startswith(
        "“my banana” is “Banana of old” (fndds:1), as you corrected it on 2026-03-01"
    )
    unknown = resolve("1 zqxwv", corrections=Corrections((Correction("zqxwv", "fndds:1", date=DAY),)))
    assert "fndds:1" in unknown.advice
    assert matches("my banana", 1, lost)[0].food_id == BANANA


@pytest.mark.parametrize(
    ("phrase", "food", "measure"),
    [
        ("", GRANOLA, None),
        ("☃ …", GRANOLA, None),
        ("my muesli", "", None),
        ("my muesli", "fndds:1", None),
        ("my muesli", "file:12", None),
        ("x" * 101, GRANOLA, None),
        ("my muesli", GRANOLA, "bowl"),
        ("my muesli", GRANOLA, "1 bowl = 2 cups of it"),
        ("my muesli", GRANOLA, "100 g = 60 g"),
        ("my muesli", GRANOLA, "1 bowl = 0 g"),
        ("my muesli", GRANOLA, "1 bowl = 60 kg"),
        ("my muesli", GRANOLA, "1 bowl = 60 g; 1 cup = 50 g"),
    ],
)
def test_what_cannot_be_remembered_is_refused_with_advice(phrase, food, measure):
    with pytest.raises(CorrectionError) as refused:
        Corrections().remember(phrase, food, measures=[measure] if measure else [])
    assert refused.value.advice


def test_forgetting_what_is_not_there_is_an_error():
    assert MUESLI.forget("2 my mueslis").entries == ()
    with pytest.raises(CorrectionError, match="for Anna"):
        MUESLI.forget("my muesli", "Anna")


def test_a_sentence_keeps_her_phrases_whole():
    hers = Corrections()
    for phrase in ("my porridge with seeds and nuts", "bread and jam, my way", "honey on my porridge"):
        hers = hers.remember(phrase, GRANOLA)
    said = "I had my porridge with seeds and nuts with milk and a banana"
    assert planner.parse_meal(said, hers)["text"].tolist() == [
        "my porridge with seeds and nuts", "milk", "a banana",
    ]  # fmt: skip
    assert planner.parse_meal("bread and jam, my way", hers)["food_id"].tolist() == [GRANOLA]
    assert planner.parse_meal("honey on my porridge", hers)["food_id"].tolist() == [GRANOLA]
    assert len(planner.parse_meal("bread and jam, my way")) > 1


@pytest.mark.parametrize(
    ("said", "foods"),
    [
        ("I had 2 bowls of my muesli, then my coffee", [GRANOLA, BANANA]),
        ("This morning I had my muesli with milk. Later my coffee.", [GRANOLA, None, BANANA]),
        ("breakfast: my muesli\nlunch: 2 my mugs of coffee", [GRANOLA, COFFEE]),
        ("sugar in my coffee", [BANANA, None]),
        ("my muesli bar and macaroni and cheese", [None, None]),
        ("my. muesli", [None]),
        ("qqowna and coffee", [None, COFFEE]),
    ],
)
def test_her_phrases_are_heard_within_what_is_told(said, foods):
    hers = Corrections().remember("my muesli", GRANOLA).remember("my coffee", BANANA)
    hers = hers.remember("coffee", COFFEE, measures=["1 my mug = 400 ml"]).remember("cheese", BANANA)
    rows = planner.parse_meal(said, hers)
    ours = rows["food_id"].where(rows["assumed"].str.contains("as you corrected it"), None)
    assert [None if pd.isna(food) else food for food in ours] == foods
    assert rows["text"].str.contains("qqown").any() == said.startswith("qqown")


def test_a_sentence_takes_her_usual_amount_where_none_is_said():
    hers = Corrections().remember("my muesli", GRANOLA, measures=["1 = 45 g"])
    assert planner.parse_meal("my muesli and a banana", hers)["grams"].tolist() == [45.0, 126.0]


def test_an_addition_she_has_corrected_is_hers_too():
    hers = Corrections().remember("my zqxwv", "fndds:11320000", on=DAY)
    rows = planner.parse_meal("a mug of coffee with my zqxwv", hers)
    assert rows["food_id"][1] == "fndds:11320000"
    assert "as you corrected it on 2026-03-01; the table's usual amount with" in rows["assumed"][1]


def test_what_is_kept_in_a_plan_is_read_so_too():
    targets = planner.targets_for(planner.Person(age=29, life_stage="pregnant"))
    hers = Corrections().remember("zqxwv", GRANOLA)
    plan = planner.plan_meals(targets, days=1, keep=["1 cup zqxwv at 08:00"], corrections=hers)
    kept = [item for meal in plan.days[0]["meals"] for item in meal["items"] if item["kept"]]
    assert [item["food_id"] for item in kept] == [GRANOLA]


def test_nothing_is_logged(caplog, tmp_path):
    caplog.set_level(0)
    hers = Corrections().remember("secret gin", GRANOLA, person="Anna")
    hers.save(tmp_path / "c.csv")
    resolve("2 secret gin", corrections=Corrections.load(tmp_path / "c.csv").of("Anna"))
    with pytest.raises(CorrectionError):
        Corrections.from_csv("phrase,food_id\nsecret gin,\n")
    assert caplog.text == ""


def test_the_python_functions_use_none_unless_given(planner_home: Path):
    MUESLI.save()
    assert (planner_home / "corrections.csv").exists()
    assert planner.parse_meal("1 cup my muesli")["assumed"].str.contains("corrected").sum() == 0


# Foods that are kept, and foods of imported tables


def keeping(*, until=None):
    food = SourcedFood("own:bar", "Seed bar", "100 g", {"iron": 4.0}, (), "own food", "", DAY)
    kept = KeptFoods().keep(food, since=DAY)
    kept = kept.keep(replace(food, amounts={"iron": 6.0}), since=DAY.replace(month=5))
    return Corrections().with_foods(kept if until is None else kept.remove("own:bar", on=until))


def test_a_phrase_may_mean_a_food_that_is_kept():
    mine = keeping().remember("my brick", "own:bar@1", measures=["1 brick = 40 g"], on=DAY)
    assert [(one.food_id, one.description) for one in mine.entries] == [("own:bar", "Seed bar")]
    row = resolve("2 bricks of my brick", corrections=mine.on(DAY))
    assert (row.food_id, row.source, row.grams) == ("own:bar@1", "kept", 80.0)
    assert row.assumed.startswith("“my brick” read as “Seed bar”, as you corrected it on 2026-03-01; ")
    assert resolve("50 g my brick", corrections=mine.on(DAY.replace(month=6))).food_id == "own:bar@2"
    assert matches("my brick", 1, mine)[0].why.endswith("as you corrected it on 2026-03-01")
    assert Corrections.from_csv(mine.to_csv()).entries == mine.entries


def test_the_name_of_a_kept_food_is_no_correction():
    assert resolve("50 g seed bar", corrections=keeping()).assumed == ""
    assert matches("seed bar", 1, keeping())[0].why == "a food that you keep"


@pytest.mark.parametrize("food_id", ["own:nothing", "own:bar@7", "table:none:1"])
def test_a_food_that_is_not_kept_is_refused_in_words(food_id):
    with pytest.raises(CorrectionError, match=f"No food “{food_id}” is kept.*planner foods list"):
        keeping().remember("my brick", food_id)


def test_a_food_that_is_no_longer_kept_is_refused_and_looked_up_anew():
    gone = keeping(until=DAY.replace(month=7))
    with pytest.raises(CorrectionError, match="not any more"):
        gone.remember("my brick", "own:bar")
    before = gone.remember("my banana", BANANA)
    lost = replace(before, entries=(Correction("my banana", "own:bar", "Seed bar", date=DAY),))
    row = resolve("1 cup my banana", corrections=lost)
    assert row.food_id == BANANA
    assert "no such food is kept now" in row.assumed


def test_a_measure_that_a_kept_food_has_no_weight_for_is_refused():
    with pytest.raises(CorrectionError, match="per 100 g"):
        keeping().remember("my brick", "own:bar", measures=["1 mug = 250 ml"])
