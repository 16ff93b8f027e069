"""Where imported tables are kept: ``PLANNER_HOME/food_tables/NAME/``, a CSV that imports and a TOML."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from planner.errors import TableError
from planner.home import home_folder, write_privately
from planner.language import mark
from planner.reference.nutrients import Nutrient, nutrients
from planner.sources.food_tables.table import ImportedTable

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_RESERVED: Final = frozenset({"fndds"})
_FOODS, _ABOUT = "foods.csv", "about.toml"
ORDER: Final = "order.toml"
"""The file of the setting which tables are used."""
_COLUMNS: Final = {"code": "code", "description": "name", "basis": "basis", "portion": "portion"} | {
    "portion_grams": "portion (g)",
    "flags": "flags",
}


def tables_folder() -> Path:
    """Return the folder of imported tables, whether or not there is one."""
    return home_folder() / "food_tables"


def imported_names() -> list[str]:
    """Return the names of the tables that are kept, sorted."""
    folder = tables_folder()
    return sorted(path.parent.name for path in folder.glob(f"*/{_ABOUT}")) if folder.is_dir() else []


def table_files() -> list[Path]:
    """Return the files of all tables that are kept, and of the order in which they are used."""
    folder = tables_folder()
    kept = [*folder.glob(f"*/{_FOODS}"), *folder.glob(f"*/{_ABOUT}"), folder / ORDER]
    return [path for path in kept if path.is_file()]


def forget_names() -> None:
    """Delete the folders of tables whose files are deleted: their names tell what was brought."""
    for folder in tables_folder().glob("*/"):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def checked_name(name: str) -> str:
    """Return a name that a table may have.

    Raises
    ------
    TableError
        For any other.

    Examples
    --------
    >>> checked_name("ciqual-2020")
    'ciqual-2020'
    """
    if not _NAME.fullmatch(name) or name in _RESERVED:
        advice = mark("Use lower-case letters, figures and hyphens, such as ciqual-2020; not fndds.")
        raise TableError(name[:60], mark("This is no name for a table."), advice)
    return name


def save(table: ImportedTable) -> Path:
    """Keep a table; its folder is returned.

    Raises
    ------
    TableError
        Where one of that name is kept already, or the disk does not take it.
    """
    folder = tables_folder() / checked_name(table.name)
    if (folder / _ABOUT).exists():
        advice = mark("Remove it first: planner foods table remove {name}").format(name=table.name)
        raise TableError(table.name, mark("A table of this name is kept already."), advice)
    about = {
        "title": table.title, "licence": table.licence, "citation": table.citation,
        "language": table.language,
    }  # fmt: skip
    lines = [f"{part} = {_toml(text)}" for part, text in about.items()]
    with telling(table.name):
        write_privately(folder / _FOODS, table_csv(table).encode())
        write_privately(folder / _ABOUT, "\n".join([*lines, f"imported = {table.imported}", ""]).encode())
    return folder


@contextmanager
def telling(name: str) -> Iterator[None]:
    """Turn an error of the disk into one that says what to do."""
    try:
        yield
    except OSError as error:
        problem = mark("It could not be changed on this computer: {why}.").format(why=error.strerror)
        advice = mark("Look whether the disk is full, or the folder may not be written, and try again.")
        raise TableError(name, problem, advice) from error


def remove(name: str) -> None:
    """Forget a table.

    Raises
    ------
    TableError
        Where none of that name is kept.
    """
    folder = tables_folder() / known_name(name)
    with telling(name):
        for part in (_ABOUT, _FOODS):
            (folder / part).unlink(missing_ok=True)
        folder.rmdir()


def known_name(name: str) -> str:
    """Return the name of a table that is kept.

    Raises
    ------
    TableError
        Where none of that name is kept.
    """
    names = imported_names()
    if name not in names:
        kept = mark("Kept: {names}.").format(names=", ".join(names))
        bring = mark("Bring one: planner foods table add FILE NAME.")
        raise TableError(name[:60], mark("No table of this name is kept."), kept if names else bring)
    return name


def load(name: str) -> ImportedTable:
    """Return a table that is kept; shared, read only.

    Raises
    ------
    TableError
        Where none of that name is kept, or its files are damaged.
    """
    folder = tables_folder() / known_name(name)
    try:
        return _load(folder, (folder / _FOODS).stat().st_mtime_ns)
    except (OSError, ValueError, KeyError) as error:
        advice = mark("Import it anew, after: planner foods table remove {name}").format(name=name)
        raise TableError(name, mark("The files of this table are damaged."), advice) from error


@lru_cache(maxsize=8)
def _load(folder: Path, changed: int) -> ImportedTable:
    about = tomllib.loads((folder / _ABOUT).read_text(encoding="utf-8"))
    words = [header for header in _COLUMNS.values() if header != "portion (g)"]
    frame = pd.read_csv(
        folder / _FOODS, dtype=dict.fromkeys(words, "str"), keep_default_na=False, na_values=[]
    )
    frame = frame.rename(columns={header: part for part, header in _COLUMNS.items()})
    frame.index = pd.Index([f"table:{folder.name}:{code}" for code in frame["code"]], name="food_id")
    by_header = {_header(one): one.id for one in nutrients().values()}
    numbers = frame.drop(columns=[part for part in _COLUMNS if part != "portion_grams"])
    numbers = numbers.replace("", np.nan).astype(float)
    foods = frame[list(_COLUMNS)].assign(portion_grams=numbers.pop("portion_grams"))
    composition = numbers.rename(columns=by_header)
    if unknown := set(composition.columns) - set(nutrients()):
        raise ValueError(f"unknown columns: {unknown}")
    imported = about["imported"]
    assert isinstance(imported, dt.date)
    return ImportedTable(
        folder.name,
        str(about["title"]),
        str(about["licence"]),
        str(about["citation"]),
        imported,
        foods,
        composition,
        str(about.get("language", "")),  # one kept by an earlier version does not say
    )


def table_csv(table: ImportedTable) -> str:
    """Return a table as CSV with INFOODS tagnames for headers, which imports as the same table.

    A blank cell is unknown. No cell can act as a formula in a spreadsheet: names cannot begin like one.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    known = [nutrients()[name] for name in table.composition.columns]
    writer.writerow([*_COLUMNS.values(), *map(_header, known)])
    values = table.composition.to_numpy(dtype=float)
    for food, row in zip(table.foods[list(_COLUMNS)].itertuples(index=False), values, strict=True):
        words = ["" if isinstance(cell, float) and np.isnan(cell) else cell for cell in food]
        writer.writerow([*words, *("" if np.isnan(value) else repr(float(value)) for value in row)])
    return file.getvalue()


def _header(one: Nutrient) -> str:
    return f"{one.tagname or one.id} ({one.unit})"


def _toml(text: str) -> str:
    safe = "".join(sign if sign.isprintable() else " " for sign in text)
    return '"' + safe.replace("\\", "\\\\").replace('"', '\\"') + '"'
