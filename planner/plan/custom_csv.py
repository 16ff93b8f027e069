"""The CSV files of a custom table: items with contents and costs, and the bounds of the components."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd

from planner.errors import TableError, UnknownLabelError
from planner.plan.custom import Unknown, solve_table
from planner.plan.custom_solution import TableSolution

_LARGEST: Final = 25_000_000


def solve_files(
    items: Path, bounds: Path, *, whole: bool = False, unknown: Unknown = "raise"
) -> TableSolution:
    """Solve a custom table from two CSV files.

    Parameters
    ----------
    items : pathlib.Path
        ``item``, ``cost``, optionally ``least`` and ``most``, and a column for each component.
    bounds : pathlib.Path
        ``component``, ``lower``, ``upper``; blank is no bound.
    whole, unknown
        As of :func:`planner.solve_table`.

    Raises
    ------
    TableError
        Naming the file, and the row and the column where there is one.

    Examples
    --------
    >>> from planner.tables import data_folder
    >>> stigler = data_folder() / "samples" / "stigler_1945"
    >>> found = solve_files(stigler / "items.csv", stigler / "bounds.csv")
    >>> round(365 * found.cost, 2)
    39.66
    """
    table, limits = _read(items, "item"), _read(bounds, "component")
    if "cost" not in table:
        raise TableError(str(items), "there is no column cost.", "Give the cost of one unit of each item.")
    components = [str(name) for name in limits.index]
    if missing := [name for name in components if name not in table]:
        raise TableError(
            str(bounds), f"{', '.join(missing)}: {items} has no such column.", "Use the same names in both."
        )
    numbers = {
        name: _numbers(table, name, items) for name in {*components, "cost", "least", "most"} & {*table}
    }
    sides = {name: _numbers(limits, name, bounds) for name in ("lower", "upper") if name in limits}
    if not sides:
        raise TableError(
            str(bounds), "there is neither lower nor upper.", "Give one of the columns, or both."
        )
    try:
        return solve_table(
            pd.DataFrame({name: numbers[name] for name in components}),
            sides.get("lower"), sides.get("upper"), cost=numbers["cost"],
            least=numbers.get("least"), most=numbers.get("most"), whole=whole, unknown=unknown,
        )  # fmt: skip
    except UnknownLabelError as error:
        raise TableError(error.table, f"{error.problem}.", "Use the same names in both files.") from error


def _read(path: Path, label: str) -> pd.DataFrame:
    """Read a table of texts by its labels."""
    if path.stat().st_size > _LARGEST:
        raise TableError(str(path), "the file is larger than 25 MB.", "Leave out rows that are not needed.")
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise TableError(
            str(path), f"it cannot be read: {error}.", "Save it as CSV with commas, UTF-8."
        ) from error
    if label not in table:
        raise TableError(
            str(path), f"there is no column {label}.", f"Call the column with the names {label}."
        )
    if (blank := table[label].str.strip() == "").any():
        row = int(blank.to_numpy().argmax()) + 2
        raise TableError(str(path), f"row {row} has no {label}.", "Give it a name, or leave the row out.")
    return table.set_index(label)


def _numbers(table: pd.DataFrame, column: str, path: Path) -> pd.Series:
    """Return a column as numbers; blank is missing, and what is no number raises."""
    texts = table[column].str.strip()
    numbers = pd.to_numeric(texts.mask(texts == ""), errors="coerce").astype(float)
    if (wrong := numbers.isna() & (texts != "")).any():
        at = int(wrong.to_numpy().argmax())
        raise TableError(
            str(path), f"row {at + 2}, {column}: {texts.iloc[at]!r} is no number.",
            "Write it as 12.5, or leave it blank where it is not known.",
        )  # fmt: skip
    return numbers
