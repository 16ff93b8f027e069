"""Blocks of a report, and their layout as a tagged PDF by Typst.

A report is a list of blocks: plain dictionaries with a ``kind`` that ``report.typ`` knows. Words reach Typst
as data, never as markup, so that a food called ``#read("x")`` is shown just so.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

import typst

from planner.language import _, language
from planner.report.basis import NOT_A_DIAGNOSIS
from planner.report.letters import NOT_PRINTED, WHY, in_known_letters, lacks_letters
from planner.report.tables import printable

Run: TypeAlias = tuple[str, str]
"""A style (``""``, ``"strong"`` or ``"small"``) and words."""
Line: TypeAlias = Sequence[Run | str]
Block: TypeAlias = dict[str, Any]

_TEMPLATE: Final = Path(__file__).with_name("report.typ")


def heading(words: str, level: int = 1) -> Block:
    """Return a heading of level 1 or 2."""
    return {"kind": "heading", "words": printable(words), "level": level}


def words(*line: Run | str) -> Block:
    """Return a paragraph."""
    return {"kind": "words", "line": _line(line)}


def bullets(lines: Iterable[Line]) -> Block:
    """Return a list."""
    return {"kind": "list", "lines": [_line(line) for line in lines]}


def ticks(lines: Iterable[Line]) -> Block:
    """Return a list with a box to tick before each line."""
    return {"kind": "ticks", "lines": [_line(line) for line in lines]}


def column(name: str, share: float = 0, *, right: bool = False) -> dict[str, Any]:
    """Return a column of a table: its share of the width that is left, or as wide as its words need (0)."""
    return {"name": printable(name), "share": share, "right": right}


def cell(*lines: Line | str) -> dict[str, Any]:
    """Return a cell of one or several lines."""
    return {"lines": [_line([line] if isinstance(line, str) else line) for line in lines]}


def table(columns: Sequence[dict[str, Any]], rows: Iterable[Sequence[Any]], size: float = 10) -> Block:
    """Return a table; a cell is a text or comes from :func:`cell`."""
    cells = [[cell(one) if isinstance(one, str) else one for one in row] for row in rows]
    return {"kind": "table", "columns": list(columns), "rows": cells, "size": size}


def in_columns(blocks: Iterable[Block]) -> Block:
    """Return blocks in two columns."""
    return {"kind": "columns", "blocks": list(blocks)}


def together(*blocks: Block) -> Block:
    """Return blocks that stand on one page."""
    return {"kind": "together", "blocks": list(blocks)}


def landscape(*blocks: Block) -> Block:
    """Return blocks on a page of their own, lying on its side."""
    return {"kind": "landscape", "blocks": list(blocks)}


NEW_PAGE: Final[Block] = {"kind": "page"}
TITLE: Final[Block] = {"kind": "title"}


def pdf(title: str, blocks: Sequence[Block], made: dt.date, jurisdiction: str) -> bytes:
    r"""Return a report as PDF: tagged, as PDF/UA-1.

    Parameters
    ----------
    title : str
    blocks : sequence of dict
        From the functions of this module.
    made : datetime.date
        The date of the document; nothing else of the moment enters it: the same report, the same file.
    jurisdiction : str
        Decides the paper (Letter in the US, else A4) and the spelling's region.

    Examples
    --------
    >>> pdf("Meals", [words("*not* markup")], dt.date(2026, 3, 2), "us").startswith(b"%PDF-1.7")
    True
    """
    report = {
        "title": printable(title),
        "blocks": list(blocks),
        "made": [made.year, made.month, made.day],
        "paper": "us-letter" if jurisdiction == "us" else "a4",
        "lang": language(),
        "region": "US" if jurisdiction == "us" else "GB",
        "footer": f"Cramp Planner. {_(NOT_A_DIAGNOSIS)}",
        "page": _("Page {n} of {total}"),
    }
    return _compiled(report)


def _compiled(report: dict[str, Any]) -> bytes:
    """Return the PDF.

    First with the fonts that Typst brings, the same everywhere; for other scripts with the system's too; and
    where no font has a letter, with words in its place that say so.
    """
    for own_fonts_only in (True, False):
        try:
            return _laid_out(report, own_fonts_only)
        except typst.TypstError as error:
            if not lacks_letters(error):
                raise
    known = in_known_letters(report)
    known["blocks"].append(words(("small", _(WHY, mark=_(NOT_PRINTED)))))
    return _laid_out(known, own_fonts_only=False)


def _laid_out(report: dict[str, Any], own_fonts_only: bool) -> bytes:
    return typst.compile(
        _TEMPLATE, format="pdf", sys_inputs={"report": json.dumps(report)}, pdf_standards="ua-1",
        ignore_system_fonts=own_fonts_only,
    )  # fmt: skip


def _line(line: Line) -> list[list[str]]:
    runs = [("", one) if isinstance(one, str) else one for one in line]
    return [[style, printable(text)] for style, text in runs]
