"""The check-in: what was ticked, as signs to call for, flags for a clinician, and advice that is not shown.

It finds nothing out about a person: it only gives back what she said, with whom to ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.errors import UnknownNameError
from planner.gaps.refer import ADULT_FROM
from planner.reference.check_in import Question, questions
from planner.reference.checks import close_to
from planner.reference.guide import RedFlag, red_flags


@dataclass(frozen=True)
class CheckIn:
    """What follows from the ticks.

    Attributes
    ----------
    red_flags : tuple of RedFlag
        The most urgent first. Any of them stops the plan.
    flags : tuple of Question
        For the midwife or doctor, in the order asked.
    hidden : frozenset of str
        Topics that are not shown, of :func:`planner.reference.check_in.topics`.
    """

    red_flags: tuple[RedFlag, ...] = ()
    flags: tuple[Question, ...] = ()
    hidden: frozenset[str] = frozenset()

    def hiding(self, topic: str) -> tuple[Question, ...]:
        """Return what was ticked that hides a topic."""
        return tuple(flag for flag in self.flags if topic in flag.hides)


def check_in(ticked: Iterable[str], age: float | None = None) -> CheckIn:
    """Return what follows from what was ticked.

    Parameters
    ----------
    ticked : iterable of str
        Ids of red flags and of questions.
    age : float, optional
        Years; under 18 counts as ticked.

    Raises
    ------
    UnknownNameError
        For an id that is neither.

    Examples
    --------
    >>> found = check_in(["digoxin", "swollen_leg"])
    >>> [flag.call for flag in found.red_flags], sorted(found.hidden)
    (['doctor_today'], ['magnesium', 'magnesium_supplements', 'plan', 'potassium'])
    >>> sorted(check_in([], age=16).hidden)
    ['plan', 'targets']
    """
    said = set(ticked) | ({"under_18"} if age is not None and age < ADULT_FROM else set())
    known = {flag.id for flag in red_flags()} | {one.id for one in questions()}
    for name in sorted(said - known):
        raise UnknownNameError(name, "sign or question", close_to(name, known))
    calls = tuple(flag for flag in red_flags() if flag.id in said)
    flags = tuple(one for one in questions() if one.id in said)
    hidden = frozenset[str]().union(*(one.hides for one in flags), {"plan"} if calls else ())
    return CheckIn(calls, flags, hidden)
