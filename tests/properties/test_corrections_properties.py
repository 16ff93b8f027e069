"""Corrections of any text: they read back as they were, and meet what they were made of and nothing else."""

import csv
import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner import Corrections
from planner.diary.remembered import Correction, phrase_of, phrase_words
from planner.errors import CorrectionError

GRANOLA = "fndds:57227000"
TEXT = st.text(max_size=60) | st.text("=+-@'\t\r\n;,\" mueslixy12½", max_size=30)
MEASURES = st.lists(st.sampled_from(["1 bowl = 60 g", "1 = 45 g", "2 my mugs = 400 ml"]), unique=True)
STEERING = ("=", "+", "-", "@")


def corrections_of(phrases, measures, person):
    kept = Corrections()
    for phrase in phrases:
        try:
            kept = kept.remember(phrase, GRANOLA, measures=measures, person=person)
        except CorrectionError:
            continue
    return kept


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXT, max_size=4), MEASURES, TEXT)
@example(["'=1 tea", "''tea", "=1 tea", "'tea"], ["1 bowl = 60 g", "1 = 45 g"], "'@Anna")
def test_any_text_reads_back_from_csv_as_it_was(phrases, measures, person):
    kept = corrections_of(phrases, measures, person)
    text = kept.to_csv()
    assert Corrections.from_csv(text).entries == kept.entries
    assert not [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell.startswith(STEERING)]


@settings(max_examples=300, deadline=None)
@given(TEXT)
@example("2 large eggs 3")
@example("İ tea")
def test_what_is_remembered_meets_what_was_said(phrase):
    kept = corrections_of([phrase], [], "")
    if kept.entries:
        assert kept.meant(phrase) is kept.entries[0]
        assert kept.meant(kept.entries[0].phrase) is kept.entries[0]
        assert phrase_of(kept.entries[0].phrase) == kept.entries[0].phrase


@settings(max_examples=300, deadline=None)
@given(TEXT, TEXT)
def test_phrases_of_other_words_do_not_meet(one, other):
    kept = corrections_of([one], [], "")
    if kept.entries and phrase_words(one) != phrase_words(other):
        assert kept.meant(other) is None


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=200) | TEXT.map(str.encode) | TEXT.map(lambda text: f"phrase,food_id\n{text}".encode())
)
def test_any_file_is_read_or_refused(data):
    try:
        read = Corrections.from_csv(data)
    except (CorrectionError, UnicodeEncodeError):
        return
    assert all(isinstance(entry, Correction) for entry in read.entries)
