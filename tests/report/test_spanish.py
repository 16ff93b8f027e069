"""What is said of a diary and a plan in Spanish: no sentence of it is the English one."""

import datetime as dt
import re

import pytest

import planner
from planner.gaps.wording import STATUSES
from planner.language import _, in_language, retold
from planner.report.analysis import analysis
from planner.report.basis import date_words, person_words, short_date
from planner.report.charts import gap_chart, gap_frame
from planner.report.frameworks import under_each, what_changes
from planner.report.heat_charts import heat_chart, heat_frame, heat_words
from planner.report.plan_words import day_words, proof_words, verdict_words
from planner.report.text import EVIDENCE, analysis_text

CSV = b"""date,time,meal,food,amount,unit
2026-03-01,08:00,breakfast,strong coffee,4,mugs
2026-03-01,13:00,lunch,lentil soup,350,g
2026-03-01,13:00,lunch,camomile tea,6,cups
2026-03-01,13:00,lunch,a few grapes,,
2026-03-02,19:00,dinner,magnesium 500 mg,2,tablets
2026-03-02,19:00,dinner,salmon,400,g
2026-03-02,19:00,dinner,swordfish,200,g
2026-03-02,19:00,dinner,runny zqxwv of raw milk,1,cup
,19:00,dinner,banana,-1,medium
,19:00,dinner,banana,1/2/3,medium
"""
DIARY = planner.read_diary(CSV)
ANNA = planner.Person(age=29, life_stage="pregnant", caffeine_cap_mg=100)
ASKED = planner.Person(
    age=29, life_stage="pregnant", gestation_weeks=30, diet="vegan", exclude=("soy", "nuts"),
    keep=("1 mug coffee at 16:00",), meal_times=("07:30", "12:30", "18:00", "20:00"), meals_per_day=4,
)  # fmt: skip


def document(code):
    with in_language(code):
        return analysis(DIARY, planner.targets_for(ANNA))


def sentences(texts):
    """Return the sentences of texts, of more than two words."""
    found = set()
    for text in filter(None, texts):
        found |= {
            part for part in re.split(r"(?<=[.?!]) |; ", text) if len(re.findall("[a-z]{2,}", part)) > 2
        }
    return found


def both(texts_of):
    """Return the sentences in English and in Spanish."""
    found = [sentences(texts_of(code)) for code in ("en", "es")]
    assert found[0]
    assert found[1]
    return found


@pytest.mark.parametrize(
    "texts_of",
    [
        lambda found: [notice["text"] for one in found["people"] for notice in one["notices"]],
        lambda found: [gap["text"] for one in found["people"] for gap in one["gaps"]],
        lambda found: [fault[name] for fault in found["faults"] for name in ("problem", "advice")],
        lambda found: [entry["assumed"] for entry in found["entries"]],
    ],
    ids=["notices", "gaps", "faults", "assumed"],
)
def test_no_sentence_of_a_diary_is_english(texts_of):
    english, spanish = both(lambda code: texts_of(document(code)))
    assert not english & spanish


def test_numbers_ids_and_foods_are_the_same_in_both():
    english, spanish = document("en"), document("es")
    for name in ("framework", "jurisdiction", "rows"):
        assert english[name] == spanish[name]
    for here, there in zip(english["people"], spanish["people"], strict=True):
        assert here["caffeine"] == there["caffeine"]
        assert here["days"] == there["days"]
        same = ("nutrient", "unit", "mean", "target", "target_kind", "p_adequate", "status", "source")
        assert [[gap[key] for key in same] for gap in here["gaps"]] == [
            [gap[key] for key in same] for gap in there["gaps"]
        ]
        same = ("kind", "rule", "severity", "date")
        assert [[one[key] for key in same] for one in here["notices"]] == [
            [one[key] for key in same] for one in there["notices"]
        ]


