"""What an import of a food table took and what it did not, in words; and what a file was understood as."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from planner.language import _, mark, plural
from planner.report.tables import printable
from planner.sources.food_tables.propose import Proposal
from planner.sources.food_tables.table import ImportedTable, ImportReport
from planner.sources.food_tables.values import BELOW, ESTIMATED, NEGATIVE, NO_NUMBER, TRACE, UNKNOWN

_MOST_SHOWN: Final = 20
CELLS: Final = {
    UNKNOWN: mark("not known (blank, -, N): stay unknown, never zero"),
    TRACE: mark("traces: counted as 0, being too little to matter"),
    BELOW: mark("below a limit (<): counted as half of it"),
    ESTIMATED: mark("in brackets, estimated by the table's compilers: counted"),
    NEGATIVE: mark("below zero: not possible, so unknown"),
    NO_NUMBER: mark("not a number: unknown"),
}
SAFETY: Final = mark(
    "Safety rules (liver, raw fish, alcohol …) read English names and what you write. For a table in another "
    "language they see only what you write."
)


def report_text(table: ImportedTable, report: ImportReport) -> str:
    """Return the report of an import as text."""
    lines = [
        _("Foods taken: {taken}, of {read} rows.", taken=report.taken, read=report.read),
        f"{table.title}. {table.citation} ({table.licence})",
        "",
    ]
    mapped = (f"{header} -> {nutrient}" for header, nutrient in report.mapped.items())
    lines += _section(_("Columns taken"), mapped, most=None)
    lines += _section(_("Made of others"), report.composed)
    lines += _section(_("Columns that the mapping does not name, not taken"), report.unmapped, most=None)
    left = (f"{header}: {why}" for header, why in report.left_out.items())
    lines += _section(_("Columns left out"), left, most=None)
    lines += _section(_("Columns that the mapping names and the file lacks"), report.not_found, most=None)
    counts = (f"{report.cells[kind]:,} {_(text)}" for kind, text in CELLS.items() if report.cells.get(kind))
    lines += _section(_("Cells"), counts)
    lines += _section(_("Not taken"), report.not_taken)
    lines += _section(_("Looks wrong; taken as it is, and said with the food"), report.flags)
    return printable_lines([*lines, _(SAFETY)])


def proposal_text(proposal: Proposal) -> str:
    """Return what the columns of a file were understood as."""
    lines = []
    if proposal.layout:
        lines += [_("This is {layout}: no mapping is needed.", layout=proposal.layout), ""]
    lines += [_("Code: {code}. Name: {name}.", code=proposal.code, name=proposal.name), ""]
    mapped = (f"{header} -> {found.nutrient}, {found.unit}" for header, found in proposal.mapped)
    lines += _section(_("Understood"), mapped, most=None)
    unclear = (f"{header} -> {found.nutrient}: {why}" for header, found, why in proposal.unclear)
    lines += _section(_("Refused until you say the unit in the mapping"), unclear, most=None)
    left = (f"{header}: {why}" for header, why in proposal.left_out)
    lines += _section(_("Left out"), left, most=None)
    lines += _section(_("Not understood"), proposal.unmapped, most=None)
    return printable_lines(lines)


def _section(title: str, lines: Iterable[str], most: int | None = _MOST_SHOWN) -> list[str]:
    found = list(lines)
    if not found:
        return []
    more = len(found) - (most or len(found))
    shown = [f"  {line}" for line in found[:most]]
    return [
        f"{title}:",
        *shown,
        *([f"  {plural('and {n} more', 'and {n} more', more)}"] if more > 0 else []),
        "",
    ]


def printable_lines(lines: Iterable[str]) -> str:
    """Return lines as text in which nothing moves the terminal's cursor."""
    return "".join(f"{printable(line)}\n" for line in lines)
