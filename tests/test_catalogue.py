"""The catalogue of texts, and whether Spanish has all of it."""

import importlib.util
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
LANGUAGE = ROOT / "data" / "language"
_NAMES = re.compile(r"\{(\w+)")


def texts_of(catalogue: Catalog) -> list[str | tuple[str, str]]:
    return [message.id for message in catalogue if message.id]


@pytest.fixture(scope="module")
def built() -> Catalog:
    """The texts that the code and the data files hold now."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "data" / "build" / "messages.py")
    messages = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(messages)
    return messages.catalogue()


@pytest.fixture(scope="module")
def spanish() -> dict[str | tuple[str, str], str | tuple[str, str]]:
    found = {}
    for path in sorted((LANGUAGE / "es").glob("*.po")):
        with path.open("rb") as file:
            found |= {message.id: message.string for message in read_po(file, locale="es") if message.id}
    return found


def test_the_list_of_texts_is_that_of_the_tree(built):
    with (LANGUAGE / "messages.pot").open("rb") as file:
        kept = read_po(file)
    assert set(texts_of(kept)) == set(texts_of(built)), "run python data/build/messages.py"


def test_every_text_of_the_screens_has_its_spanish(built, spanish):
    shown = [
        message.id
        for message in built
        if message.id and any(path.startswith("planner/ui/") for path, _ in message.locations)
    ]
    assert len(shown) > 600
    lacking = [text for text in shown if not spanish.get(text) or not all(forms(spanish[text]))]
    assert lacking == []


def test_spanish_fills_the_same_names(spanish):
    for text, words in spanish.items():
        for english, translated in zip(forms(text), forms(words), strict=True):
            assert set(_NAMES.findall(english)) == set(_NAMES.findall(translated)), english


def test_no_spanish_is_left_of_a_text_that_is_gone(built, spanish):
    assert set(spanish) - set(texts_of(built)) == set()


def test_spanish_keeps_the_marks_of_the_page(spanish):
    """Bold and icons are the page's: where English has them, so has Spanish."""
    for text, words in spanish.items():
        for english, translated in zip(forms(text), forms(words), strict=True):
            assert english.count("**") == translated.count("**"), english
            assert re.findall(r":material/\w+:", english) == re.findall(r":material/\w+:", translated)


def forms(text: str | tuple[str, str]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)
