"""How long it takes to import a national food table, and to find a food in it."""

import random

from planner.sources.food_tables.build import build
from planner.sources.food_tables.mapping import layout
from planner.sources.food_tables.search import search_imported
from planner.sources.food_tables.sheets import read_sheets
from planner.sources.food_tables.store import save


def large_table(foods: int, columns: int) -> bytes:
    """Return a table in the layout of CIQUAL with so many foods and columns; the same at each call."""
    draw, mapping = random.Random(0), layout("ciqual")
    headers = [column.headers[0] for column in mapping.columns]
    headers += list(mapping.left_out)[: columns - 2 - len(headers)]
    words = [
        f"{a}{b}{c}" for a in ("ba", "co", "fre", "mi") for b in ("lo", "na", "ri") for c in ("ne", "te")
    ]
    lines = [";".join(["alim_code", "alim_nom_fr", *headers])]
    for code in range(foods):
        cells = [draw.choice(("-", "traces", f"< {draw.random():.2f}", *[f"{draw.uniform(0, 90):.2f}"] * 7))
                 for _ in headers]  # fmt: skip
        lines.append(";".join([str(code), " ".join(draw.sample(words, 3)), *cells]).replace(".", ","))
    return "\n".join(lines).encode()


def test_importing_a_table(benchmark):
    data, mapping = large_table(3_000, 60), layout("ciqual")
    assert data.split(b"\n")[0].count(b";") == 59

    def imported():
        return build(read_sheets(data, "large.csv"), mapping, "large")

    _, report = benchmark.pedantic(imported, rounds=3, warmup_rounds=1)
    assert report.taken == 3_000
    benchmark.extra_info |= {
        "compared_with": "limit of 5 s", "reference_s": 5.0, "note": "3,000 foods, 60 columns",
    }  # fmt: skip
    assert benchmark.stats.stats.median < 5.0


def test_searching_an_imported_table(benchmark):
    save(build(read_sheets(large_table(3_000, 60), "large.csv"), layout("ciqual"), "large")[0])
    found = benchmark.pedantic(search_imported, ("balone corite", 5, ["large"]), rounds=20, warmup_rounds=1)
    assert found
    benchmark.extra_info |= {"compared_with": "limit of 0.5 s", "reference_s": 0.5, "note": "3,000 foods"}
    assert benchmark.stats.stats.median < 0.5
