"""How long it takes to read a large diary, foods matched."""

import random

import pytest

from planner import read_diary
from planner.diary import resolve
from planner.diary.matching import search
from planner.reference.foods import food_table


def large_diary(rows: int, texts: int) -> bytes:
    """Return a CSV of so many rows with so many different food texts; the same at each call."""
    draw = random.Random(0)
    described = food_table().foods["description"]
    names = described[food_table().composition["energy"].notna()].sample(texts, random_state=0).tolist()
    meals = ("breakfast", "lunch", "dinner", "snack")
    lines = ["person,date,time,meal,food,amount,unit"]
    for place in range(rows):
        food = names[place % texts].replace('"', "")
        day, hour = 1 + place // 12 % 28, draw.randrange(6, 22)
        amount = draw.choice((50, 100, 150, 200))
        lines.append(f'p{place // 84},2026-03-{day:02d},{hour}:30,{draw.choice(meals)},"{food}",{amount},g')
    return "\n".join(lines).encode()


def forget() -> None:
    """Forget every match, so that each round does all the work."""
    resolve._resolve.cache_clear()
    search._reading.cache_clear()


@pytest.mark.parametrize(("rows", "texts"), [(100_000, 500), (200_000, 2_000)])
def test_reading(benchmark, rows, texts):
    data = large_diary(rows, texts)
    diary = benchmark.pedantic(read_diary, (data,), setup=forget, rounds=3)
    assert diary.rows["read"] == rows
    assert diary.rows["used"] > 0.95 * rows
    benchmark.extra_info |= {
        "compared_with": "limit of 15 s",
        "reference_s": 15,
        "note": f"{texts} food texts",
    }
