"""Plans whose documents the files are held against."""

import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

import planner
from planner.report.plan_report import plan_document

MADE = dt.date(2026, 2, 27)
START = dt.date(2026, 3, 2)
WORD_BREAK = "\u200b"


def text_of(data):
    """Return the words of a PDF; spaces as one, and without the breaks within words longer than a column."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    return " ".join(" ".join(pages).replace(WORD_BREAK, "").split())


@pytest.fixture(scope="session")
def plan():
    """Two days that cannot reach every target, with a drink that is kept."""
    person = planner.Person(
        age=29, life_stage="pregnant", gestation_weeks=30, diet="vegan", exclude=("soy", "nuts"),
        keep=("1 mug coffee at 08:00",),
    )  # fmt: skip
    document = plan_document(planner.plan_meals(planner.targets_for(person), days=2))
    assert document["unmet"]
    return document


@pytest.fixture(scope="session")
def impossible():
    person = planner.Person(
        age=31, life_stage="pregnant", diet="vegan", keep=("2 cups peanut butter at 12:30",)
    )
    document = plan_document(planner.plan_meals(planner.targets_for(person, "uk"), days=3))
    assert document["status"] == "infeasible"
    return document
