"""The pages in Spanish: no text that has a Spanish stands there in English."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from planner.language import in_language
from planner.ui.page_list import PAGES
from planner.ui.session import Session
from tests.app.conftest import App
from tests.app.test_draft import token

PO = Path(__file__).resolve().parents[2] / "data" / "language" / "es" / "screens.po"
_LABELLED = (
    "button", "checkbox", "date_input", "multiselect", "number_input", "radio", "selectbox", "slider",
    "tabs", "text_area", "text_input", "time_input", "toggle", "expander", "button_group",
)  # fmt: skip
_SAID = ("title", "header", "subheader", "markdown", "caption", "error", "warning", "info", "success")


def english() -> set[str]:
    """The texts of the screens whose Spanish is another, but for those that are hardly more than names."""
    with PO.open("rb") as file:
        found = {message.id: message.string for message in read_po(file, locale="es")}
    words = {text: re.sub(r"\{\w+\}", "", text) for text in found if isinstance(text, str)}
    return {
        text for text, left in words.items() if len(re.findall("[a-z]", left)) >= 4 + 4 * ("{" in text)
    } - {text for text, other in found.items() if text == other}


def shown(app: App) -> list[str]:
    """All that the page says: its texts, and the labels, choices and hints of its fields."""
    texts = [str(one.value) for kind in _SAID for one in app.at.get(kind)]
    for kind in _LABELLED:
        for one in app.at.get(kind):
            texts += [getattr(one, "label", ""), getattr(one, "help", ""), getattr(one, "placeholder", "")]
            texts += [str(option) for option in getattr(one, "options", ())]
    return [text for text in texts if text]


def as_pattern(text: str) -> re.Pattern[str]:
    """Return what finds a text whatever stands for its names."""
    parts = re.split(r"\{\w+\}", text)
    return re.compile(".+".join(map(re.escape, parts)), re.DOTALL)


@pytest.fixture
def spanish(app: App) -> Iterator[App]:
    with in_language("es"):  # a field of a test run finds its choice by the words that this thread has
        yield app.speak("es")


PATTERNS = [as_pattern(text) for text in sorted(english())]


def test_the_choice_turns_titles_and_menu(spanish):
    assert spanish.at.title[0].value == "Diario de comidas"
    assert spanish.session.language == "es"
    assert spanish.speak("en", before="es").at.title[0].value == "Food diary"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("with_diary", [False, True])
def test_no_english_is_left_on_a_page(spanish, page, with_diary):
    if with_diary:
        spanish.click("Uno con errores")
    spanish.go(page)
    texts = shown(spanish)
    assert len(texts) > 5
    left = {text for text in texts for pattern in PATTERNS if pattern.fullmatch(text)}
    of_the_file = {
        "Date",
        "Time",
        "Meal",
        "Food",
        "Amount",
        "Unit",
    }  # the names of its columns, as it has them
    assert left - of_the_file == set()


def test_a_message_after_a_click_is_spanish_too(spanish):
    spanish.click("Añadir al diario")
    assert spanish.errors[0].startswith("Escribe primero lo que comiste")


def test_what_cannot_be_used_is_said_in_the_language_of_now():
    visit = Session()
    visit.put_typed(weight_kg=40.0, height_cm=120.0, meals_per_day=99)
    assert "meals" in visit.problem
    with in_language("es"):
        visit.put_typed(meals_per_day=99)
        assert visit.problem.startswith("Comidas al día: da un número entero de comidas")
        visit.put_typed(meals_per_day=6, exclude=("dairi",))
        assert visit.problem == "No se conoce la exclusión 'dairi'. ¿Querías decir dairy?"


def test_the_browsers_language_is_a_first_guess(monkeypatch):
    from streamlit.runtime.context import ContextProxy

    monkeypatch.setattr(ContextProxy, "locale", "es-MX")
    guessed = App()
    assert guessed.at.title[0].value == "Diario de comidas"
    assert guessed.session.language == ""
    monkeypatch.setattr(ContextProxy, "locale", "fr")
    assert App().at.title[0].value == "Food diary"


def test_the_language_is_kept_with_the_draft(visit):
    first = visit().speak("es")
    assert visit(token(first)).at.title[0].value == "Diario de comidas"


def test_another_language_asks_nothing_again_and_works_the_analysis_out_anew(app):
    app.sample().go("gaps")
    before = app.session.document()
    app.speak("es")
    after = app.session.document()
    assert after is not before
    assert [gap["mean"] for gap in after["people"][0]["gaps"]] == [
        gap["mean"] for gap in before["people"][0]["gaps"]
    ]