def test_the_text_for_a_terminal_is_spanish_too():
    with in_language("es"):
        text = " ".join(analysis_text(analysis(DIARY, planner.targets_for(ANNA))).split())
    english = " ".join(analysis_text(document("en")).split())
    for said, heard in {
        "Safety rules: US.": "Reglas de seguridad: EE. UU.",
        "WHERE IT CAME FROM": "DE DÓNDE VINO",
        "mg a day on average; on the highest day": "mg al día de media; en el día más alto",
        EVIDENCE[:60]: _spanish(EVIDENCE)[:60],
    }.items():
        assert said in english
        assert said not in text
        assert heard in text
        assert heard not in english


def _spanish(text):
    with in_language("es"):
        return _(text)


def plan(code, **asked):
    with in_language(code):
        found = planner.plan_meals(planner.targets_for(ASKED), DIARY, **asked)
        return [
            *(meal["why"]["text"] for day in found.days for meal in day["meals"]),
            *(row["text"] for row in [*found.unmet, *found.conflicts, *found.notices, *found.timing]),
            *(row["or_why_not"] for row in found.emphasis),
            *(row["text"] for row in found.prices if found.days),
            (found.familiar or {}).get("text"),
        ]


def test_no_sentence_of_a_plan_is_english():
    english, spanish = both(lambda code: plan(code, days=1))
    assert not english & spanish


def test_no_sentence_on_what_stands_against_a_plan_is_english():
    with pytest.raises(planner.errors.InputError, match="no va con la dieta"):
        plan("es", days=1, keep=("1 cup milk at 12:30",))
    keep = ("2 cups peanut butter at 12:30",)
    found = {}
    for code in ("en", "es"):
        with in_language(code):
            targets = planner.targets_for(planner.Person(age=31, life_stage="pregnant", diet="vegan"), "uk")
            made = planner.plan_meals(targets, days=1, keep=keep)
            assert made.status == "infeasible"
            found[code] = sentences(row["text"] for row in made.conflicts)
    assert found["en"]
    assert not found["en"] & found["es"]


def test_charts_have_their_legends_axes_and_words_in_spanish():
    person = document("es")["people"][0]
    with in_language("es"):
        gaps = gap_frame(person["gaps"])
        drawn = [gap_chart(gaps).to_dict(), heat_chart(frame := heat_frame(person["days"], person["gaps"]))]
        text = str([drawn[0], drawn[1].to_dict(), heat_words(frame)])
    assert set(gaps["verdict"]) <= {"Enough", "Short", "Cannot say"}  # what the pages group by
    for words in (
        "Insuficiente",
        "% del objetivo",
        "Menos del 50 %",
        "objetivo alcanzado en",
        "Cuánta seguridad",
    ):
        assert words in text
    for words in ("'Short'", "% of the target", "Under 50 %", "target reached", "How sure"):
        assert words not in text


def test_dates_and_persons():
    day = dt.date(2026, 3, 2)
    with in_language("es"):
        assert date_words(day) == "lunes, 2 de marzo de 2026"
        assert (short_date("2026-03-02"), short_date("The day")) == ("2 mar", "El día")
        assert day_words({"day": 2}, day) == "Día 2, martes, 3 de marzo"
        assert person_words(ANNA) == "embarazada, semana 20 (supuesta), 29 años"
        assert verdict_words({"targets": [{}], "unmet": []}) == ("Se alcanzan 1 de 1 objetivos", "")
        assert "como mucho 1.5 puntos" in proof_words({"gap": 1.52})
        assert all(_(said) != said for said in STATUSES.values())


def test_authorities_that_judge_differently_are_told_in_spanish():
    with in_language("es"):
        frame = under_each(DIARY, None, ANNA, ["iron", "calcium", "magnesium"])
        told = " ".join(what_changes(frame))
    assert not re.search(r"\b(under|enough|short)\b", told)


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("one assumed", "se supone uno"),
        ("“few” taken as 3; one assumed", "«few» entendido como 3; se supone uno"),
        (
            "Write it in plainer words, or leave out the brand. Perhaps: Apple, raw; Pear.",
            "Escríbelo con palabras más sencillas, o sin la marca. Quizá: Apple, raw; Pear.",
        ),
        ("no such words at all; one assumed", "no such words at all; se supone uno"),
        ("", ""),
    ],
)
def test_what_is_kept_in_english_is_retold(english, spanish):
    assert retold(english) == english
    with in_language("es"):
        assert retold(english) == spanish
