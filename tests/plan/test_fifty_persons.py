"""Fifty varied persons: magnesium, potassium, calcium and B6 reach their targets or food cannot bring them.

A few in every run. All of them, and the table of them in tests/benchmarks/minerals.csv::

    PLAN_FIFTY=1 python -m pytest tests/plan/test_fifty_persons.py
    python tests/plan/test_fifty_persons.py
"""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Any

import pytest

from planner.plan import Plan
from planner.plan.explain import is_missed
from planner.testing import forbidden_in
from tests.benchmarks.test_bench_persons import persons, plan_of

MAIN = ("magnesium", "potassium", "calcium", "vitamin_b6")
OUT = Path(__file__).parents[1] / "benchmarks" / "minerals.csv"
ALWAYS = ("vegan without gluten or soy, eight meals", "low energy, no dairy or fish", "person 22")
"""The hardest diet, little energy, and one whose four meals a day do not hold what she needs."""


def chosen() -> list[dict[str, str]]:
    return [row for row in persons() if "PLAN_FIFTY" in os.environ or row["name"] in ALWAYS]


def verdict(row: dict[str, Any]) -> str:
    """Return whether a target is reached; where it is not, whether any plan could."""
    if not is_missed(row["planned_mean"], row["target"]):
        return "reached"
    return "out of reach" if is_missed(row["best_case"], row["target"]) else "traded away"


@pytest.mark.parametrize("person", chosen(), ids=lambda row: row["name"])
def test_minerals_are_reached_or_food_cannot(person: dict[str, str]) -> None:
    plan = plan_of(person)
    plan.check()
    assert forbidden_in(plan) == []
    rows = {row["nutrient"]: row for row in plan.targets if row["nutrient"] in MAIN}
    assert {name: row for name, row in rows.items() if verdict(row) == "traded away"} == {}
    if not plan.days:
        assert any(row["found"] for row in plan.conflicts), plan.conflicts


def figures(person: dict[str, str], plan: Plan) -> dict[str, Any]:
    """Return one line of the table: mean, target and best case in percent of the target."""
    line: dict[str, Any] = {"name": person["name"], "status": plan.status}
    rows = {row["nutrient"]: row for row in plan.targets}
    for name in MAIN:
        row = rows.get(name)
        line[f"{name}_target"] = round(row["target"], 2) if row else None
        line[f"{name}_mean_percent"] = round(100 * row["planned_mean"] / row["target"], 1) if row else None
        line[f"{name}_best_percent"] = round(100 * row["best_case"] / row["target"], 1) if row else None
        line[name] = verdict(row) if row else "no plan" if not plan.days else "no target"
    texts = [row["text"] for row in plan.unmet if row["nutrient"] in MAIN] or [
        c["text"] for c in plan.conflicts
    ]
    return line | {"left_out_found": len(forbidden_in(plan)), "text": " ".join(texts)}


def main() -> None:
    lines = []
    for person in persons():
        plan = plan_of(person)
        plan.check()
        lines.append(figures(person, plan))
        print(lines[-1]["name"], *(lines[-1][name] for name in MAIN), sep="\t", flush=True)
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


if __name__ == "__main__":
    main()
