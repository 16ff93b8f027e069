"""The fish of a week against the advice: enough and not too much, in each jurisdiction."""

from __future__ import annotations

import re
from typing import Any

import pytest

import planner
from planner.plan.fish_week import advice_of
from planner.reference.safety import weekly_fish
from planner.reference.targets import Targets
from tests.plan.planted_days import COD, SALMON, Days, asked_of, good_day, item, row_of


def fish_days(code: str, grams: float, days: int = 7) -> Days:
    found = [good_day(number) for number in range(1, days + 1)]
    found[0]["meals"][4]["items"].append(item(code, grams))
    return found


@pytest.mark.parametrize(
    ("framework", "code", "grams", "holds", "words"),
    [
        ("nasem", COD, 0.0, 0, "Fish and shellfish: 0 g a week, weighed raw; FDA/EPA: 227 to 340 g a week"),
        ("nasem", COD, 230.0, 1, "227 to 340 g"),
        ("nasem", COD, 400.0, 0, "227 to 340 g"),
        ("uk", COD, 400.0, 0, "Oily fish: 0 g a week, weighed cooked; NHS: 140 to 280 g a week"),
        ("uk", SALMON, 150.0, 0, "All fish: .* NHS: at least 280 g a week"),
        ("uk", SALMON, 310.0, 0, "Oily fish: 3.. g"),
        ("efsa", COD, 230.0, 1, "FDA/EPA: 227 to 340 g.* Oily fish: 0 g .* NHS: at most 280 g"),
    ],
)
def test_fish_of_a_week(
    person: planner.Person, framework: str, code: str, grams: float, holds: int, words: str
) -> None:
    request = asked_of(planner.targets_for(person, framework))
    row = row_of(request, fish_days(code, grams), "weekly_fish")
    assert (row["holds"], row["of"]) == (holds, 1)
    assert re.search(words, row["text"]), row["text"]


def test_the_least_is_asked_of_whole_weeks_and_each_week_by_itself(targets: Targets) -> None:
    request = asked_of(targets)
    short = row_of(request, fish_days(COD, 0.0, days=3), "weekly_fish")
    assert (short["holds"], short["of"]) == (1, 1)
    assert "in these 3 days" in short["text"]
    both = row_of(request, fish_days(COD, 230.0, days=14), "weekly_fish")
    assert (both["holds"], both["of"]) == (1, 2)
    assert "Week 2: Fish and shellfish: 0 g" in both["text"]


@pytest.mark.parametrize(
    ("framework", "asked", "words"),
    [
        (
            "nasem",
            {"diet": "vegan"},
            "your diet is vegan. .* 50 mg DHA a day. There is no US reference value",
        ),
        ("efsa", {"exclude": ["fish"]}, "you leave it out. .* 250 mg EPA and DHA a day, and 100 to 200 mg"),
        ("uk", {"diet": "vegetarian"}, "your diet is vegetarian. .* none for DHA in the UK"),
    ],
)
def test_without_fish_by_her_wish(
    person: planner.Person, framework: str, asked: dict[str, Any], words: str
) -> None:
    request = asked_of(planner.targets_for(person, framework), **asked)
    row = row_of(request, [good_day(number) for number in range(1, 8)], "weekly_fish")
    assert (row["holds"], row["of"]) == (0, 0)
    assert row["text"].startswith("No fish, by your wish")
    assert re.search(words, row["text"]), row["text"]
    assert row["text"].endswith("Ask your midwife, doctor or dietitian whether you need another source.")


def test_shellfish_of_one_who_leaves_fish_out_is_held_to_the_most_alone(targets: Targets) -> None:
    request = asked_of(targets, exclude=["fish"])
    row = row_of(request, fish_days("26319130", 85.0), "weekly_fish")
    assert (row["holds"], row["of"]) == (1, 1)
    assert "No fish, by your wish" in row["text"]
    assert "Fish and shellfish: 1" in row["text"]


def test_the_most_is_that_of_the_safety_rules() -> None:
    for jurisdiction in ("us", "uk", "eu"):
        most = {limit.name: limit.max_grams for limit in weekly_fish(jurisdiction)}
        assert most == {a.what: a.most for a in advice_of(jurisdiction) if a.most is not None}
        assert all(a.least is None or a.most is None or a.least < a.most for a in advice_of(jurisdiction))
