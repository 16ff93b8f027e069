"""A plan as it is printed: days, meals and portions, with its totals, its proof and its reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from planner.language import language
from planner.plan.request import PlanRequest

if TYPE_CHECKING:
    from planner.plan.prices import Price


@dataclass(frozen=True, eq=False)
class Plan:
    """What :func:`planner.plan_meals` returns; every field is what the JSON of the command line has.

    Attributes
    ----------
    request : PlanRequest
    status : str
        ``optimal`` (the gap is within the tolerance), ``feasible`` or ``infeasible``.
    objective, bound : float
        Sums over days of weighted points; no plan can be below the bound.
    seconds : float
        Time to the plan.
    parts : dict
        The objective by goal.
    days : list of dict
        ``day``, ``meals`` and ``totals``.
    extreme : callable
        The most (1) or least (-1) of a nutrient that any plan's mean day can hold.
    gains : callable
        What one more unit of a limit would add.
    unmet, emphasis, conflicts, shopping_list, notices : list of dict
    language : str
        Of its words.
    said_anew : callable
        Makes the same plan with its words in the language in use.
    """

    request: PlanRequest
    status: str
    objective: float
    bound: float
    seconds: float
    parts: dict[str, float]
    days: list[dict[str, Any]]
    extreme: Callable[[str, int], float]
    gains: Callable[[], list[dict[str, Any]]]
    unmet: list[dict[str, Any]]
    emphasis: list[dict[str, Any]]
    conflicts: list[dict[str, Any]]
    notices: list[dict[str, Any]]
    language: str
    said_anew: Callable[[], Plan]

    def in_words_of_now(self) -> Plan:
        """Return the plan with its words in the language in use."""
        return self if self.language == language() else replace(self.said_anew(), seconds=self.seconds)

    @property
    def mode(self) -> str:
        """``full``, ``topup`` or ``swap``."""
        return self.request.mode

    @property
    def seed(self) -> int:
        """Seed of the search."""
        return self.request.seed

    @property
    def gap(self) -> float:
        """Points a day between the plan and what no plan can beat."""
        return (self.objective - self.bound) / self.request.days

    @cached_property
    def targets(self) -> list[dict[str, Any]]:
        """Each target with the plan's mean, and the best and worst mean of any plan.

        ``nutrient``, ``unit``, ``target``, ``planned_mean``, ``best_case``, ``worst_case``. Worked out when
        first asked for: two small linear programs a nutrient.
        """
        from planner.plan.explain import target_rows

        return target_rows(self.request, self.days, self.extreme) if self.days else []

    @cached_property
    def familiar(self) -> dict[str, Any] | None:
        """How many of its meals and foods she eats already; None where there is no diary of foods.

        ``meals``, ``own_meals``, ``foods``, ``known_foods`` and ``text``.
        """
        from planner.plan.familiar import familiar

        return familiar(self.request, self.days)

    @cached_property
    def sums(self) -> dict[str, dict[str, Any]]:
        """What food, supplements and both give on the mean day, of each nutrient that supplements give."""
        from planner.plan.supplements import plan_sums

        return plan_sums(self.request, self.days)

    @cached_property
    def timing(self) -> list[dict[str, Any]]:
        """How far each rule of pairing and timing holds, with its evidence: :mod:`planner.plan.timing`."""
        from planner.plan.timing import timing_rows

        return timing_rows(self.request, self.days)

    @cached_property
    def prices(self) -> list[dict[str, Any]]:
        """What one more unit of a limit would add to the best possible plan, at most three.

        ``constraint``, ``unit``, ``per_unit`` (points a day), ``adds`` and ``text``. Worked out when
        first asked for: a few small linear programs.
        """
        return self.gains()

    @cached_property
    def shopping_list(self) -> list[dict[str, Any]]:
        """What to buy for all that is not kept: ``food``, ``amount``, ``unit``, ``aisle`` and more."""
        return self.shopping()

    def shopping(self, prices: Mapping[str, Price] | None = None) -> list[dict[str, Any]]:
        """Return the shopping list in packs of the jurisdiction's shops, with costs where there are prices.

        Parameters
        ----------
        prices : mapping, optional
            From :func:`planner.plan.prices.read_prices`.
        """
        from planner.plan.shopping import shopping_list

        return shopping_list(self.days, "us" if self.request.jurisdiction == "us" else "metric", prices)

    @cached_property
    def leftover_dishes(self) -> list[dict[str, Any]]:
        """Which dishes, of those allowed to her, use up what is left of the packs and does not keep."""
        from planner.plan.leftover_dishes import leftover_dishes

        return leftover_dishes(self.request, self.shopping_list)

    def check(self) -> None:
        """Recompute the plan from its printed household portions with the food table.

        Raises
        ------
        PlanCheckError
            Naming every promise that does not hold.
        """
        from planner.plan.check import check_plan

        check_plan(self)
