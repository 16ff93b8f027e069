"""What she has corrected is remembered: once "my muesli" is a certain food, it stays that food.

Kept in one CSV file, ``corrections.csv`` in the folder of :func:`planner.home.home_folder`.
"""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from planner.diary.corrections_csv import read_csv, write_csv
from planner.diary.kept_amounts import portion_of
from planner.diary.kept_csv import MOST_BYTES
from planner.diary.kept_lookup import kept_food
from planner.diary.matching.search import FoodMatch, match_food
from planner.diary.numbers import FigureError
from planner.diary.quantities.amounts import split_amount
from planner.diary.quantities.weights import weigh
from planner.diary.remembered import (
    Correction,
    Words,
    any_order,
    one_line,
    owner_of,
    phrase_of,
    phrase_words,
    read_measure,
    unit_text,
)
from planner.errors import CorrectionError
from planner.home import home_folder, write_privately
from planner.language import mark
from planner.reference.foods import food_table
from planner.sources.kept import KeptFood, KeptFoods

FILE: Final = "corrections.csv"
_LOCK: Final = threading.Lock()


class Said(NamedTuple):
    """A row of a diary that has a correction: the correction, and the row's text and amount without it."""

    correction: Correction
    text: str
    amount: object
    unit: object


@dataclass(frozen=True, eq=False)
class Corrections:
    """What phrases mean to the people of one household or practice; it never changes, methods return another.

    Attributes
    ----------
    entries : tuple of Correction
        One for each person and phrase.
    person : str
        Whose own corrections win over those for everyone; ``""`` where only the latter count.
    foods : KeptFoods
        The foods that are kept: their names are phrases too, and a correction of the same phrase wins.
    day : datetime.date or None
        Whose versions of these foods count; None is today's.

    Examples
    --------
    >>> mine = Corrections().remember("my muesli", "fndds:57227000", measures=["1 bowl = 60 g"])
    >>> from planner import parse_meal
    >>> parse_meal("2 bowls of my muesli", corrections=mine)[["description", "grams"]].values.tolist()
    [['Cereal, granola', 120.0]]
    """

    entries: tuple[Correction, ...] = ()
    person: str = ""
    foods: KeptFoods = field(default_factory=KeptFoods)
    day: dt.date | None = None

    def with_foods(self, foods: KeptFoods) -> Corrections:
        """Return the same with the foods that are kept."""
        return replace(self, foods=foods)

    def on(self, day: dt.date | None) -> Corrections:
        """Return the same for one day, with the versions of kept foods that were in force on it."""
        return replace(self, day=day)

    def kept(self, food_id: str) -> KeptFood | None:
        """Return a kept food by its id, with or without a version; None where none is kept.

        Examples
        --------
        >>> Corrections().kept("own:soup") is None
        True
        """
        return self.foods.get(food_id, self.day)

    def of(self, person: str | None) -> Corrections:
        """Return the same for one person, whose own corrections win."""
        return replace(self, person=person or "")

    @property
    def people(self) -> frozenset[str]:
        """Who has corrections of their own, by :func:`planner.diary.remembered.owner_of`."""
        return frozenset(entry.owner for entry in self.entries if entry.owner)

    def meant(self, text: str) -> Correction | None:
        """Return the correction of a phrase, None where it has none.

        Examples
        --------
        >>> mine = Corrections().remember("my muesli", "fndds:57227000")
        >>> mine.meant("2 bowls of My Müesli").food_id, mine.meant("muesli")
        ('fndds:57227000', None)
        """
        found = self._found(text)
        return found[0] if found else None

    def read(self, text: str, amount: object = None, unit: object = None) -> Said | None:
        """Return what a row with a correction says; "my mug of coffee" is 1 of "my mug" where that is known.

        Parameters
        ----------
        text : str
        amount, unit : object
            Cells of the row, None where blank.
        """
        found = self._found(text)
        if found is None:
            return None
        correction, measure = found
        if not measure or unit is not None:
            return Said(correction, text, amount, unit)
        in_text, _ = split_amount(text)
        count = amount if amount is not None else in_text.value if in_text else 1
        return Said(correction, correction.phrase, count, measure)

    def remember(
        self,
        phrase: str,
        food_id: str,
        *,
        measures: Iterable[str] = (),
        person: str = "",
        on: dt.date | None = None,
    ) -> Corrections:
        """Return corrections with one more, in place of what the person said of this phrase before.

        Parameters
        ----------
        phrase : str
            Amounts in it are left out: "2 bowls of my muesli" is "my muesli".
        food_id : str
            A food of the table (``"fndds:57227000"`` or the bare code), of an imported one, or one that is
            kept: ``"own:soup"`` is then, on each day, the version of that day.
        measures : iterable of str
            Such as ``"1 bowl = 60 g"``; those said before of the same food stay.
        person : str
            Who says so, ``""`` for everyone.
        on : datetime.date, optional
            Today where left out.

        Raises
        ------
        CorrectionError
            When there is no such food, or the phrase or a measure cannot be used.
        """
        said = Correction(phrase, food_id, "", tuple(measures), person, on or dt.date.today())
        own = kept_food(said.food_id, self)
        new = _with_description(said) if own is None else _of_own(said, own)
        before = self._keyed.get((new.owner, new.words))
        if before is not None and before.food_id == new.food_id:
            new = replace(new, measures=_joined(before.measures, new.measures))
        return self._of(self._keyed | {(new.owner, new.words): new})

    def forget(self, phrase: str, person: str = "") -> Corrections:
        """Return corrections without what a person, or everyone, said of a phrase.

        Raises
        ------
        CorrectionError
            When nothing of the kind is remembered.
        """
        key = (owner_of(person), phrase_words(phrase))
        if key not in self._keyed:
            whose = f" for {person}" if person else ""
            raise CorrectionError(
                mark("Nothing is remembered of “{phrase}”{whose}.").format(phrase=phrase, whose=whose),
                mark("`planner corrections list` shows what is."),
            )
        return self._of({one: entry for one, entry in self._keyed.items() if one != key})

    def merged(self, other: Corrections) -> Corrections:
        """Return both together; where they differ the later one stands, of the same day that of the other."""
        kept = dict(self._keyed)
        for entry in other.entries:
            before = kept.get((entry.owner, entry.words))
            if before is None or before.date <= entry.date:
                kept[entry.owner, entry.words] = entry
        return self._of(kept)

    def owned_by(self, person: str) -> Corrections:
        """Return only those that a person, or everyone (``""``), has made."""
        return replace(self, entries=tuple(one for one in self.entries if one.owner == owner_of(person)))

    def given_to(self, person: str) -> Corrections:
        """Return all of them as said by one person, or by everyone (``""``)."""
        return self._of({}).merged(
            replace(self, entries=tuple(replace(one, person=person) for one in self.entries))
        )

    def to_csv(self) -> str:
        """Return them as CSV, which :meth:`from_csv` reads back."""
        return write_csv(self.entries)

    @classmethod
    def from_csv(cls, data: bytes | str, name: str = "the file") -> Corrections:
        """Read corrections from CSV.

        Raises
        ------
        CorrectionError
            For a file that is not wholly understood, with the line; nothing of it is taken.
        """
        entries = read_csv(data.encode() if isinstance(data, str) else data, name)
        return cls().merged(cls(tuple(map(_described, entries))))

    @classmethod
    def load(cls, path: str | os.PathLike[str] | None = None) -> Corrections:
        """Return what was saved, nothing where there is no file yet.

        Parameters
        ----------
        path : path, optional
            The user's own file where left out.

        Raises
        ------
        CorrectionError
            When the file is damaged; it stays as it is until somebody has mended it.
        """
        file = saved_in() if path is None else Path(path).absolute()
        try:
            with file.open("rb") as opened:
                return cls.from_csv(opened.read(MOST_BYTES + 1), str(file))
        except FileNotFoundError:
            return cls()

    def save(self, path: str | os.PathLike[str] | None = None) -> None:
        """Write them to a file that only this user may read, whole or not at all."""
        write_privately(saved_in() if path is None else Path(path).absolute(), self.to_csv().encode())

    def _found(self, text: str) -> tuple[Correction, str] | None:
        if not self.by_words:
            return None
        words = phrase_words(text)
        return self.by_words.get(words) or self._by_any_order.get(any_order(words))

    @cached_property
    def _by_any_order(self) -> dict[Words, tuple[Correction, str]]:
        """The names of kept foods with their words in any order."""
        return {any_order(entry.words): (entry, "") for entry in self._names if any_order(entry.words)}

    @cached_property
    def _names(self) -> list[Correction]:
        """The names of kept foods as what is said of a phrase; one with an amount in it is no phrase."""
        foods = [one.food for one in self.foods.in_force(self.day)]
        named = [food for food in foods if one_line(food.description) == phrase_of(food.description)]
        return [Correction(food.description, food.food_id, food.description, is_name=True) for food in named]

    def _of(self, keyed: Mapping[tuple[str, Words], Correction]) -> Corrections:
        return replace(self, entries=tuple(keyed.values()))

    @cached_property
    def _keyed(self) -> dict[tuple[str, Words], Correction]:
        return {(entry.owner, entry.words): entry for entry in self.entries}

    @cached_property
    def by_words(self) -> dict[Words, tuple[Correction, str]]:
        """The correction, and a measure that the words bring with them, by the words of a text."""
        found: dict[Words, tuple[Correction, str]] = {entry.words: (entry, "") for entry in self._names}
        for owner in dict.fromkeys(("", owner_of(self.person))):
            own = [entry for entry in self.entries if entry.owner == owner]
            for entry in own:
                units = (unit_text(read_measure(text)[0]) for text in entry.measures)
                found |= {phrase_words(f"{unit} of {entry.phrase}"): (entry, unit) for unit in units if unit}
            found |= {entry.words: (entry, "") for entry in own}
        return found


