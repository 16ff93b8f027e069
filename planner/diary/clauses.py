"""A text cut into clauses: what is told around the food ("this morning I had …") is heard or left out.

Nothing here knows a food; the words are in ``data/matching/sentences.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from textwrap import wrap
from typing import Any, Final, NamedTuple

from planner.diary.matching.words import LONGEST_TEXT, normal
from planner.diary.times import read_time
from planner.tables import read_toml

_ABBREVIATED: Final = re.compile(r"\b(oz|fl|tbsp|tsp|approx|lb|lbs|ca|pkg|min|incl|etc|vs)\.(?=\s|$)")
_END: Final = re.compile(r"[;\n•!?|]|(?<![ap]\.m)\.(?=\s|$)")
_AMOUNT_FOLLOWS: Final = re.compile(r"\s*(?:,\s*(?:about|around|roughly|approximately)\b|\()")
_GERUND: Final = r"(?:after|before|while) \w+ing(?: \w+){0,3}"
_TIME: Final = (
    r"(?:at|around|about|by) (?P<time>\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.|o'clock|h\b)|\d{1,2}:\d\d)"
)


class Clause(NamedTuple):
    """Words about food, with the meal and the time ("HH:MM") that are told for them."""

    meal: str | None
    time: str | None
    words: str


def clauses(text: str) -> Iterator[Clause]:
    """Cut a text into clauses of one or several foods.

    Examples
    --------
    >>> list(clauses("For lunch at 13:00 I had 2 eggs, followed by a pear."))
    [Clause(meal='lunch', time='13:00', words='2 eggs'), Clause(meal='lunch', time='13:00', words='a pear')]
    >>> [clause[::2] for clause in clauses("This morning, I enjoyed toast for breakfast. Later a pear")]
    [('breakfast', 'toast'), (None, 'a pear')]
    """
    meal: str | None = None
    for line in text.splitlines():
        sentences = _END.split(_ABBREVIATED.sub(r"\1", normal_line(line)))
        for sentence in sentences:
            for segment in _segments(sentence):
                labelled = segment.meal or (meal if _is_list(text) else None)
                meal = labelled
                yield from (segment._replace(meal=labelled, words=words) for words in _told(segment.words))
        meal = meal if _is_list(text) else None


def _is_list(text: str) -> bool:
    """Tell whether meals are written as labels, "Breakfast: …", so that one holds until the next."""
    return bool(_label().search(text.lower()))


def normal_line(line: str) -> str:
    """Return a line in normal letters, whatever its length; it is cut between words only."""
    numbered = re.sub(r"^\s*(?:\d+[.)]|[-*•])\s+", "", line)
    plain = " ".join(map(normal, wrap(numbered, LONGEST_TEXT, break_on_hyphens=False)))
    for said, read in _rewritten():
        plain = said.sub(read, plain)
    return plain


def _segments(sentence: str) -> list[Clause]:
    """Cut a sentence where a meal or a time is told; one at its end holds for what stands before it."""
    found: list[Clause] = []
    meal = time = None
    rest, at = sentence, 0
    for told in _told_when().finditer(sentence):
        before = sentence[at : told.start()]
        now_meal = _meals().get(told["label"] or told["meal"] or "")
        now_time = read_time(told["time"]) if told["time"] else None
        if not any(_told(before)):
            meal, time = now_meal or meal, now_time or time
        elif any(_told(sentence[told.end() :])) and _opens(sentence, told):
            found.append(Clause(meal, time, before))
            meal, time = now_meal, now_time
        elif _AMOUNT_FOLLOWS.match(sentence[told.end() :]):
            sentence = sentence[:at] + before + sentence[told.end() :]
            return [*found, Clause(meal or now_meal, time or now_time, sentence[at:])]
        else:
            found.append(Clause(meal or now_meal, time or now_time, before))
        at, rest = told.end(), sentence[told.end() :]
    return [*found, Clause(meal, time, rest)]


def _opens(sentence: str, told: re.Match[str]) -> bool:
    """Tell whether a meal named within a sentence belongs to what follows it: after a comma or "and"."""
    return bool(told["label"]) or bool(re.search(r"(?:,|\band|\bthen)\s*$", sentence[: told.start()]))


def _told(words: str) -> list[str]:
    """Return what is told to be eaten, cut at words such as "ate" and "followed by"; context left out."""
    parts = _verbs().split(words)
    found = (without_context(part) for part in (parts[1:] if _only_leads(parts[0]) else parts))
    return [part for part in found if part]


def _only_leads(words: str) -> bool:
    """Tell whether the words before a verb say only who and when: "my lunch today"."""
    return not _leads().sub(" ", f" {words} ").strip(" ,.:-")


def without_context(words: str) -> str:
    """Leave out words of who, when and where at both ends of a clause.

    Examples
    --------
    >>> without_context("and 2 eggs at the office")
    '2 eggs'
    """
    before = None
    while before != words:
        before = words
        words = _lead().sub("", _trail().sub("", words.strip(" ,.:-\t")))
    return "" if _only_leads(words) else words


@cache
def _told_when() -> re.Pattern[str]:
    """Return the pattern of a meal or a time of day told within a sentence."""
    meals = _any(_meals())
    article = rf"(?:(?:my|a|an|the|this|our|{_any(_words()['of_a_meal'])}) )*"
    end = rf"(?!\s(?:{_any(_words()['after_a_meal'])})s?\b)(?! ?-)"
    told = rf"\b(?:for|at|as|during|around) {article}(?P<meal>{meals})\b{end}(?: time)?"
    label = rf"(?:^\s*|(?<=[,.])\s*|\band )(?P<label>{meals})\s*(?:[:–]|\s-\s)\s*"
    return re.compile(rf"{label}|{told}|\b{_TIME}(?!\s*(?:{_any(_words()['units'])})\b)")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\n.;,])\s*(?:{_any(_meals())})\s*(?::|\s[-–]\s)")


@cache
def _verbs() -> re.Pattern[str]:
    """Return the pattern of what stands between foods, or before the first: "I then had", "followed by"."""
    words = _words()
    adverbs = rf"(?:(?:{_any(words['adverbs'])}) )*"
    subject = rf"(?:(?:and|then|also|later|which|that) )*(?:(?:i|we|she|he)(?:'m|'ve|'d)?\b ?){adverbs}"
    verb = rf"(?:{subject}|(?:(?:and|then|also|later) )+)?\b(?:{_any(words['verbs'])})\b"
    with_subject = rf"{subject}\b(?:{_any(words['verbs_with_subject'])})\b"
    of_hers = rf"(?:my|the|our|today's|tonight's|this|{_any(_meals())})"
    is_was = rf"(?:^|(?<=[,.] ))[^\d,]*?\b{of_hers}\b[^\d,]*?\b(?:{_any(words['is_was'])})\b"
    return re.compile(rf",?\s*(?:{is_was}|{with_subject}|{verb}|\b(?:{_any(words['between'])})\b)(?:\s*:)?")


@cache
def _leads() -> re.Pattern[str]:
    """Return the pattern of any word that says who, when or which meal."""
    return re.compile(rf"(?<![\w-])(?:{_any((*_words()['leads'], *_meals()))})(?![\w-])")


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{_any(_words()['openers'])})\b,?\s*)+")


@cache
def _trail() -> re.Pattern[str]:
    """Return the pattern of where, when and with whom at the end of a clause."""
    words = _words()
    before = "for|as|at|in|on|during|before|after|from|while|by|to|with"
    article = "(?:(?:my|the|a|an|our|this|some) )*(?:[a-z]+ )?"
    place = rf"(?:{before}) {article}(?:{_any(words['places'])})"
    return re.compile(rf"\s*,?\s*\b(?:{place}|{_GERUND}|{_any(words['closers'])})$")


def _any(words: Iterable[str]) -> str:
    """Return the alternatives of a pattern, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _meals() -> dict[str, str]:
    return {word: meal for meal, words in sentence_words()["meals"].items() for word in words}


@cache
def _words() -> dict[str, list[str]]:
    told: dict[str, list[str]] = sentence_words()["told"]
    return told


@cache
def _rewritten() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(rf"\b{said}\b"), read) for said, read in sentence_words()["rewritten"].items()]


@cache
def sentence_words() -> dict[str, Any]:
    """Return ``matching/sentences.toml``."""
    return read_toml("matching/sentences.toml")
