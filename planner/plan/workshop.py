"""What finding a plan works with: the problem, its goals in points, its relaxation, shortlists of columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from planner.plan.columns import Ints
from planner.plan.ledger import Ledger, build_ledger
from planner.plan.problem import Problem
from planner.plan.relaxation import Relaxation
from planner.plan.search import Cell, Options, gather


@dataclass(frozen=True, eq=False)
class Workshop:
    """What finding a plan needs: the problem, its pieces, its relaxation, and shortlists of columns."""

    problem: Problem
    relaxation: Relaxation

    @cached_property
    def ledger(self) -> Ledger:
        """Goals and limits in points."""
        return build_ledger(self.problem)

    @cached_property
    def _gathered(self) -> dict[tuple[bytes, int], Options]:
        return {}

    def shortlist(self, cell: Cell, most: int, now: int) -> Options:
        """Return the columns that may stand in a cell and cost the bound least, and the one there now."""
        columns = self._cheapest(cell, most)
        if now not in columns:
            columns = np.append(columns, now)
        key = columns.tobytes(), cell[1]
        if key not in self._gathered:
            self._gathered[key] = gather(self.problem, self.ledger, cell[1], columns)
        return self._gathered[key]

    def _cheapest(self, cell: Cell, most: int) -> Ints:
        if (cell, most) not in self._lists:
            allowed = self.problem.candidates(*cell)
            order = np.argsort(self.relaxation.cost[cell[1], allowed], kind="stable")[:most]
            self._lists[cell, most] = allowed[order]
        return self._lists[cell, most]

    @cached_property
    def _lists(self) -> dict[tuple[Cell, int], Ints]:
        return {}

    @cached_property
    def cells(self) -> list[Cell]:
        """Every day and slot."""
        return list(product(range(self.problem.days), range(len(self.problem.request.slots))))
