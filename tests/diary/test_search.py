"""Search: a labelled set of phrases, plain foods first, and texts meant to break it."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.diary.matching.queries import query
from planner.diary.matching.search import match_food
from planner.diary.matching.spelling import nearest
from planner.errors import InputError
from planner.reference.foods import food_table
from planner.tables import read_tables

PHRASES = Path(__file__).parents[1] / "cases" / "matching" / "phrases.csv"


def labelled() -> list[tuple[str, set[str]]]:
    with PHRASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row["phrase"], {f"fndds:{code}" for code in row["food_codes"].split()}) for row in rows]


def test_labels_are_foods_of_the_table() -> None:
    phrases = labelled()
    assert len(phrases) >= 150
    assert len({phrase for phrase, _ in phrases}) == len(phrases)
    known = set(food_table().foods.index)
    assert all(codes and codes <= known for _, codes in phrases)


def test_labelled_phrases_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    phrases = labelled()
    found = {phrase: [food.food_id for food in match_food(phrase)] for phrase, _ in phrases}
    first = sum(bool(found[phrase]) and found[phrase][0] in codes for phrase, codes in phrases)
    among_five = sum(bool(codes & set(found[phrase])) for phrase, codes in phrases)
    top_1, top_5 = first / len(phrases), among_five / len(phrases)
    with capsys.disabled():
        print(f"\nsearch: {len(phrases)} phrases, top-1 {top_1:.3f}, top-5 {top_5:.3f}")
    assert top_1 >= 0.85
    assert top_5 >= 0.95


@pytest.mark.parametrize(
    ("phrase", "description"),
    [
        ("banana", "Banana, raw"),
        ("milk", "Milk, NFS"),
        ("egg", "Egg, whole, cooked, NS as to cooking method"),
        ("chicken", "Chicken, NS as to part and cooking method, NS as to skin eaten"),
        ("broad beans", "Fava beans, cooked"),
        ("porridge", "Oatmeal, NFS"),
        ("king prawns", "Shrimp, NFS"),
        ("bitter chocolate", "Dark chocolate candy"),
        ("oatmilk", "Oat milk"),
        ("strawbery jam", "Jam"),
    ],
)
def test_plain_foods_come_first(phrase: str, description: str) -> None:
    assert match_food(phrase, limit=1)[0].description == description


def test_what_is_left_out_is_heard() -> None:
    with_cheese = [food.description for food in match_food("burrito with cheese")]
    without = [food.description for food in match_food("burrito without cheese")]
    assert all("no cheese" not in text for text in with_cheese)
    assert sum("no cheese" in text for text in without) >= 3
    assert all(", cheese" not in text for text in without)


def test_the_nearest_food_says_that_it_is_not_the_one() -> None:
    skyr = match_food("skyr", limit=1)[0]
    assert "not in the table" in skyr.why
    assert skyr.score < 0.75


def test_scores_are_ordered_and_between_0_and_1() -> None:
    scores = [food.score for food in match_food("cheese sandwich", limit=50)]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] <= scores[0] <= 1


def test_a_misspelling_says_what_was_guessed() -> None:
    found = match_food("bannana", limit=1)[0]
    assert found.food_id == "fndds:63107010"
    assert "spelling guessed" in found.why
    assert found.score < match_food("banana", limit=1)[0].score


def test_a_word_far_from_all_is_not_guessed() -> None:
    assert nearest("qwertyuiop") == ()
    assert match_food("qwertyuiop") == []


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        "foods MATCH 'x'",
        "a AND",
        "NOT",
        "NEAR(milk, 2)",
        "milk*",
        "^milk",
        "-milk",
        "description:milk",
        "{",
        "%",
        "\x00",
    ],
)
def test_signs_of_the_query_language_are_only_signs(text: str) -> None:
    assert isinstance(match_food(text), list)


def test_a_quoted_word_is_the_word() -> None:
    assert match_food('"milk" AND (', limit=1)[0].description == "Milk, NFS"


def test_long_and_empty_texts() -> None:
    assert match_food("") == []
    assert match_food("   ") == []
    assert match_food("🍌" * 5_000) == []
    assert match_food("milk " * 10_000, limit=1)[0].description == "Milk, NFS"


@pytest.mark.parametrize("limit", [1, 5, 50])
def test_limit(limit: int) -> None:
    assert len(match_food("milk", limit=limit)) == limit


@pytest.mark.parametrize("limit", [-3, 0, 51, 10_000])
def test_a_limit_out_of_range_is_refused(limit: int) -> None:
    with pytest.raises(InputError, match="1 to 50"):
        match_food("milk", limit=limit)


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_safe_and_gives_the_same_twice(text: str) -> None:
    assert match_food(text) == match_food(text)
    query(text)


def test_threads_search_at_once() -> None:
    phrases = [phrase for phrase, _ in labelled()[:40]]
    alone = [match_food(phrase) for phrase in phrases]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(match_food, phrases)) == alone


def test_each_synonym_finds_a_food() -> None:
    table = read_tables("matching/synonyms", keep_default_na=False)
    assert not table["said"].duplicated().any()
    details = {"skinless", "from a box", "made from a box"}  # no food of their own
    table = table[~table["said"].isin(details)]
    lost = [said for said in table["said"] if not match_food(said, limit=1)]
    assert lost == []
    poor = [said for said in table["said"] if match_food(said, limit=1)[0].score < 0.3]
    assert poor == []


@pytest.mark.parametrize(
    ("phrase", "description"),
    [
        ("brown rice without butter", "Rice, brown, cooked, no added fat"),
        ("peanut butter without salt", "Peanut butter, lower sodium"),
        ("fried bok choy", "Cabbage, Chinese, cooked, fat added"),
        ("boiled carrots, no oil", "Carrots, fresh, cooked, no added fat"),
        ("courgetes", "Summer squash, yellow or green, NS as to form, cooked"),
        ("weatabix", "Cereal, shredded wheat, plain"),
    ],
)
def test_ways_of_cooking_what_is_left_out_and_slips_of_the_pen(phrase: str, description: str) -> None:
    assert match_food(phrase, limit=1)[0].description == description


def test_a_food_that_only_comes_with_what_was_said_is_not_it() -> None:
    assert match_food("wine", limit=1)[0].description == "Wine, white"  # and not "Cheese, with wine"
