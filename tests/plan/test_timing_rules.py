"""What stands behind the rules of pairing and timing is what was read, and no more."""

from __future__ import annotations

import copy
import re
from typing import Any

import numpy as np
import pytest

from planner.errors import DataError
from planner.plan.pairing import held
from planner.plan.weights import weights
from planner.reference import timing_rules as rules_file
from planner.reference.meal_traits import flesh_content, meal_traits
from planner.reference.timing_rules import timing_rules
from planner.tables import read_toml
from tests.plan.planted_days import COD, COFFEE, LENTILS, MILK, TEA

VERIFIED_SOURCES = {
    "NHS (amazingbreastmilk.nhs.uk)",
    "Hallberg and Hulthén, Am J Clin Nutr 2000;71:1147 (abstract)",
    "Collings and others, Am J Clin Nutr 2013;98:65 (abstract)",
    "FDA/EPA Advice About Eating Fish",
    "NHS 111 Wales, Pregnancy: Foods to avoid",
    "nidirect.gov.uk, Fish and shellfish",
    "Planning preference of this product",
    "for the day: IOM 2002/2005",
    "for the day: IOM 2005, EFSA Dietary Reference Values",
}


def test_every_source_is_one_that_was_read() -> None:
    for rule in timing_rules().values():
        assert set(rule.source.split("; ")) <= VERIFIED_SOURCES, rule.id


def test_evidence_is_what_its_source_supports() -> None:
    for rule in timing_rules().values():
        authority = re.search(r"\b(?:NHS|FDA)\b", rule.source) is not None
        studied = "abstract" in rule.source
        expected = "advice" if authority else "studies" if studied else "preference"
        assert rule.evidence == expected, rule.id


def test_no_size_of_an_effect_and_no_promise() -> None:
    for rule in timing_rules().values():
        words = f"{rule.text} {rule.does} {rule.basis} {rule.meaning}"
        assert not re.search(r"\d ?%", words), rule.id  # sizes of effects were not checked against print
        assert not re.search(r"\b(?:prevents?|cures?|stops?|relieves?)\b(?! cramps\.)", words), rule.id
        assert "preference" in f"{rule.amounts_from} {rule.evidence}".lower() or rule.id == "weekly_fish"


def test_the_value_said_about_dha_is_the_reference_value() -> None:
    value = read_toml("reference_values/epa_dha.toml")["values"][0]
    assert f"{value['value']} mg EPA and DHA a day" in rules_file.dha_text("efsa")
    assert "100 to 200 mg" in value["note"]
    assert "100 to 200 mg DHA" in rules_file.dha_text("efsa")


def test_soft_rules_and_only_they_have_points() -> None:
    soft = {rule.id for rule in timing_rules().values() if rule.planner == "soft"}
    assert set(weights().pairing) == soft
    assert soft == set(held(np.zeros((1, 8)), np.array([False])))


@pytest.mark.parametrize("change", [{"evidence": "trial"}, {"planner": "maybe"}, {"source": None}])
def test_a_rule_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch, change: dict[str, Any]) -> None:
    content = copy.deepcopy(read_toml("planning/timing.toml"))
    content["rule"][0] |= change
    if change.get("source", "") is None:
        del content["rule"][0]["source"]
    monkeypatch.setattr(rules_file, "read_toml", lambda name: content)
    timing_rules.cache_clear()
    with pytest.raises(DataError, match="plant_iron_with_vitamin_c"):
        timing_rules()
    monkeypatch.undo()
    timing_rules.cache_clear()


@pytest.mark.parametrize(
    ("code", "least", "most"),
    [
        (LENTILS, 0, 0),
        ("41205010", 0, 0),  # refried beans: lard at most
        (COD, 80, 130),
        ("24198570", 100, 100),  # chicken, canned, "no broth"
        ("28355260", 15, 25),  # lobster gumbo: lobster, not its fish broth
        ("27111420", 5, 60),  # chili with beans and meat, or another mixed dish
    ],
)
def test_flesh_by_recipe(code: str, least: float, most: float) -> None:
    assert least <= flesh_content().get(f"fndds:{code}", 0.0) <= most


def test_tea_and_coffee_are_known() -> None:
    brewed = meal_traits()["tea_or_coffee"]
    assert brewed[[f"fndds:{TEA}", f"fndds:{COFFEE}"]].eq(100).all()
    assert brewed[[f"fndds:{MILK}", f"fndds:{LENTILS}"]].eq(0).all()
