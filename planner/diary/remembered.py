"""One correction: a phrase of hers, the food that she means by it, and what her measures of it weigh."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, NamedTuple

from planner.diary.matching.words import LONGEST_TEXT, normal, stem
from planner.diary.quantities.amounts import Amount, read_amount, split_amount
from planner.diary.quantities.kitchen import number
from planner.errors import CorrectionError
from planner.language import mark
from planner.reference.foods import PREFIX

LONGEST_PHRASE: Final = 100
"""Characters of a phrase, a name or a measure."""
_ARTICLES: Final = frozenset({"the", "a", "an"})
_SIGNS_OF_WORDS: Final = frozenset("'%")
_WHOSE: Final = frozenset({"my", "our", "own", "homemad", "hom", "mad"})
"""Stems of words that a person may add to the name of a food that she keeps: "my homemade lentil soup"."""
_ONE_OF_IT: Final = frozenset({"", "serving"})
"""Units that say no more than "one of it"."""

Words = tuple[str, ...]


class Word(NamedTuple):
    """A word of a text: its stem, and where it begins and ends."""

    stem: str
    start: int
    stop: int


@dataclass(frozen=True)
class Correction:
    """What a phrase means.

    Attributes
    ----------
    phrase : str
        As said, without an amount: "my muesli".
    food_id : str
        Such as ``"fndds:57227000"``, or the bare code.
    description : str
        The food's words when it was remembered.
    measures : tuple of str
        What her measures of it weigh: ``"1 bowl = 60 g"``, ``"1 my mug = 400 ml"``; ``"1 = 60 g"`` is for one
        of it and where no amount is said.
    person : str
        Who says so; ``""`` is everyone who shares the file: a household, a practice.
    date : datetime.date
        When it was said.
    is_name : bool
        Whether nobody said so, but it is the name of a food that she keeps.

    Examples
    --------
    >>> Correction("2 bowls of my muesli", "fndds:57227000").phrase
    'my muesli'
    """

    phrase: str
    food_id: str
    description: str = ""
    measures: tuple[str, ...] = ()
    person: str = ""
    date: dt.date = field(default_factory=dt.date.today)
    is_name: bool = False

    def __post_init__(self) -> None:
        for name in ("phrase", "food_id", "description", "person"):
            object.__setattr__(self, name, one_line(getattr(self, name)))
        object.__setattr__(self, "phrase", phrase_of(self.phrase))
        if self.food_id.isdigit():
            object.__setattr__(self, "food_id", PREFIX + self.food_id)
        object.__setattr__(self, "measures", tuple(map(one_line, self.measures)))
        _check(self)

    @property
    def words(self) -> Words:
        """What the phrase is compared by."""
        return phrase_words(self.phrase)

    @property
    def owner(self) -> str:
        """What the person is compared by."""
        return owner_of(self.person)

    def note(self, description: str) -> str:
        """Return what stands on a row that was read as a food of this description."""
        return mark("“{phrase}” read as “{description}”, as you corrected it on {date}").format(
            phrase=self.phrase, description=description, date=self.date
        )

    @property
    def lost(self) -> str:
        """What stands on a row whose food the table no longer has, or which is no longer kept."""
        food = f"“{self.description}” ({self.food_id})" if self.description else self.food_id
        text = mark(
            "“{phrase}” is {food}, as you corrected it on {date}, but the food table has no such food now: "
            "looked up anew"
        )
        if self.is_of_own:
            text = mark(
                "“{phrase}” is {food}, as you corrected it on {date}, but no such food is kept now: "
                "looked up anew"
            )
        return text.format(phrase=self.phrase, food=food, date=self.date)

    @property
    def is_of_own(self) -> bool:
        """Whether the id is of a food that is kept or of an imported table."""
        return ":" in self.food_id and not self.food_id.startswith(PREFIX)


def _check(given: Correction) -> None:
    if not given.words:
        raise CorrectionError(
            mark("“{phrase}” has no words to remember.").format(phrase=given.phrase),
            mark('Write what you call the food, such as "my muesli".'),
        )
    if not given.food_id:
        raise CorrectionError(
            mark("“{phrase}” is given no food.").format(phrase=given.phrase),
            mark("Name one by its id, such as fndds:57227000."),
        )
    if max(len(given.phrase), len(given.person), *map(len, given.measures), 0) > LONGEST_PHRASE:
        raise CorrectionError(
            mark("“{phrase} …” is too long to remember.").format(phrase=given.phrase[:40]),
            mark("Keep the phrase, the name and each measure within {most} characters.").format(
                most=LONGEST_PHRASE
            ),
        )
    for text in given.measures:
        read_measure(text)


def in_grams(measures: tuple[str, ...], amount: Amount | None) -> Amount | None:
    """Return an amount in grams or millilitres where it is in a measure of hers; else as it is.

    Examples
    --------
    >>> two = in_grams(("1 bowl = 60 g",), read_amount(2, "bowls"))
    >>> two.value, two.unit, two.assumed
    (120.0, 'g', ('1 bowl = 60 g, as you said',))
    """
    wanted = _unit_words(amount) if amount is not None else ()
    for text in measures:
        unit, means = read_measure(text)
        if _unit_words(unit) == wanted:
            times = (1.0 if amount is None else amount.value) / unit.value
            earlier = () if amount is None else amount.assumed
            return replace(
                means,
                value=means.value * times,
                assumed=(*earlier, mark("{said}, as you said").format(said=text)),
            )
    return amount


@lru_cache(maxsize=2_000)
def read_measure(text: str) -> tuple[Amount, Amount]:
    """Read what a measure weighs: the measure, and its grams or millilitres.

    Raises
    ------
    CorrectionError
        When it is not of the form "1 bowl = 60 g".

    Examples
    --------
    >>> bowl, grams = read_measure("1 bowl = 60 g")
    >>> bowl.unit, grams.value, grams.unit
    ('bowl', 60.0, 'g')
    """
    left, equals, right = text.partition("=")
    unit, means = read_amount(left.strip()), read_amount(right.strip())
    weighs = means is not None and means.kind in ("mass", "volume") and not means.words and not means.size
    if ";" in text or not equals or unit is None or means is None or not weighs or unit.kind == "mass":
        raise CorrectionError(
            mark("The measure “{said}” is not understood.").format(said=text),
            mark('Write it as "1 bowl = 60 g" or "1 my mug = 400 ml".'),
        )
    return replace(unit, assumed=()), replace(means, assumed=())


def unit_text(unit: Amount) -> str:
    """Return the words of a measure: "small bowl"."""
    return " ".join(filter(None, (unit.size, unit.unit, unit.words)))


def measure_text(amount: Amount, grams: float) -> str:
    """Return a measure that says what an amount weighs.

    Examples
    --------
    >>> measure_text(read_amount(2, "bowls"), 120)
    '2 bowl = 120 g'
    """
    return f"{' '.join(filter(None, (number(amount.value), unit_text(amount))))} = {grams:g} g"


def _unit_words(amount: Amount) -> Words:
    """Return what measures are compared by: "my mug" may be a unit, or a mug described by "my"."""
    unit = "" if amount.unit in _ONE_OF_IT else amount.unit
    return tuple(sorted(_words(" ".join((amount.size, unit, amount.words)))))


def phrase_of(text: str) -> str:
    """Return a text without the amounts at its ends.

    Examples
    --------
    >>> phrase_of("2 bowls of my muesli"), phrase_of("Mum's Lasagne"), phrase_of("2% milk")
    ('my muesli', "Mum's Lasagne", '2% milk')
    """
    amount, name = split_amount(text)
    while amount is not None:
        text = name
        amount, name = split_amount(text)
    return text


@lru_cache(maxsize=20_000)
def phrase_words(text: str) -> Words:
    """Return what phrases are compared by: all of their words in order, in normal form, amounts taken off.

    Nothing else counts as equal: "muesli" is not "my muesli", nor is "my muesli with nuts". A text too long
    to be read whole has none.

    Examples
    --------
    >>> phrase_words("2 bowls of My Mueslis") == phrase_words("my müesli")
    True
    >>> phrase_words("muesli") == phrase_words("my muesli")
    False
    """
    if len(text) > LONGEST_TEXT:
        return ()
    words = _words(phrase_of(one_line(text)))
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def any_order(words: Words) -> Words:
    """Return words in one order, less those that only say whose a food is.

    Examples
    --------
    >>> any_order(("my", "soup", "lentil")) == any_order(("lentil", "soup"))
    True
    """
    return tuple(sorted(set(words) - _WHOSE))


def _words(text: str) -> Words:
    return tuple(word.stem for word in word_spans(normal(text)))


def word_spans(plain: str) -> list[Word]:
    """Return all words of a normal text, small ones too, in any script.

    Examples
    --------
    >>> word_spans("my mueslis")
    [Word(stem='my', start=0, stop=2), Word(stem='muesli', start=3, stop=10)]
    """
    spaced = "".join(sign if _is_of_word(sign) else " " for sign in plain)
    words = (Word(stem(found[0]), *found.span()) for found in re.finditer(r"\S+", spaced))
    return [word for word in words if word.stem]


def _is_of_word(sign: str) -> bool:
    return sign in _SIGNS_OF_WORDS or unicodedata.category(sign)[0] in "LMN"


def owner_of(person: str | None) -> str:
    """Return what a person's name is compared by; ``""`` for everyone."""
    return one_line(person or "").casefold()


def one_line(text: str) -> str:
    r"""Return text on one line, without what nobody sees.

    Examples
    --------
    >>> one_line(" my\n muesli\u200b")
    'my muesli'
    """
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
