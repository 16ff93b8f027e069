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
    "safety/rules.toml": "rule",
    "diets/allergens.toml": "allergen",
    "emphasis/*.toml": "part",
    "dishes/*.toml": "dish",
    "planning/aisles.toml": "aisles",
    "planning/dish_limits.toml": "",
    "planning/dish_names.toml": "",
    "planning/weights.toml": "",
    "matching/sentences.toml": "",
    "matching/units.toml": "",
    "matching/words.toml": "",
    "guide/about.toml": "",
    "samples/person.toml": "",
}


def csv_shape(path: Path) -> str:
    """Return "5,432 rows, 5 columns"; a sample diary may have any delimiter and is counted in lines."""
    if path.parent.name == "samples":
        return f"{len(path.read_text(encoding='utf-8').splitlines()):,} lines"
    rows, columns = pd.read_csv(path).shape
    return f"{rows:,} rows, {columns} columns"


def toml_shape(pattern: str, counted: str) -> str:
    """Return "31 files, 449 in values"; "3 entries" where the top level itself is counted."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob(pattern))]
    entries = sum(len(file[counted]) if counted else len(file) for file in files)
    before = f"{len(files)} files, " if "*" in pattern else ""
    return f"{before}{entries} in `{counted}`" if counted else f"{before}{entries} entries"


def shapes() -> dict[str, str]:
    """Return the shape of each table under its path or pattern."""
    tables = sorted(path for path in DATA.rglob("*.csv*") if "build" not in path.parts)
    found = {path.relative_to(DATA).as_posix(): csv_shape(path) for path in tables}
    return found | {pattern: toml_shape(pattern, counted) for pattern, counted in COUNTED.items()}


if __name__ == "__main__":
    for name, shape in shapes().items():
        print(f"{name}: {shape}")
