"""What the article asks for through the day beside meals (``data/guide/routine.toml``)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Final

from planner.errors import DataError
from planner.reference.claims import Rule, prevention
from planner.reference.guide import Exercise, Source, entries, exercises, one_of

LAST: Final = "last"
"""Stands for the last meal of a day, whichever it is."""
_AFTER: Final = ("", "breakfast", "mid_morning", "lunch", "afternoon", "dinner", "evening", LAST)


@dataclass(frozen=True)
class RoutineItem:
    """One thing to do in a day.

    Attributes
    ----------
    id, do : str
    rule : Rule
        The article's rule that it comes from, with what is known of it.
    exercise : Exercise or None
    after : str
        A kind of meal or :data:`LAST`; ``""`` for what belongs to the whole day.
    minutes : int
        After that meal.
    otherwise : str
        The time ("HH:MM") on a day without such a meal.
    """

    id: str
    do: str
    rule: Rule
    exercise: Exercise | None
    after: str
    minutes: int
    otherwise: str

    @property
    def topics(self) -> frozenset[str]:
        """With what it is hidden; see :func:`planner.reference.check_in.topics`."""
        return self.rule.claim.topics | (self.exercise.topics if self.exercise else frozenset())

    @property
    def basis(self) -> str:
        """``service`` where a health service describes it, else ``comfort``: it was not studied."""
        return self.exercise.basis if self.exercise else "comfort"

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where a health service describes it; nothing where none does."""
        return self.exercise.sources if self.exercise else ()


@cache
def routine() -> tuple[RoutineItem, ...]:
    """Return what the article asks for through the day, in its order.

    Raises
    ------
    DataError
        For a meal, rule or exercise that there is none of, or a time that is missing.

    Examples
    --------
    >>> [one.id for one in routine() if one.basis == "service"]
    ['calf_stretch', 'toes_up']
    """
    rules = {rule.id: rule for rule in prevention()}
    moves = {one.id: one for one in exercises()}
    rows = entries("routine", "item", ("do", "rule", "exercise", "after", "minutes", "otherwise"))
    for row in rows:
        one_of("routine", row, "after", _AFTER)
        one_of("routine", row, "rule", rules)
        one_of("routine", row, "exercise", ["", *moves])
        if bool(row["after"]) != bool(row["otherwise"]):
            raise DataError("guide/routine", f"{row['id']}: a time goes with a meal, and a meal with a time")
        row |= {"rule": rules[row["rule"]], "exercise": moves.get(row["exercise"])}
    return tuple(RoutineItem(**row) for row in rows)


def routine_for(hidden: Collection[str]) -> tuple[RoutineItem, ...]:
    """Return what may be shown to who has these topics hidden.

    Examples
    --------
    >>> [one.id for one in routine_for({"movement", "targets"})]
    ['stand_up', 'foot_bath', 'left_side']
    """
    return tuple(one for one in routine() if not one.topics & set(hidden))
