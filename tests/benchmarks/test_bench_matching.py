"""How well and how fast texts become foods and grams, on the labels of tests/cases/matching.

``make bench`` adds the figures of the hold-out half to history.csv, in the note of each row. To see what goes
wrong on the other half, from the project's folder::

    .venv/bin/python tests/benchmarks/test_bench_matching.py
"""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from planner.diary import resolve as resolving
from planner.diary.matching import search
from planner.diary.matching.search import match_food
from planner.diary.resolve import Resolution, resolve
from planner.diary.sentences import resolve_sentence
from planner.reference.foods import PREFIX, food_table

FOLDER = Path(__file__).parents[1] / "cases" / "matching"
LIMIT_S = 0.005
CARBOHYDRATE_WITHIN_G = 7.5
WARM_UP = """
import pathlib, time
import pandas
def used():
    status = pathlib.Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024
before, start = used(), time.perf_counter()
from planner.diary.matching.search import match_food
from planner.diary.resolve import resolve
match_food("wholemeal toast"); resolve("2 slices of wholemeal toast")
print(time.perf_counter() - start, used() - before)
"""


class Hits(NamedTuple):
    """Whether one label was met; None where the file does not ask."""

    first: bool | None
    five: bool | None
    grams: bool | None
    wrong: str


def rows(name: str, split: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["split"] == split]


def of_food(row: dict[str, str]) -> list[Hits]:
    found = [match.food_id for match in match_food(row["phrase"], limit=5)]
    wanted = ids(row["acceptable"])
    got = "; ".join(food_table().description(food_id) for food_id in found[:3])
    return [Hits(found[:1] != [] and found[0] in wanted, bool(wanted & set(found)), None, got)]


def of_amount(row: dict[str, str]) -> list[Hits]:
    found = resolve(row["phrase"])
    if found.problem and found.source == "food":
        found = resolve_sentence(row["phrase"])[0].resolution
    low, high = float(row["grams_low"]), float(row["grams_high"])
    return [_hit(found, ids(row["acceptable"]), low, high)]


def of_sentence(row: dict[str, str]) -> list[Hits]:
    """Return a hit for each food of the sentence; each row read serves once."""
    left = [read.resolution for read in resolve_sentence(row["sentence"])]
    hits = []
    for item in row["items"].split("; "):
        codes, span = item.split("@")
        low, high = map(float, span.split("-"))
        wanted = ids(codes.replace("|", " "))
        mine = sorted(
            (one for one in left if one.food_id in wanted), key=lambda one: not low <= one.grams <= high
        )
        if mine:
            left.remove(mine[0])
            hits.append(_hit(mine[0], wanted, low, high))
        else:
            hits.append(Hits(False, False, False, "; ".join(one.description for one in left)))
    return hits


def of_meal(row: dict[str, str]) -> list[Hits]:
    """Return whether the carbohydrate of a meal is near the true one; that is all its label asks."""
    carbohydrate = food_table().composition["carbohydrate"]
    found = [read.resolution for read in resolve_sentence(row["sentence"])]
    known = [one for one in found if one.food_id in carbohydrate.index and one.grams > 0]
    total = sum(carbohydrate[one.food_id] * one.grams / 100 for one in known)
    near = abs(total - float(row["carbohydrate_g"])) <= CARBOHYDRATE_WITHIN_G
    got = "; ".join(f"{one.description} {one.grams:g} g" for one in found)
    return [Hits(None, None, near, f"{total:.0f} g of {row['carbohydrate_g']}: {got}")]


def _hit(found: Resolution, wanted: set[str], low: float, high: float) -> Hits:
    five = {found.food_id, *(match.food_id for match in found.alternatives[:4])}
    got = f"{found.description} {found.grams:g} g {found.problem or ''}"
    return Hits(found.food_id in wanted, bool(five & wanted), low <= found.grams <= high, got)


def ids(codes: str) -> set[str]:
    return {PREFIX + code for code in codes.split()}


SCORERS: dict[str, Callable[[dict[str, str]], list[Hits]]] = {
    "foods": of_food,
    "amounts": of_amount,
    "sentences": of_sentence,
    "meals": of_meal,
}


def figures(hits: list[Hits]) -> str:
    """Return the shares of labels met, such as "right food first 0.901, within five 0.985 of 445"."""
    said = {"right food first": "first", "within five": "five", "grams or carbohydrate": "grams"}
    parts = []
    for words, field in said.items():
        asked = [getattr(hit, field) for hit in hits if getattr(hit, field) is not None]
        if asked:
            parts.append(f"{words} {sum(asked) / len(asked):.3f} of {len(asked)}")
    return ", ".join(parts)


def forget() -> None:
    search._reading.cache_clear()
    resolving._resolve.cache_clear()


@pytest.mark.parametrize("name", SCORERS)
def test_matching_of_held_out(benchmark: Any, name: str) -> None:
    held_out = rows(name, "holdout")
    match_food("milk")
    each: list[float] = []

    def run() -> list[Hits]:
        each.clear()
        hits = []
        for row in held_out:
            start = time.process_time()
            hits += SCORERS[name](row)
            each.append(time.process_time() - start)
        return hits

    hits = benchmark.pedantic(run, setup=forget, rounds=2)
    slow = 1000 * sorted(each)[int(0.95 * len(each))]
    benchmark.extra_info |= {
        "compared_with": "limit of 5 ms a text",
        "reference_s": LIMIT_S * len(held_out),
        "note": f"{_by_style(name, held_out, hits)}; 95th percentile {slow:.1f} ms",
    }


def _by_style(name: str, labelled: list[dict[str, str]], hits: list[Hits]) -> str:
    if name != "meals":
        return figures(hits)
    styles = sorted({row["style"] for row in labelled})
    shares = {
        style: [hit for row, hit in zip(labelled, hits, strict=True) if row["style"] == style]
        for style in styles
    }
    return "; ".join(f"{style}: {figures(mine)}" for style, mine in shares.items())


def test_matching_warms_up(benchmark: Any) -> None:
    def run() -> str:
        done = subprocess.run([sys.executable, "-c", WARM_UP], check=True, capture_output=True, text=True)
        return done.stdout

    seconds, megabytes = map(float, benchmark.pedantic(run, rounds=3).split())
    benchmark.extra_info["note"] = (
        f"first match after {seconds:.2f} s (limit 1), {megabytes:.0f} MB above pandas (limit 150); "
        "the time of the row is that of the whole process"
    )


if __name__ == "__main__":
    for name, scorer in SCORERS.items():
        tune = rows(name, "tune")
        found = [(row, hit) for row in tune for hit in scorer(row)]
        for row, hit in found:
            if False in hit[:3]:
                print(f"{name}: {row.get('phrase') or row['sentence']!r} -> {hit.wrong}")
        print(f"{name}: {figures([hit for _, hit in found])}")
