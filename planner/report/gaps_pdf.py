"""The gaps of a diary as a PDF to take to a visit, made from the document of ``planner analyze``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from planner.language import _, plural
from planner.report import typeset
from planner.report.check_in_text import first_lines
from planner.report.left_out import left_out_words
from planner.report.pdf import cover_line, help_blocks, notice_blocks, sum_blocks
from planner.report.supplement_sums import taken_lines
from planner.report.text import (
    GAP_COLUMNS,
    METHOD,
    NOTHING,
    caffeine_lines,
    gap_row,
    gap_tables,
    in_words,
    limit_lines,
    rows_line,
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
    blocks += [words(("small", _(METHOD))), *help_blocks()]
    return typeset.pdf(_("What the diary holds"), blocks, made, document["jurisdiction"])


def _left_out(document: dict[str, Any]) -> Iterator[Block]:
    """Say whom to ask first, and what is not shown because of the check-in."""
    if first := first_lines(document):
        yield bullets([[("strong", line)] for line in first])
    if said := left_out_words(document):
        yield words(("strong", said))


def _rows(document: dict[str, Any]) -> Iterator[Block]:
    """Say how much of the diary is counted, and what is not."""
    rows, faults = document["rows"], document["faults"]
    yield words(rows_line(rows))
    if faults:
        yield heading(_("Rows that need attention"))
        yield words(_("They are not counted: what is said below is too low until they are mended."))
        yield bullets(_fault(fault) for fault in faults)


def _fault(fault: dict[str, Any]) -> list[str]:
    value = f" ({fault['value']})" if fault["value"] else ""
    where = _("Row {n}, {column}", n=fault["row"], column=fault["column"])
    return [f"{where}{value}: {fault['problem']} {fault['advice']}"]


def _person(person: dict[str, Any]) -> Iterator[Block]:
    count = len(person["days"])
    days = plural("{n} day with entries", "{n} days with entries", count)
    yield heading(f"{person['person'] or _('Diary')}: {days}")
    yield words(_("Means leave out days without any.") if count else _(NOTHING))
    if count:
        yield from _compared(person)
    yield from sum_blocks(person)
    yield from _listed(_("Supplements taken regularly"), [[line] for line in taken_lines(person)])
    yield from notice_blocks(person["notices"], _("Worth knowing"))
    yield from _listed(_("What this diary cannot tell"), [[line] for line in limit_lines(person)])


def _compared(person: dict[str, Any]) -> Iterator[Block]:
    name, mean, target, share, sure = map(_, GAP_COLUMNS)
    columns = [
        column(name or _("Nutrient"), 1.2), column(mean, 0.8, right=True), column(target, 1, right=True),
        column(share or _("of it"), 0.5, right=True), column(sure, 1.6),
    ]  # fmt: skip
    for title, gaps in gap_tables(person["gaps"]):
        yield heading(_(title), 2)
        yield table(columns, map(gap_row, gaps))
    said = [[("strong", f"{_(gap['name'])}: "), gap["text"]] for gap in in_words(person["gaps"])]
    yield from _listed(_("In words"), said)
    yield from _listed(_("Where it came from"), [[line] for line in source_lines(person)])
    yield from _listed(_("Caffeine"), [[line] for line in caffeine_lines(person["caffeine"])])


def _listed(title: str, lines: Sequence[Line]) -> Iterator[Block]:
    if lines:
        yield heading(title, 2)
        yield bullets(lines)
