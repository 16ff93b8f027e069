"""What other settings do to a plan: targets reached, points, servings and meals, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from planner.gaps.wording import amount
from planner.language import _
from planner.plan import Plan
from planner.plan.explain import planned_rows
from planner.plan.problem import score
from planner.plan.session import Version
from planner.reference.emphasis import emphasis_groups
from planner.reference.nutrients import nutrients
from planner.report.plan_report import MEAL_NAMES
from planner.report.plan_words import title
from planner.report.text import FIRST

REACHED: Final = 0.995
"""A mean within half a percent of its target reaches it, as in a plan's ``unmet``."""
_LEAST: Final = 0.005
_SERVINGS: Final = 0.05

Row = dict[str, str]


@dataclass(frozen=True)
class Outcome:
    """What a plan comes to.

    Attributes
    ----------
    targets : list of dict
        ``nutrient``, ``unit``, ``target`` and ``planned_mean``.
    emphasis : list of dict
        ``group`` and ``servings``.
    days : list of dict
    points : float or None
        Under the settings asked for now, a day; None where they were not worked out for it.
    """

    targets: list[dict[str, Any]]
    emphasis: list[dict[str, Any]]
    days: list[dict[str, Any]]
    points: float | None = None

    @property
    def reached(self) -> int:
        """How many targets it reaches."""
        return sum(map(_is_reached, self.targets))


@dataclass(frozen=True)
class Effect:
    """The difference between two plans, in words.

    Attributes
    ----------
    rows : list of dict
        ``What``, ``Before`` and ``After``: the sum of it, targets that were set or are now reached or missed,
        and the nutrients looked at first.
    more : list of dict
        The same of all else that changes.
    meals : list of dict
        ``Meal``, ``Before`` and ``After``: those that change.
    """

    rows: list[Row] = field(default_factory=list)
    more: list[Row] = field(default_factory=list)
    meals: list[Row] = field(default_factory=list)


def of_document(document: Mapping[str, Any]) -> Outcome:
    """Return what a plan document comes to."""
    return Outcome(document["targets"], document["emphasis"], document["days"])


def of_versions(before: Version, after: Version) -> tuple[Outcome, Outcome]:
    """Return what two versions of a plan come to, both in points of the later one."""
    days = after.plan.request.days
    old, new = (
        sum(score(after.problem, one.choice).values()) / days if one.plan.days else None
        for one in (before, after)
    )
    return _of_plan(before.plan, old), _of_plan(after.plan, new)


def _of_plan(plan: Plan, points: float | None) -> Outcome:
    return Outcome(planned_rows(plan.request, plan.days), plan.emphasis, plan.days, points)


def effect(before: Outcome, after: Outcome) -> Effect:
    """Return what differs between two plans; the summary rows always, others where they change.

    Examples
    --------
    >>> row = {"nutrient": "iron", "unit": "mg", "target": 27.0, "planned_mean": 20.0}
    >>> short, enough = Outcome([row], [], []), Outcome([{**row, "planned_mean": 27.0}], [], [])
    >>> for line in effect(short, enough).rows:
    ...     print(" | ".join(line.values()))
    Targets reached | 0 of 1 | 1 of 1
    Meals that change | – | 0 of 0
    Iron | 20.0 mg, short of 27.0 mg | 27.0 mg, reaches 27.0 mg
    """
    meals = list(_meals(before.days, after.days))
    count = sum(len(day["meals"]) for day in after.days)
    said = (_("{n} of {total}", n=one.reached, total=len(one.targets)) for one in (before, after))
    rows = [_row(_("Targets reached"), *said)]
    if before.points is not None and after.points is not None:
        said = (f"{one.points:.1f}" for one in (before, after))
        rows.append(_row(_("Points a day under these settings, less is better"), *said))
    rows.append(_row(_("Meals that change"), "–", _("{n} of {total}", n=len(meals), total=count)))
    changed = list(_nutrients(before, after))
    return Effect(
        [*rows, *(row for first, row in changed if first)],
        [*(row for first, row in changed if not first), *_servings(before, after)],
        meals,
    )


def _row(what: str, before: str, after: str) -> Row:
    return {"What": what, "Before": before, "After": after}


def _is_reached(row: Mapping[str, Any]) -> bool:
    return bool(row["planned_mean"] >= REACHED * row["target"])


def _nutrients(before: Outcome, after: Outcome) -> Iterator[tuple[bool, Row]]:
    """Yield each nutrient that changes, and whether it is one to see first."""
    was = {row["nutrient"]: row for row in before.targets}
    now = {row["nutrient"]: row for row in after.targets}
    for name in dict.fromkeys([*FIRST, *now, *was]):
        old, new = was.get(name), now.get(name)
        if (old or new) and (old is None or new is None or _differ(old, new)):
            told = name in FIRST or old is None or new is None or _is_news(old, new)
            yield told, _row(_(nutrients()[name].name), _mean_words(old), _mean_words(new))


def _is_news(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return bool(old["target"] != new["target"]) or _is_reached(old) != _is_reached(new)


def _differ(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    moved = abs(new["planned_mean"] - old["planned_mean"]) >= _LEAST * new["target"]
    return bool(moved or old["target"] != new["target"])


def _mean_words(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return _("no value")
    mean, target = (amount(row[key], row["nutrient"], row["unit"]) for key in ("planned_mean", "target"))
    if _is_reached(row):
        return _("{mean}, reaches {target}", mean=mean, target=target)
    return _("{mean}, short of {target}", mean=mean, target=target)


def _servings(before: Outcome, after: Outcome) -> Iterator[Row]:
    names = {group.id: group.name for group in emphasis_groups()}
    was = {row["group"]: row["servings"] for row in before.emphasis}
    for row in after.emphasis:
        old, new = was.get(row["group"], 0.0), row["servings"]
        if abs(new - old) >= _SERVINGS:
            yield _row(_("{food}, servings", food=_(names[row["group"]])), f"{old:.1f}", f"{new:.1f}")


def _meals(before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    """Yield the meals that differ; meals of two plans are the same one by day, kind and place among these."""
    was, now = dict(_places(before)), dict(_places(after))
    for place in sorted(was | now, key=lambda one: one[0]):
        old, new = was.get(place), now.get(place)
        if old is None or new is None or old["dish"] != new["dish"] or old["items"] != new["items"]:
            same = old is not None and new is not None and old["dish"] == new["dish"]
            after_words = _("{dish}, other amounts", dish=_dish(new)) if same else _dish(new)
            yield {
                "Meal": _("Day {n} {meal}", n=place[0], meal=_(MEAL_NAMES[place[1]]).lower()),
                "Before": _dish(old),
                "After": after_words,
            }


def _dish(meal: Mapping[str, Any] | None) -> str:
    return _("no such meal") if meal is None else title(dict(meal))


def _places(
    days: Iterable[Mapping[str, Any]],
) -> Iterator[tuple[tuple[int, str, int], Mapping[str, Any]]]:
    for day in days:
        seen: dict[str, int] = {}
        for meal in day["meals"]:
            number = seen[meal["slot"]] = seen.get(meal["slot"], 0) + 1
            yield (day["day"], meal["slot"], number), meal