def saved_in() -> Path:
    """Return the file in which this user's corrections are kept."""
    return home_folder() / FILE


def change_saved(change: Callable[[Corrections], Corrections]) -> Corrections:
    """Change what is saved: it is read, changed and written again, so that nothing said elsewhere is lost."""
    with _LOCK:
        before = Corrections.load()
        after = change(before)
        if after.entries != before.entries:
            after.save()
    return after


def matches(text: str, limit: int = 5, corrections: Corrections | None = None) -> list[FoodMatch]:
    """Return the foods that a text may mean, one that was remembered for it first.

    Examples
    --------
    >>> mine = Corrections().remember("my muesli", "fndds:57227000", on=dt.date(2026, 3, 1))
    >>> matches("my muesli", 1, mine)[0].why
    '“my muesli” read as “Cereal, granola”, as you corrected it on 2026-03-01'
    """
    found, hers = match_food(text, limit), corrections.meant(text) if corrections else None
    own = kept_food(hers.food_id, corrections) if hers else None
    if hers is None:
        return found
    if own is not None:
        first = kept_match(own)
        first = first if hers.is_name else replace(first, why=hers.note(own.food.description))
        return [first, *found][:limit]
    if hers.food_id not in food_table().foods.index:
        return found
    description = food_table().description(hers.food_id)
    first = FoodMatch(hers.food_id, description, 1.0, hers.note(description))
    return [first, *(match for match in found if match.food_id != first.food_id)][:limit]


