"""Build data/fndds/ from the four FNDDS 2021–2023 "At A Glance" workbooks.

Run as ``python data/build/build_fndds.py FOLDER_WITH_WORKBOOKS [--out data/fndds]``. The workbooks are
checked against data/sources.toml first, so that the tables cannot come from another release unnoticed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import sys
import tomllib
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parent))
from portions import parse_portion

DATA = Path(__file__).resolve().parents[1]
PREFIX = "2021-2023 FNDDS At A Glance - "
WORKBOOK_HEADER_ROW = 1


def check_sources(folder: Path) -> None:
    """Compare each workbook with its SHA-256 in the registry; exit with what to do where one differs."""
    registry = tomllib.loads((DATA / "sources.toml").read_text(encoding="utf-8"))
    for entry in registry["fndds_2021_2023"]["files"]:
        path = folder / entry["name"]
        if not path.is_file():
            sys.exit(f"{path.name} is missing: download it from {registry['fndds_2021_2023']['url']}")
        if hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            sys.exit(
                f"{path.name} is not the file of the registry (data/sources.toml): take release 2021-2023."
            )


def read_workbook(folder: Path, name: str) -> pd.DataFrame:
    """Read the first sheet of a workbook with its headers on one line each."""
    frame = pd.read_excel(folder / f"{PREFIX}{name}.xlsx", header=WORKBOOK_HEADER_ROW)
    frame.columns = [" ".join(str(column).split()) for column in frame.columns]
    return frame


def build_foods(folder: Path) -> pd.DataFrame:
    """Return code, description, additional descriptions, WWEIA category."""
    frame = read_workbook(folder, "Foods and Beverages")
    frame.columns = ["food_code", "description", "additional", "wweia_number", "wweia_category"]
    frame["additional"] = frame["additional"].fillna("").map(lambda text: " ".join(str(text).split()))
    frame["description"] = frame["description"].map(lambda text: " ".join(str(text).split()))
    return frame.sort_values("food_code")


def build_nutrients(folder: Path) -> pd.DataFrame:
    """Return code and the 65 components per 100 g, each under our id, in the unit of components.csv."""
    frame = read_workbook(folder, "FNDDS Nutrient Values")
    components = pd.read_csv(DATA / "fndds" / "components.csv")
    headers = [column for column in frame.columns if column not in frame.columns[:4]]
    if headers != components["workbook_header"].tolist():
        sys.exit("The nutrient columns are not those of components.csv: this is another release.")
    columns = {"Food code": "food_code", **dict(zip(headers, components["nutrient"], strict=True))}
    return frame.rename(columns=columns)[list(columns.values())].sort_values("food_code")


def build_portions(folder: Path) -> pd.DataFrame:
    """Return every portion with its weight and its description in parts."""
    frame = read_workbook(folder, "Portions and Weights").drop(columns="Main food description")
    frame.columns = ["food_code", "wweia_number", "wweia_category", "seq", "portion", "grams"]
    frame["portion"] = frame["portion"].map(lambda text: " ".join(str(text).split()))
    parts = pd.DataFrame([parse_portion(text) for text in frame["portion"]], index=frame.index)
    return frame[["food_code", "seq", "portion", "grams"]].join(parts).sort_values(["food_code", "seq"])


def build_ingredients(folder: Path) -> pd.DataFrame:
    """Return the ingredient list: food, order, ingredient, weight, retention, moisture."""
    frame = read_workbook(folder, "FNDDS Ingredients")
    frame.columns = [
        "food_code", "description", "wweia_number", "wweia_category", "seq",
        "ingredient_code", "ingredient", "grams", "retention_code", "moisture_change_pct",
    ]  # fmt: skip
    keep = [
        "food_code",
        "seq",
        "ingredient_code",
        "ingredient",
        "grams",
        "retention_code",
        "moisture_change_pct",
    ]
    return frame[keep].sort_values(["food_code", "seq"])


BUILDERS = {
    "foods": build_foods,
    "nutrients": build_nutrients,
    "portions": build_portions,
    "ingredients": build_ingredients,
}


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write a CSV.gz whose bytes depend only on the table: no time and no file name in the header."""
    text = frame.to_csv(index=False, lineterminator="\n")
    with path.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as file:
        file.write(text.encode("utf-8"))


def main() -> None:
    """Build all tables and print the shape of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=DATA / "fndds")
    arguments = parser.parse_args()
    check_sources(arguments.folder)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, build in BUILDERS.items():
        frame = build(arguments.folder)
        write_table(frame, arguments.out / f"{name}.csv.gz")
        print(f"{name}: {frame.shape[0]} rows, {frame.shape[1]} columns")


if __name__ == "__main__":
    main()
