"""The seam of languages: marks, plurals, threads. Whether Spanish is complete: test_catalogue.py."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from planner.errors import UnknownNameError
from planner.language import LANGUAGES, _, in_language, keeping_language, language, plural, use_language


def test_english_is_what_stands_in_the_code():
    assert _("Diary") == "Diary"
    assert _("braces {stay} without values") == "braces {stay} without values"


def test_another_language_for_a_while():
    with in_language("es"):
        assert _("Diary") == "Diario"
        assert [plural("{n} day", "{n} days", n) for n in (1, 6)] == ["1 día", "6 días"]
    assert language() == "en"


def test_a_text_that_the_catalogue_lacks_is_shown_in_english():
    with in_language("es"):
        assert _("no such words, {who}", who="you") == "no such words, you"
        assert plural("{n} nosuch", "{n} nosuches", 2) == "2 nosuches"


def test_an_unknown_language_is_refused_with_those_there_are():
    with pytest.raises(UnknownNameError) as error:
        use_language("xx")
    assert error.value.suggestions == list(LANGUAGES)


def test_work_handed_to_another_thread_keeps_its_language():
    with in_language("es"):
        work = keeping_language(lambda word: _(word))
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(work, "Diary").result() == "Diario"
        assert pool.submit(_, "Diary").result() == "Diary"
