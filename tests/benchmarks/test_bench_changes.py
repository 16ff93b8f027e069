"""What a change by hand takes, for fifty persons: lock, ban, swap, another target, no cooking, in a row.

``make bench`` adds the median and 95th percentile to history.csv. By itself, for the table::

    python tests/benchmarks/test_bench_changes.py       # a row a person and change, to changes.csv
"""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

import planner
from planner.plan.session import PlanSession
from tests.benchmarks.test_bench_persons import asked_of, persons, warm_up

OUT = Path(__file__).with_name("changes.csv")
LIMIT = 0.3


def changes_of(session: PlanSession, targets: planner.Targets) -> dict[str, Callable[[], planner.Plan]]:
    """Return what is asked for; each works on the plan that the one before gave."""
    more = targets.override("magnesium", target=450, reason="agreed at a visit")
    return {
        "lock": lambda: session.lock(2, 2),
        "ban dish": lambda: session.ban_dish(session.dish_at(3, 2)),
        "ban food": lambda: session.ban_food(session.plan.days[3]["meals"][2]["items"][0]["description"]),
        "swap": lambda: session.swap(2, 3, session.alternatives(2, 3)[0].dish),
        "target": lambda: session.set_targets(more),
        "no cooking": lambda: session.without_cooking(5),
    }


def measured(row: dict[str, str]) -> list[dict[str, Any]]:
    """Return the figures of each change to one person's week: seconds, and the gap a day after it."""
    targets, asked = asked_of(row)
    session, rows = PlanSession(targets, **asked | {"days": 7}), []
    for name, change in changes_of(session, targets).items():
        wall, cpu = time.perf_counter(), time.process_time()
        plan = change()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        if plan.days:
            plan.check()
        gap = round(plan.gap, 2) if plan.days else None
        rows.append(
            {
                "name": row["name"],
                "change": name,
                "total_s": round(wall, 3),
                "cpu_s": round(cpu, 3),
                "gap": gap,
            }
        )
    return rows


def spread(rows: list[dict[str, Any]], name: str) -> str:
    values = [row[name] for row in rows if row["gap"] is not None]
    return f"median {np.median(values):.2f}, 95th percentile {np.percentile(values, 95):.2f}"


def test_changes_by_hand(benchmark: Any) -> None:
    warm_up()
    rows = benchmark.pedantic(
        lambda: [row for person in persons()[::5] for row in measured(person)], rounds=1
    )
    seconds, gaps = spread(rows, "total_s"), spread(rows, "gap")
    benchmark.extra_info |= {
        "compared_with": f"limit of {LIMIT} s each, {len(rows)} changes",
        "reference_s": LIMIT * len(rows),
        "note": f"a change: seconds {seconds}; gap {gaps} (the time has the first plans of each person too)",
    }


def main() -> None:
    warm_up()
    rows = []
    for person in persons():
        rows += measured(person)
        print(
            *(f"{row['change']} {row['total_s']} ({row['gap']})" for row in rows[-6:]), sep="  ", flush=True
        )
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    for name in ("total_s", "cpu_s", "gap"):
        print(name, spread(rows, name))


if __name__ == "__main__":
    main()
