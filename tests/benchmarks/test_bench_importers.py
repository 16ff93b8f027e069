"""How long it takes to read one survey's foods, and what it needs of memory."""

import tracemalloc

import numpy as np

from planner import read_diary
from planner.diary.importers.nutrient_columns import NHANES
from planner.reference.foods import food_table
from tests.transport_files import transport

ROWS = 112_000
LIMIT_S, LIMIT_MB = 15, 600


def survey(rows=ROWS):
    """Return foods as of a survey's first day: all of the table, and one code in eight that is old."""
    draw = np.random.default_rng(0)
    known = food_table().composition.dropna(subset=["energy"])
    chosen = draw.integers(0, len(known), rows)
    grams = np.round(draw.lognormal(4.6, 0.8, rows), 2)
    codes = known.index.str.removeprefix("fndds:").astype(float).to_numpy()[chosen]
    codes = np.where(draw.random(rows) < 1 / 8, 90_000_000 + draw.integers(0, 900, rows), codes)
    columns = {"SEQN": 93_703 + np.arange(rows) // 15, "DR1DRSTZ": np.ones(rows)}
    columns |= {"DR1_020": draw.integers(0, 288, rows) * 300, "DR1_030Z": draw.integers(1, 10, rows)}
    columns |= {"DR1IFDCD": codes, "DR1IGRMS": grams}
    values = known.to_numpy()[chosen] * grams[:, None] / 100
    their = {nutrient: name for name, nutrient in NHANES.items()}
    for place, nutrient in enumerate(known.columns):
        if nutrient in their:
            columns[f"DR1I{their[nutrient].upper()}"[:8]] = np.round(values[:, place], 3)
    return transport(columns)


def test_reading_nhanes(benchmark):
    data = survey()
    diary = benchmark.pedantic(read_diary, (data,), rounds=3)
    assert diary.rows == {"read": ROWS, "used": ROWS, "with_faults": 0}
    assert 0.1 < (diary.entries["source"] == "file").mean() < 0.15
    tracemalloc.start()
    read_diary(data)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    assert peak < LIMIT_MB
    assert benchmark.stats.stats.median < LIMIT_S
    benchmark.extra_info |= {
        "compared_with": f"limit of {LIMIT_S} s",
        "reference_s": LIMIT_S,
        "note": f"{len(data) / 1e6:.0f} MB; {peak:.0f} MB of memory at most (limit {LIMIT_MB})",
    }
