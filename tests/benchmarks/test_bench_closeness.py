"""How close a week is to the diary it starts from, by "close to what I eat" from 0 to 1.

``make bench`` adds the time to history.csv. By itself, for the table of two sample diaries::

    python tests/benchmarks/test_bench_closeness.py     # a row a diary and closeness, to closeness.csv
"""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import Any

import planner

ROOT = Path(__file__).parents[2]
OUT = Path(__file__).with_name("closeness.csv")
DIARIES = ("diary_week.csv", "diary_three_days.csv")
LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)
SHORT = ("magnesium", "potassium", "calcium", "vitamin_b6")


def measured(name: str, closeness: float) -> dict[str, Any]:
    """Return the figures of one week; shortfalls are percent of the target under the mean day."""
    targets = planner.targets_for(planner.read_person(ROOT / "data" / "samples" / "person.toml"))
    diary = planner.read_diary(ROOT / "data" / "samples" / name)
    started = time.process_time()
    plan = planner.plan_meals(targets, diary, closeness=closeness)
    seconds = time.process_time() - started
    plan.check()
    close, rows = plan.familiar or {}, {row["nutrient"]: row for row in plan.targets}
    short = {one: max(0.0, 1 - rows[one]["planned_mean"] / rows[one]["target"]) for one in SHORT}
    return {
        "diary": name,
        "closeness": closeness,
        "own_meals": close["own_meals"],
        "meals": close["meals"],
        "known_foods_percent": round(100 * close["known_foods"] / close["foods"]),
        **{f"{one}_short_percent": round(100 * value, 1) for one, value in short.items()},
        "targets_missed": " ".join(row["nutrient"] for row in plan.unmet),
        "gap": round(plan.gap, 2),
        "cpu_s": round(seconds, 1),
    }


def test_week_close_to_the_diary(benchmark: Any) -> None:
    measured(DIARIES[0], 0.0)
    row = benchmark.pedantic(lambda: measured(DIARIES[0], 1.0), rounds=1)
    told = f"{row['own_meals']} of {row['meals']} meals are hers; gap {row['gap']}"
    benchmark.extra_info |= {"compared_with": "limit of 10 s", "reference_s": 10, "note": told}


def main() -> None:
    rows = [measured(name, closeness) for name in DIARIES for closeness in LEVELS]
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    for row in rows:
        print(*row.values(), sep="\t")


if __name__ == "__main__":
    main()
