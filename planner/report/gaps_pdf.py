"""The gaps of a diary as a PDF to take to a visit, made from the document of ``planner analyze``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from planner.report import typeset
from planner.report.left_out import left_out_words
from planner.report.pdf import cover_line, help_blocks, notice_blocks
from planner.report.text import (
    GAP_COLUMNS,
    METHOD,
    caffeine_lines,
    gap_row,
    gap_tables,
    in_words,
    limit_lines,
    source_lines,
)
from planner.report.typeset import Block, Line, bullets, column, heading, table, words


def gaps_pdf(document: dict[str, Any], made_for: str, made: dt.date) -> bytes:
    """Return an analysis as a tagged PDF.

    Parameters
    ----------
    document : dict
        From :func:`planner.report.analysis.analysis`.
    made_for : str
        From :func:`planner.report.basis.person_words`.
    made : datetime.date
        The date on the cover.
    """
    blocks = [typeset.TITLE, cover_line(document, made_for, made, ""), *_left_out(document), *_rows(document)]
    for number, person in enumerate(document["people"]):
        blocks += [typeset.NEW_PAGE] if number else []
        blocks += _person(person)
    blocks += [words(("small", METHOD)), *help_blocks()]
    return typeset.pdf("What the diary holds", blocks, made, document["jurisdiction"])


def _left_out(document: dict[str, Any]) -> Iterator[Block]:
    """Say what is not shown because of the check-in, where anything is not."""
    if said := left_out_words(document):
        yield words(("strong", said))


def _rows(document: dict[str, Any]) -> Iterator[Block]:
    """Say how much of the diary is counted, and what is not."""
    rows, faults = document["rows"], document["faults"]
    counts = f"Rows read: {rows['read']:,}; used: {rows['used']:,}; need attention: {rows['with_faults']:,}."
    yield words(counts)
    if faults:
        yield heading("Rows that need attention")
        yield words("They are not counted: what is said below is too low until they are mended.")
        yield bullets(_fault(fault) for fault in faults)


def _fault(fault: dict[str, Any]) -> list[str]:
    value = f" ({fault['value']})" if fault["value"] else ""
    return [f"Row {fault['row']}, {fault['column']}{value}: {fault['problem']} {fault['advice']}"]


def _person(person: dict[str, Any]) -> Iterator[Block]:
    count = len(person["days"])
    days = "1 day" if count == 1 else f"{count} days"
    yield heading(f"{person['person'] or 'Diary'}: {days} with entries")
    absent = "No row of this diary could be counted, so nothing is compared."
    yield words("Means leave out days without any." if count else absent)
    if count:
        yield from _compared(person)
    yield from notice_blocks(person["notices"], "Worth knowing")
    yield from _listed("What this diary cannot tell", [[line] for line in limit_lines(person)])


def _compared(person: dict[str, Any]) -> Iterator[Block]:
    name, mean, target, share, sure = GAP_COLUMNS
    columns = [
        column(name or "Nutrient", 1.2), column(mean, 0.8, right=True), column(target, 1, right=True),
        column(share or "of it", 0.5, right=True), column(sure, 1.6),
    ]  # fmt: skip
    for title, gaps in gap_tables(person["gaps"]):
        yield heading(title, 2)
        yield table(columns, map(gap_row, gaps))
    said = [[("strong", f"{gap['name']}: "), gap["text"]] for gap in in_words(person["gaps"])]
    yield from _listed("In words", said)
    yield from _listed("Where it came from", [[line] for line in source_lines(person)])
    yield from _listed("Caffeine", [[line] for line in caffeine_lines(person["caffeine"])])


def _listed(title: str, lines: Sequence[Line]) -> Iterator[Block]:
    if lines:
        yield heading(title, 2)
        yield bullets(lines)
