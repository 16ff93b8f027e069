"""Where the data files are, and joins that refuse a label they do not know."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from planner.errors import DataError, UnknownLabelError

_PACKAGE = Path(__file__).resolve().parent


@cache
def data_folder() -> Path:
    """Return the folder with the data files: inside an installed wheel, or beside the package.

    Returns
    -------
    pathlib.Path
        An existing folder.

    Raises
    ------
    DataError
        When neither place has the tables.
    """
    for folder in (_PACKAGE / "_data", _PACKAGE.parent / "data"):
        if (folder / "fndds").is_dir():
            return folder
    raise DataError("data", "the data folder is missing; install the package again")


def read_table(name: str, **options: Any) -> pd.DataFrame:
    """Read a CSV table of the data folder.

    Parameters
    ----------
    name : str
        Path inside the data folder, such as ``"fndds/foods.csv.gz"``.
    **options
        Passed on to :func:`pandas.read_csv`.

    Examples
    --------
    >>> len(read_table("fndds/components.csv"))
    65
    """
    table: pd.DataFrame = pd.read_csv(data_folder() / name, **options)
    return table


def read_toml(name: str) -> dict[str, Any]:
    """Read a TOML file of the data folder."""
    with (data_folder() / name).open("rb") as file:
        return tomllib.load(file)


def toml_files(folder: str) -> list[str]:
    """Return the names, sorted, of the TOML files in one folder of the data folder."""
    return _files(folder, ".toml")


def read_tables(folder: str, **options: Any) -> pd.DataFrame:
    """Read the CSV tables of one folder of the data folder, one below the other by name."""
    tables = [read_table(name, **options) for name in _files(folder, ".csv")]
    return pd.concat(tables, ignore_index=True)


def _files(folder: str, suffix: str) -> list[str]:
    return [f"{folder}/{path.name}" for path in sorted((data_folder() / folder).glob(f"*{suffix}"))]


def read_rows(name: str) -> list[dict[str, str]]:
    """Read a small CSV table of the data folder as rows of text.

    Examples
    --------
    >>> list(read_rows("outside/off_nutrients.csv")[0])
    ['name', 'nutrient']
    """
    with (data_folder() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def exact(table: pd.DataFrame, labels: Iterable[object], name: str = "table") -> pd.DataFrame:
    """Take rows by label, in the order given; an unknown label raises instead of becoming blank.

    Parameters
    ----------
    table : pandas.DataFrame
        Indexed by label.
    labels : iterable
        Labels wanted; repeats allowed.
    name : str
        How the table is called in the error.

    Raises
    ------
    UnknownLabelError
        For labels that the index lacks.

    Examples
    --------
    >>> prices = pd.DataFrame({"price": [1.0, 2.0]}, index=["a", "b"])
    >>> exact(prices, ["b", "b"])["price"].tolist()
    [2.0, 2.0]
    >>> exact(prices, ["c"], "prices")
    Traceback (most recent call last):
        ...
    planner.errors.UnknownLabelError: prices: no row for c
    """
    wanted = pd.Index(list(labels))
    positions = table.index.get_indexer(wanted)
    if (positions < 0).any():
        raise UnknownLabelError(name, wanted[positions < 0].unique().tolist())
    return table.take(positions)
