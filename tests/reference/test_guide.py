"""The guide's data: every text has what it rests on, and what rests on nothing says so."""

import re
import tomllib
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest

from planner.errors import DataError
from planner.reference import check_in, claims, guide
from planner.reference.claims import PARTS, article_claims
from planner.reference.foods import food_table

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data" / "guide"
DRAWINGS = sorted(path.stem for path in (FOLDER / "drawings").glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
# What science.md knows of evidence on each, by a word of the article: none of it may be called supported.
NOT_FACTS = (
    "potassium",
    "glucose",
    "anaemia",
    "tea_coffee",
    "liquid",
    "menu_first",
    "complexes",
    "deficiency",
)


def claim(name):
    return next(one for one in article_claims() if one.id == name)


def test_every_part_of_the_article_has_claims():
    assert len(article_claims()) == 49
    assert set(Counter(one.part for one in article_claims())) == set(PARTS)


@pytest.mark.parametrize("word", NOT_FACTS)
def test_what_no_trial_shows_is_not_called_supported(word):
    found = [one for one in article_claims() if word in one.id]
    assert found
    assert all(one.verdict != "supported" for one in found)


def test_a_verdict_has_a_source_and_an_unchecked_claim_no_evidence():
    for one in article_claims():
        assert one.why.strip(), one.id
        assert one.sources or one.verdict == "unchecked", one.id
        assert one.evidence == "none" or one.sources, one.id
        assert one.verdict != "unchecked" or one.evidence == "none", one.id


def test_the_words_of_cochrane_stand_as_they_were_read():
    assert "“the results for frequency of leg cramps were inconsistent”" in claim("complexes").why
    assert "“either low or very-low”" in claim("complexes").why


def test_foods_that_the_article_praises_stand_beside_what_the_table_says():
    assert any("11 mg potassium in 21 g of Honey" in text for text in claim("potassium_foods").measured)
    groups = [text for one in article_claims() for text in one.measured]
    assert len(groups) == len(set(groups)) == 11
    pumpkin = food_table().amounts(["fndds:43101050"], [100.0])["magnesium"].iloc[0]
    assert f"about {pumpkin:.0f} mg in 100 g" in claim("magnesium_foods").why


def test_nothing_that_stands_without_a_source_is_told_as_a_fact():
    for flag in guide.red_flags():
        assert flag.sources or flag.do.startswith("Ask "), flag.id
    for question in check_in.questions():
        if not question.checked:
            assert re.search(r"\b(Ask|ask)\b", question.flag), question.id
            assert not question.why, question.id
    for step in guide.relief():
        assert step.sources or "no study" in step.note, step.id


def test_no_telephone_number_is_made_up_and_nobody_is_blamed():
    for path in FOLDER.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\b(911|999|112|111)\b", text), path.name
        assert not re.search(r"your fault|you should have|careless", text, re.IGNORECASE), path.name


def test_prevention_comes_from_the_article_and_promises_nothing():
    ids = {one.id for one in article_claims()}
    for rule in claims.prevention():
        assert rule.claim.id in ids, rule.id
        assert not re.search(r"prevents?\b|stops cramps", rule.note), rule.id


def test_every_drawing_is_used_and_every_source_is_cited():
    used = {one.drawing for one in (*guide.exercises(), *guide.relief())} - {""}
    assert used == set(DRAWINGS)
    texts = "".join(path.read_text() for path in FOLDER.glob("*.toml") if path.name != "sources.toml")
    assert [name for name in guide.sources() if f'"{name}"' not in texts] == []


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_small_has_words_and_reads_in_both_themes(name):
    path = FOLDER / "drawings" / f"{name}.svg"
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    assert path.stat().st_size < 2_500
    assert root.find(f"{SVG}title").text
    assert len(root.find(f"{SVG}desc").text) > 30
    assert not list(root.iter(f"{SVG}script"))
    strokes = {one.get("stroke") for one in root.iter() if one.get("stroke")}
    assert strokes
    for stroke in strokes:
        for ground in ("#ffffff", "#0e1117"):
            assert contrast(stroke, ground) >= 3, (stroke, ground)


def contrast(one, other):
    """Return the contrast of two colours, by WCAG 2."""
    lights = sorted(light(colour) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def light(colour):
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(
    ("load", "table", "key", "broken"),
    [
        (guide.red_flags, "red_flags", "flag", {"call": "somebody"}),
        (guide.relief, "relief", "step", {"sources": ["nobody"]}),
        (guide.relief, "relief", "step", {"drawing": "not_there"}),
        (guide.exercises, "exercises", "exercise", {"drawing": "not_there"}),
        (guide.exercises, "exercises", "exercise", {"when": ["noon"]}),
        (guide.exercises, "exercises", "exercise", {"basis": "comfort"}),
        (claims.prevention, "prevention", "rule", {"promise": "never again"}),
        (claims.prevention, "prevention", "rule", {"id": "fluids"}),
        (claims.article_claims, "article_claims", "claim", {"verdict": "true"}),
        (claims.article_claims, "article_claims", "claim", {"verdict": "supported", "sources": []}),
        (claims.prevention, "prevention", "rule", {"claim": "not_of_the_article"}),
        (claims.article_claims, "article_claims", "claim", {"groups": ["cake"]}),
        (claims.article_claims, "article_claims", "claim", {"topics": ["cake"]}),
        (check_in.questions, "check_in", "item", {"hides": ["everything"]}),
        (check_in.questions, "check_in", "item", {"checked": False}),
    ],
)
def test_a_broken_table_is_refused(monkeypatch, load, table, key, broken):
    content = tomllib.loads((FOLDER / f"{table}.toml").read_text(encoding="utf-8"))
    content[key][0].update(broken)

    def changed(name, real=guide.read_toml):
        return content if name == f"guide/{table}.toml" else real(name)

    monkeypatch.setattr(guide, "read_toml", changed)
    with pytest.raises(DataError):
        load.__wrapped__()
