"""People whom the targets and plans here are not made for, and who are better off with a clinician."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from planner.gaps.notice import Notice, make_notice
from planner.language import mark
from planner.reference.person import Person
from planner.reference.safety import Flag

ADULT_FROM: Final = 18
"""Years of age."""

_UNDER_18: Final = Flag(
    "UNDER_18",
    "caution",
    mark("what this product is made for"),
    mark(
        "You gave an age under 18. The targets and plans here are not made for people under 18. Please ask "
        "your midwife, doctor or dietitian what is right for you before you change what you eat or take."
    ),
)


def refer_notices(person: Person) -> Iterator[Notice]:
    """Yield who should be asked instead, whatever was eaten and whichever framework is used.

    Examples
    --------
    >>> [notice["rule"] for notice in refer_notices(Person(age=16, life_stage="pregnant"))]
    ['UNDER_18']
    >>> list(refer_notices(Person(age=18, life_stage="pregnant")))
    []
    """
    if person.age < ADULT_FROM:
        yield make_notice("refer", _UNDER_18, None, "", _UNDER_18.words())
