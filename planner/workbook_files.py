"""XLSX workbooks to rows of cells: sizes are known before anything is unpacked."""

from __future__ import annotations

import contextlib
import io
import re
import sys
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from openpyxl import load_workbook

_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ >/]")


def is_workbook(data: bytes) -> bool:
    """Tell whether a ZIP archive is a workbook; one that is damaged is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except Exception:  # zipfile raises whatever the damage leads to
        return False


def unpacked_size(data: bytes) -> int:
    """Return how many bytes a workbook has when unpacked.

    Raises
    ------
    Exception
        Whatever the damage of a ZIP file leads to.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(part.file_size for part in archive.infolist())


@contextlib.contextmanager
def opened(data: bytes) -> Iterator[Workbook]:
    """Open a workbook; a damaged one fails anywhere in openpyxl, expat or zlib, with any error."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(sys.stderr):
        warnings.simplefilter("ignore")  # openpyxl warns of, or prints, what it leaves out
        with contextlib.ExitStack() as stack:
            book = stack.enter_context(_loaded(data, results=True))
            written = stack.enter_context(_loaded(data, results=False)) if _has_formulas(data) else None
            yield Workbook(book, written)


class Workbook:
    """The sheets of an open workbook, by title."""

    def __init__(self, book: Any, written: Any) -> None:
        self._sheets = {sheet.title: sheet for sheet in book.worksheets}
        self._written = written

    @property
    def titles(self) -> list[str]:
        """The sheets in their order."""
        return list(self._sheets)

    def rows(self, title: str) -> Iterator[tuple[Any, ...]]:
        """Return the rows of a sheet; a formula whose result the file does not hold stands as its text."""
        sheet = self._sheets[title]
        sheet.reset_dimensions()  # the size that a file claims is often wrong
        if self._written is None:
            return iter(sheet.iter_rows(values_only=True))
        formulas = self._written[title]
        formulas.reset_dimensions()
        both = zip(sheet.iter_rows(values_only=True), formulas.iter_rows(values_only=True), strict=True)
        return (tuple(map(_result, *rows)) for rows in both)


@contextlib.contextmanager
def _loaded(data: bytes, *, results: bool) -> Iterator[Any]:
    """Load a workbook with the results of its formulas, or with the formulas as written."""
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=results)
    try:
        yield book
    finally:
        book.close()


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(_FORMULA.search(archive.read(name)) for name in sheets)


def _result(result: Any, formula: Any) -> Any:
    text = getattr(formula, "text", formula)
    return text if result is None and isinstance(text, str) and text.startswith("=") else result
