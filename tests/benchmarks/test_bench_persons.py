"""Fifty varied persons (tests/cases/persons/fifty.csv): time and gap of each plan, and both one-piece models.

``make bench`` adds the medians and 95th percentiles to history.csv. By itself, for the tables::

    python tests/benchmarks/test_bench_persons.py                   # a row a person, to persons.csv
    python tests/benchmarks/test_bench_persons.py --one-piece 3     # every third, HiGHS and CBC too
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pulp

import planner
from planner.plan.blocks import day_block
from planner.plan.build import build
from planner.plan.model import THREADS
from planner.plan.problem import build_problem, score, violations
from planner.plan.request import PlanRequest

PERSONS = Path(__file__).parents[1] / "cases" / "persons" / "fifty.csv"
OUT = [Path(__file__).with_name(name) for name in ("persons.csv", "one_piece.csv")]
SECONDS = 60
NUMBERS = ("gestation_weeks", "months_postpartum", "height_cm", "weight_kg", "pre_pregnancy_weight_kg")


def persons() -> list[dict[str, str]]:
    with PERSONS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def asked_of(row: dict[str, str]) -> tuple[planner.Targets, dict[str, int]]:
    """Return the targets of a row, and days and meals."""
    person = planner.Person(
        age=float(row["age"]),
        life_stage=row["life_stage"],
        activity=row["activity"],
        framework=row["framework"],
        diet=row["diet"],
        exclude=tuple(name for name in row["exclude"].split(";") if name),
        keep=(row["keep"],) if row["keep"] else (),
        **{name: float(row[name]) for name in NUMBERS if row[name]},
    )
    return planner.targets_for(person), {"days": int(row["days"]), "meals_per_day": int(row["meals"])}


def plan_of(row: dict[str, str], **changes: Any) -> planner.Plan:
    """Return the plan of a row, as anyone would ask for it."""
    targets, asked = asked_of(row)
    return planner.plan_meals(targets, **asked | changes)


def measured(row: dict[str, str]) -> dict[str, Any]:
    """Return the figures of one person: seconds by the clock and of the processor, gap in points a day."""
    wall, cpu = time.perf_counter(), time.process_time()
    plan = plan_of(row)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    started = time.perf_counter()
    build_problem(plan.request, {})
    built = time.perf_counter() - started
    if plan.days:
        plan.check()
    return {
        "name": row["name"], "hard": row["hard"], "days": row["days"], "meals": row["meals"],
        "status": plan.status, "build_s": round(built, 3), "total_s": round(wall, 3), "cpu_s": round(cpu, 3),
        "objective": round(plan.objective, 2), "bound": round(plan.bound, 2), "gap": round(plan.gap, 3),
    }  # fmt: skip


def one_piece(request: PlanRequest, solver: Any) -> dict[str, float]:
    """Solve the same model in one piece through PuLP; the objective is recomputed from the choice."""
    started = time.perf_counter()
    problem = build_problem(request, {})
    blocks = [day_block(problem, day) for day in range(problem.days)]
    model = build(problem, blocks)
    built = time.perf_counter() - started
    model.prob.solve(solver)
    taken = time.perf_counter() - started
    if model.prob.sol_status not in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible):
        return {"objective": float("nan"), "build_s": round(built, 1), "total_s": round(taken, 1)}
    choice = np.array([model.choice(block) for block in blocks])
    points = float("nan") if violations(problem, choice) else sum(score(problem, choice).values())
    return {"objective": round(points, 2), "build_s": round(built, 1), "total_s": round(taken, 1)}


def solvers() -> Iterator[tuple[str, Any]]:
    yield "highs", pulp.HiGHS(msg=False, threads=THREADS, timeLimit=SECONDS)
    yield "cbc", pulp.PULP_CBC_CMD(msg=False, threads=THREADS, timeLimit=SECONDS)


def warm_up() -> None:
    """Load the tables of every jurisdiction."""
    for framework in ("nasem", "efsa", "uk"):
        plan_of(persons()[0] | {"framework": framework, "diet": "omnivore", "exclude": "", "days": "1"})


def spread(rows: list[dict[str, Any]], name: str) -> tuple[float, float]:
    """Return the median and the 95th percentile over the persons who have a plan."""
    values = [row[name] for row in rows if row["status"] != "infeasible"]
    return float(np.median(values)), float(np.percentile(values, 95))


def test_weeks_of_fifty_persons(benchmark: Any) -> None:
    warm_up()
    weeks = [row for row in persons() if row["days"] == "7"]
    rows = benchmark.pedantic(lambda: [measured(row) for row in weeks], rounds=1)
    seconds, gaps, cpu = (spread(rows, name) for name in ("total_s", "gap", "cpu_s"))
    benchmark.extra_info |= {
        "compared_with": f"limit of 2 s each, {len(weeks)} plans",
        "reference_s": 2 * len(weeks),
        "note": f"seconds {seconds[0]:.2f} median {seconds[1]:.2f} p95 (cpu {cpu[0]:.2f} {cpu[1]:.2f}); "
        f"gap {gaps[0]:.2f} median {gaps[1]:.2f} p95",
    }


def test_a_day(benchmark: Any) -> None:
    warm_up()
    row = persons()[-1]
    plan = benchmark.pedantic(lambda: plan_of(row, days=1), rounds=5)
    benchmark.extra_info |= {
        "compared_with": "limit of 0.2 s",
        "reference_s": 0.2,
        "note": f"gap {plan.gap:.2f}",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--one-piece", type=int, default=0, metavar="N", help="every Nth person, 60 s each solver"
    )
    parser.add_argument("--first", type=int, default=50, help="only so many persons")
    chosen = parser.parse_args()
    warm_up()
    rows = []
    with OUT[bool(chosen.one_piece)].open("w", encoding="utf-8", newline="") as file:
        for row in persons()[: chosen.first : chosen.one_piece or 1]:
            figures = measured(row)
            for name, solver in solvers() if chosen.one_piece else ():
                found = one_piece(plan_of(row).request, solver)
                figures |= {f"{name}_{key}": value for key, value in found.items()}
                figures[f"{name}_worse_by"] = round(found["objective"] - figures["objective"], 2)
            print(*figures.values(), sep="\t", flush=True)
            rows.append(figures)
            writer = csv.DictWriter(file, list(figures), lineterminator="\n")
            if len(rows) == 1:
                writer.writeheader()
            writer.writerow(figures)
            file.flush()  # a run of an hour or two that is stopped leaves what it measured
    for name in ("total_s", "cpu_s", "gap"):
        print(name, "median {:.2f}, 95th percentile {:.2f}".format(*spread(rows, name)))


if __name__ == "__main__":
    main()