def kept_match(own: KeptFood) -> FoodMatch:
    """Return a kept food as a sure match."""
    return FoodMatch(own.food_id, own.food.description, 1.0, "a food that you keep")


def _with_description(new: Correction) -> Correction:
    """Return a correction with the food's description; the food and its measures must be usable."""
    if new.food_id not in food_table().foods.index:
        if new.is_of_own:
            raise CorrectionError(
                mark("No food “{food_id}” is kept, or not any more.").format(food_id=new.food_id),
                mark("`planner foods list` and `planner foods table list` show what there is."),
            )
        raise CorrectionError(
            mark("No food has the id “{food_id}”.").format(food_id=new.food_id),
            mark("`planner match WORDS` finds its id."),
        )
    for text in new.measures:
        if weigh(new.food_id, read_measure(text)[1]) is None:
            raise CorrectionError(
                mark("“{said}”: the food table cannot weigh that.").format(said=text),
                mark("Give it in grams."),
            )
    return _described(new)


def _of_own(new: Correction, own: KeptFood) -> Correction:
    """Return a correction to a food that brings its own nutrients, whatever its version."""
    for text in new.measures:
        try:
            portion_of(own.food, read_measure(text)[1])
        except FigureError as error:
            raise CorrectionError(error.problem, error.advice) from None
    return replace(new, food_id=own.base, description=own.food.description)


def _described(entry: Correction) -> Correction:
    """Return a correction with the food's description where it has none and the food table knows the food."""
    if entry.description or entry.food_id not in food_table().foods.index:
        return entry
    return replace(entry, description=food_table().description(entry.food_id))


def _joined(before: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    """Return measures in which a new one takes the place of another of the same unit."""
    by_unit = {unit_text(read_measure(text)[0]): text for text in (*before, *new)}
    return tuple(by_unit.values())
