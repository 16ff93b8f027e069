"""What is kept between visits as CSV, which people can read, send and mend in a spreadsheet.

A file is understood wholly or refused with the line. No cell can act as a formula; each reads back as it was.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias, TypeVar

from planner.diary.files import decode
from planner.errors import CorrectionError, CrampLogError, DiaryFileError, FoodError
from planner.language import mark

Made = TypeVar("Made")
Row: TypeAlias = dict[str, str]
MOST_BYTES: Final = 4 * 1024 * 1024
MOST_ROWS: Final = 20_000
ADVICE: Final = mark("Mend that line, or save the file under another name and begin anew.")
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""A cell that begins so would be reckoned with by a spreadsheet."""
_QUOTED: Final = (*_FORMULA, "'")


@dataclass(frozen=True)
class Form:
    """The form of a file: its columns, those that it must have, and what is raised where it is not kept."""

    columns: tuple[str, ...]
    needed: tuple[str, ...]
    error: type[CorrectionError] | type[CrampLogError] | type[FoodError]


def write_rows(form: Form, rows: Iterable[Iterable[str]]) -> str:
    """Return rows of text as CSV.

    Examples
    --------
    >>> print(write_rows(Form(("a", "b"), ("a",), CrampLogError), [["=1", "x"]]), end="")
    a,b
    '=1,x
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(form.columns)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return file.getvalue()


def read_rows(form: Form, data: bytes, name: str, make: Callable[[Row], Made]) -> list[Made]:
    r"""Return what is made of each row of a CSV file.

    Parameters
    ----------
    form : Form
    data : bytes
        Comma, semicolon or tab.
    name : str
        What the file is called in errors.
    make : callable
        From a row's cells by column; what it raises is raised with the line.

    Raises
    ------
    CorrectionError, CrampLogError, FoodError
        As the form says, for a file that is not wholly understood: nothing of it is taken.

    Examples
    --------
    >>> form = Form(("a", "b"), ("a",), CrampLogError)
    >>> read_rows(form, b"B;A\n1;'=2\n", "hers.csv", dict)
    [{'b': '1', 'a': '=2'}]
    """
    if len(data) > MOST_BYTES:
        raise form.error(
            mark("{name} is larger than 4 MB.").format(name=name), mark("Split it into several files.")
        )
    try:
        text, _ = decode(data)
    except DiaryFileError:
        raise form.error(
            mark("{name} is not a text file.").format(name=name), mark("Save it as CSV.")
        ) from None
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    found: list[Made] = []
    try:
        header = _header(form, next(rows, []))
        for cells in rows:
            if any(cells):
                found.append(make(_row(form, header, cells)))
            if len(found) > MOST_ROWS:
                raise form.error(
                    mark("There are more than {most} rows.").format(most=f"{MOST_ROWS:,}"),
                    mark("Split it into files."),
                )
    except csv.Error as error:
        raise form.error(
            mark("In {name}, line {line_num}: {error}.").format(
                name=name, line_num=rows.line_num, error=error
            ),
            ADVICE,
        ) from None
    except form.error as error:
        raise form.error(
            mark("In {name}, line {line_num}: {reason}").format(
                name=name, line_num=rows.line_num, reason=error.reason
            ),
            error.advice,
        ) from None
    return found


def read_date(form: Form, text: str) -> dt.date:
    """Return a date such as 2026-03-14."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise form.error(
            mark("The date “{said}” is not like 2026-03-14.").format(said=text[:20]), ADVICE
        ) from None


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _header(form: Form, cells: list[str]) -> list[str]:
    header = [cell.strip().lower() for cell in cells]
    if missing := [column for column in form.needed if column not in header]:
        raise form.error(
            mark("The column {missing} is missing.").format(missing=missing[0]),
            mark("The first line names the columns: {names}").format(names=",".join(form.columns)),
        )
    if unknown := [cell for cell in header if cell and cell not in form.columns]:
        raise form.error(
            mark("The column “{unknown}” is not known and would be lost.").format(unknown=unknown[0]),
            mark("Leave only these columns: {names}.").format(names=", ".join(form.columns)),
        )
    if len(set(filter(None, header))) < len(list(filter(None, header))):
        raise form.error(mark("Two columns have the same name."), mark("Leave one of them out."))
    return header


def _row(form: Form, header: list[str], cells: list[str]) -> Row:
    width = len(header)
    if any(cells[width:]) or any(cell for column, cell in zip(header, cells, strict=False) if not column):
        raise form.error(mark("There are more cells than column names."), ADVICE)
    return {column: _unsafe(cell) for column, cell in zip(header, cells, strict=False) if column}


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_QUOTED) else cell


def _unsafe(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_QUOTED) else cell
