"""data/README.md against the tables: every table has its card, and the figures are those of the tables."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).resolve().parents[1] / "data"
CARD = (DATA / "README.md").read_text(encoding="utf-8")


def stated():
    """Return table -> (shape, text of its section)."""
    found = re.findall(r"^### `([^`]+)`\n\nShape: (.+)\n((?:(?!^#{2,3} ).*\n)*)", CARD, flags=re.MULTILINE)
    return {name: (shape, text) for name, shape, text in found}


@pytest.fixture(scope="module")
def printed():
    """Return table -> shape, from the command that the card names."""
    done = subprocess.run(
        [sys.executable, DATA / "build" / "shapes.py"],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return dict(line.split(": ", 1) for line in done.stdout.splitlines())


def test_every_table_has_a_card_with_its_shape(printed):
    assert {name: shape for name, (shape, _) in stated().items()} == printed


def test_every_data_file_belongs_to_a_card():
    carded = {path for name in stated() for path in DATA.glob(name)}
    files = {path for path in DATA.rglob("*") if path.suffix in (".csv", ".gz", ".toml")}
    assert files - carded == {DATA / "sources.toml"}


@pytest.mark.parametrize("name", [name for name in stated() if ".csv" in name and "samples" not in name])
def test_every_column_is_explained(name):
    text = stated()[name][1]
    columns = pd.read_csv(next(DATA.glob(name)), nrows=1).columns
    if name == "fndds/nutrients.csv.gz":  # its 65 components are explained in components.csv
        columns = columns[:1]
    assert [column for column in columns if f"`{column}`" not in text] == []


def test_counts_of_portion_kinds():
    kinds = pd.read_csv(DATA / "fndds" / "portions.csv.gz")["kind"].value_counts()
    for kind, count in kinds.items():
        assert re.search(rf"`{kind}` \({count:,}\b", CARD), f"{kind}: {count:,}"


def test_what_the_card_says_is_missing_is_missing():
    components = set(pd.read_csv(DATA / "fndds" / "components.csv")["nutrient"])
    assert not components & {"iodine", "biotin", "manganese", "pantothenic_acid", "sugars_free", "fat_trans"}
    portions = pd.read_csv(DATA / "fndds" / "portions.csv.gz")
    foods = pd.read_csv(DATA / "fndds" / "foods.csv.gz")
    without = foods.loc[~foods["food_code"].isin(portions["food_code"]), "description"]
    assert len(without) == 37
    assert without.str.contains("as ingredient").all()


def test_every_source_has_what_a_reader_needs():
    sources = tomllib.loads((DATA / "sources.toml").read_text(encoding="utf-8"))
    for name, source in sources.items():
        for field in ("title", "publisher", "release", "url", "licence", "citation", "used_for"):
            assert source.get(field), f"{name}: {field}"
