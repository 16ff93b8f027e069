"""Print the shape of every table in data/, in the words of its data card (data/README.md).

Run as ``python data/build/shapes.py``. A test compares the card with what this gives.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd

DATA = Path(__file__).resolve().parents[1]

# What is counted in the TOML tables: path or pattern -> the list or table whose entries count.
COUNTED = {
    "reference_values/*.toml": "values",
    "assessment/caffeine_caps.toml": "",
    "supplements/products.toml": "product",
    "supplements/compounds.toml": "compound",
    "labels/daily_values.toml": "",
    "safety/rules.toml": "rule",
    "safety/caffeine_drinks.toml": "drink",
    "diets/allergens.toml": "allergen",
    "emphasis/*.toml": "part",
    "dishes/*.toml": "dish",
    "food_tables/ciqual.toml": "column",
    "food_tables/cofid.toml": "column",
    "food_tables/reading.toml": "",
    "planning/aisles.toml": "aisles",
    "planning/best_sources.toml": "",
    "planning/dish_limits.toml": "",
    "planning/dish_names.toml": "",
    "planning/kitchen_words.toml": "",
    "planning/own_meals.toml": "",
    "planning/packs.toml": "pack",
    "planning/stand_ins.toml": "stand_in",
    "planning/timing.toml": "rule",
    "planning/weights.toml": "",
    "matching/as_eaten.toml": "",
    "matching/sentences.toml": "",
    "matching/units.toml": "",
    "matching/words.toml": "",
    "guide/about.toml": "",
    "guide/article_claims.toml": "claim",
    "guide/check_in.toml": "item",
    "guide/exercises.toml": "exercise",
    "guide/prevention.toml": "rule",
    "guide/red_flags.toml": "flag",
    "guide/relief.toml": "step",
    "guide/routine.toml": "item",
    "guide/sources.toml": "",
    "samples/own_label.toml": "",
    "samples/own_recipe.toml": "",
    "samples/person.toml": "",
}

# Folders of CSV tables with the same columns, under one card.
FOLDERS = ("matching/synonyms",)


def csv_shape(path: Path) -> str:
    """Return "5,432 rows, 5 columns"; a sample diary may have any delimiter and is counted in lines."""
    if path.parent.name == "samples":
        return f"{len(path.read_text(encoding='utf-8').splitlines()):,} lines"
    rows, columns = pd.read_csv(path).shape
    return f"{rows:,} rows, {columns} columns"


def folder_shape(folder: str) -> str:
    """Return "5 files, 1,200 rows, 3 columns"."""
    tables = [pd.read_csv(path) for path in sorted((DATA / folder).glob("*.csv"))]
    return f"{len(tables)} files, {sum(map(len, tables)):,} rows, {tables[0].shape[1]} columns"


def toml_shape(pattern: str, counted: str) -> str:
    """Return "31 files, 449 in values"; "3 entries" where the top level itself is counted."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob(pattern))]
    entries = sum(len(file[counted]) if counted else len(file) for file in files)
    before = f"{len(files)} files, " if "*" in pattern else ""
    return f"{before}{entries} in `{counted}`" if counted else f"{before}{entries} entries"


def shapes() -> dict[str, str]:
    """Return the shape of each table under its path or pattern."""
    apart = {DATA / "build", *(DATA / folder for folder in FOLDERS)}
    tables = sorted(path for path in DATA.rglob("*.csv*") if path.parent not in apart)
    found = {path.relative_to(DATA).as_posix(): csv_shape(path) for path in tables}
    found |= {f"{folder}/*.csv": folder_shape(folder) for folder in FOLDERS}
    return found | {pattern: toml_shape(pattern, counted) for pattern, counted in COUNTED.items()}


if __name__ == "__main__":
    for name, shape in shapes().items():
        print(f"{name}: {shape}")
