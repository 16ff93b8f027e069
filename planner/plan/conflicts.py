"""Why no plan exists: which wishes cannot hold together, and what frees a plan, in words.

Wishes and hard limits are taken out of the average day's relaxation until what is left is **irreducible**:
together they conflict, and without any one of them they do not. A wish is named as what frees a plan only
where a whole plan was found without it, or it is said that none was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice, product
from typing import Any, Final, TypeVar

import numpy as np

from planner.gaps.wording import joined
from planner.language import _, mark
from planner.plan.least import eased_rows, limit_names, limit_text
from planner.plan.problem import Problem
from planner.plan.relaxation import relax
from planner.plan.slots import NAMES
from planner.plan.solve import solve
from planner.plan.wishes import Way, Wish, rebuilt, wishes_of

SET_ASIDE: Final = 1e6
"""By so much a limit gives way that is set aside: more than anything that a day holds."""
TRIED: Final = 4
"""So many ways to give a wish up are tried with whole dishes …"""
MOST: Final = 8
"""… and so many wishes where the average day does not tell which: each takes a second or two."""

_NOT_WHOLE: Final = mark(
    "In parts the dishes would do, but no plan of whole dishes was found. "
    "That is no proof that there is none."
)

Part = TypeVar("Part")
Row = dict[str, Any]


def irreducible(conflict: Callable[[Sequence[Part]], bool], parts: Sequence[Part]) -> list[Part]:
    """Return parts that conflict together, and without any one of them do not; early ones by preference.

    QuickXplain (Junker 2004): half of the parts is left out at a time.

    Parameters
    ----------
    conflict : callable
        Whether some of the parts conflict. More parts conflict where fewer do.
    parts : sequence
        All of them conflict.

    Examples
    --------
    >>> irreducible(lambda some: {2, 7} <= set(some), range(10))
    [2, 7]
    """

    def among(held: list[Part], more: bool, rest: list[Part]) -> list[Part]:
        if more and conflict(held):
            return []
        if len(rest) == 1:
            return rest
        first, second = rest[: len(rest) // 2], rest[len(rest) // 2 :]
        of_second = among(held + first, True, second)
        return [*among(held + of_second, bool(of_second), first), *of_second]

    return among([], True, list(parts))


@dataclass(eq=False)
class Inquiry:
    """Answers what of a request conflicts, and remembers the answers."""

    problem: Problem
    known: dict[frozenset[int], bool] = field(default_factory=dict)

    @cached_property
    def wishes(self) -> list[Wish]:
        """All that was asked."""
        return wishes_of(self.problem)

    def conflict(self, held: Sequence[Wish]) -> bool:
        """Return whether no average day can hold these wishes, all others given up."""
        key = frozenset(id(wish) for wish in held)
        if key not in self.known:
            ways = product(*(wish.widest for wish in self.wishes if wish not in held))
            self.known[key] = not any(fits(changed(self.problem, some)) for some in ways)
        return self.known[key]

    @cached_property
    def together(self) -> list[Wish]:
        """Wishes that conflict, none of them to spare; none where the limits alone conflict."""
        return irreducible(self.conflict, self.wishes) if self.wishes else []

    @cached_property
    def limits(self) -> list[str]:
        """The hard limits that these wishes conflict with, none of them to spare."""
        others = product(*(wish.widest for wish in self.wishes if wish not in self.together))
        problems = [changed(self.problem, some) for some in others]
        names = limit_names(self.problem)

        def conflict(held: Sequence[str]) -> bool:
            eased = {name: SET_ASIDE for name in names if name not in held}
            return not any(fits(replace(problem, eased=eased)) for problem in problems)

        return irreducible(conflict, list(names))

    @cached_property
    def to_give_up(self) -> list[Wish]:
        """Wishes that free the average day only when given up at once; what matters most is kept longest."""
        held: list[Wish] = []
        for wish in reversed(self.wishes):
            if not self.conflict([*held, wish]):
                held.append(wish)
        return [wish for wish in self.wishes if wish not in held]


def changed(problem: Problem, ways: Sequence[Way]) -> Problem:
    """Return the problem that is left when wishes are given up in these ways."""
    for way in ways:
        problem = way.change(problem)
    return rebuilt(problem)


def fits(problem: Problem) -> bool:
    """Return whether each meal has a dish, and some average day keeps all limits."""
    cells = np.ndindex(problem.days, len(problem.request.slots))
    return all(len(problem.candidates(*cell)) for cell in cells) and relax(problem).feasible


def find_conflicts(problem: Problem) -> list[Row]:
    """Return what to give up for a plan to exist.

    Returns
    -------
    list of dict
        ``constraint``, ``relax_by``, ``unit``, ``text``; ``together`` (the wishes that conflict),
        ``limits`` (the hard limits they conflict with), ``also`` (what must be given up beside it; where
        empty, it frees a plan alone), ``instead`` (what would do in its place) and ``found`` (whether a whole
        plan was found so). Wishes come first, then hard limits with the least by which they would have to
        give way.
    """
    inquiry = Inquiry(problem)
    if not inquiry.conflict(inquiry.wishes):
        return _whole_dishes(inquiry)
    if inquiry.conflict([]):
        return eased_rows(problem, last_resort=True) or [_not_found()]
    rows = _found_without(inquiry, inquiry.together) or _given_up(inquiry)
    rows[0]["text"] = f"{_opening(inquiry)} {rows[0]['text']}"
    return [*rows, *eased_rows(problem)]


def _whole_dishes(inquiry: Inquiry) -> list[Row]:
    """Return what frees a plan where the average day would do, but no whole plan was found."""
    rows = _found_without(inquiry, inquiry.wishes[:MOST])
    if rows:
        rows[0]["text"] = f"{_(_NOT_WHOLE)} {rows[0]['text']}"
    return rows or [_not_found()]


def _found_without(inquiry: Inquiry, wishes: Sequence[Wish]) -> list[Row]:
    """Return the wishes that free a plan when given up alone, where a whole plan was found without them."""
    rows: list[Row] = []
    for wish in wishes:
        ways = (way for way in wish.ways if fits(changed(inquiry.problem, [way])))
        for way in islice(ways, TRIED):
            if _found(changed(inquiry.problem, [way])):
                rows.append(_row(inquiry, wish, way, [], found=True))
                break
    return rows


def _found(problem: Problem) -> bool:
    return solve(problem, lambda share, text: None).choice is not None


def _given_up(inquiry: Inquiry) -> list[Row]:
    """Return wishes to be given up at once: as few as free the average day, or else all of them."""
    least: list[tuple[Wish, Way]] = []
    for wishes in (inquiry.to_give_up, inquiry.wishes):
        choices = product(*(wish.ways for wish in wishes))
        fitting = (ways for ways in choices if fits(changed(inquiry.problem, ways)))
        for ways in islice(fitting, TRIED):
            least = least or list(zip(wishes, ways, strict=True))
            if _found(changed(inquiry.problem, ways)):
                return _rows_of_all(inquiry, list(zip(wishes, ways, strict=True)), found=True)
    return _rows_of_all(inquiry, least, found=False)


def _rows_of_all(inquiry: Inquiry, chosen: list[tuple[Wish, Way]], *, found: bool) -> list[Row]:
    return [
        _row(inquiry, wish, way, [other for other in chosen if other[0] is not wish], found=found)
        for wish, way in chosen
    ]


def _row(inquiry: Inquiry, wish: Wish, way: Way, others: Sequence[tuple[Wish, Way]], *, found: bool) -> Row:
    given_up = joined([_given_up_text(*one) for one in [(wish, way), *others]])
    text = _row_text(f"{given_up[:1].upper()}{given_up[1:]}", bool(others), found)
    together = [one.name for one in inquiry.together] if inquiry.conflict(inquiry.wishes) else []
    return {
        "constraint": wish.name, "relax_by": way.by, "unit": wish.unit, "text": text,
        "together": together, "limits": inquiry.limits if together else [],
        "also": [other.name for other, _way in others], "instead": way.instead, "found": found,
    }  # fmt: skip


def _row_text(given_up: str, together: bool, found: bool) -> str:
    given_up = _("{given_up} together", given_up=given_up) if together else given_up
    if found:
        return _("{given_up} there is a plan.", given_up=given_up)
    return _(
        "{given_up} the average day would do, but no plan of whole dishes was found. That is no proof that "
        "there is none.",
        given_up=given_up,
    )


def _given_up_text(wish: Wish, way: Way) -> str:
    if way.instead:
        return _("with {wish}", wish=way.instead)
    return _("without “{wish}”", wish=wish.name)


def _opening(inquiry: Inquiry) -> str:
    """Say what cannot hold together."""
    wishes = joined([f"“{wish.name}”" for wish in inquiry.together])
    if not inquiry.limits:
        return _("No dish fits {meals} with {wishes}.", meals=_empty_slots(inquiry), wishes=wishes)
    limits = joined([limit_text(inquiry.problem, name) for name in inquiry.limits])
    if len(inquiry.together) > 1:
        return _("{wishes} cannot hold together with {limits}.", wishes=wishes, limits=limits)
    return _("{wishes} cannot be met with {limits}.", wishes=wishes, limits=limits)


def _empty_slots(inquiry: Inquiry) -> str:
    problem = inquiry.problem
    cells = np.ndindex(problem.days, len(problem.request.slots))
    empty = dict.fromkeys(
        problem.request.slots[slot].kind for day, slot in cells if not len(problem.candidates(day, slot))
    )
    return joined([_(NAMES[kind]).lower() for kind in empty]) or _("each meal")


def _not_found() -> Row:
    return {
        "constraint": "whole dishes", "relax_by": 1, "unit": "dish",
        "text": _(
            "In parts the dishes would do, but no plan of whole dishes was found. That is no proof that "
            "there is none: try another seed, more meals a day, or one exclusion less."
        ),
        "together": [], "limits": [], "also": [], "instead": "", "found": False,
    }  # fmt: skip
