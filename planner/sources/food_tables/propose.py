"""A proposal for the mapping of a table that nobody has mapped: written once, mended by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from planner.errors import TableError
from planner.language import mark
from planner.sources.food_tables.columns import Found, key, recognised, settings, why_unclear
from planner.sources.food_tables.headers import Heading, find_heading, language_of_names
from planner.sources.food_tables.mapping import layout_of
from planner.sources.food_tables.sheets import Sheet

_LOOKED_AT: Final = 20
"""Rows of a sheet among which a person looks for the headers."""
_EXAMPLES: Final = 3
_HEAD: Final = """\
# How to read {file}. Mend what is wrong, and fill in what is empty: nothing is imported before that.
# unit: g, mg, ug, kcal, kJ or IU. nutrient: an id of the nutrient registry, such as magnesium.
# language: of the foods' names, such as "en". Safety rules read English names only.
# A column without nutrient and unit belongs under [[left_out]], with a reason.

"""


@dataclass
class Proposal:
    """What was understood of a file.

    Attributes
    ----------
    layout : str or None
        A published layout that the file has: no mapping is needed then.
    mapped : list of (header, Found)
        Columns understood, with unit.
    unclear : list of (header, Found, why)
        A component, but its unit is not said or cannot be converted.
    left_out : list of (header, why)
    unmapped : list of str
        Columns that were not understood.
    headers : list of str
        Of the first sheet, among which code and name are.
    examples : dict of str to str
        The first cells below each header.
    """

    file: str
    layout: str | None
    code: str
    name: str
    language: str = ""
    sheets: tuple[str, ...] = ()
    mapped: list[tuple[str, Found]] = field(default_factory=list)
    unclear: list[tuple[str, Found, str]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    unmapped: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    examples: dict[str, str] = field(default_factory=dict)
    basis_column: str = ""
    portion: dict[str, str] = field(default_factory=dict)


def propose(
    sheets: Sequence[Sheet], file: str, code: Sequence[str] = (), name: Sequence[str] = ()
) -> Proposal:
    """Return what the headers of a file say.

    Parameters
    ----------
    sheets : sequence of Sheet
    file : str
    code, name : sequence of str
        Headers of a food's code and of its name; by default the usual ones.

    Raises
    ------
    TableError
        Where no row of headers has columns for a food's code and its name.

    Examples
    --------
    >>> rows = [["Food Code", "Food Name", "MG(mg)", "FE", "Colour"], ["1", "Oats", "110", "4", "beige"]]
    >>> found = propose([Sheet("", rows, [1, 2])], "t.csv")
    >>> found.mapped[0][0], found.unclear[0][2], found.unmapped
    ('MG(mg)', 'its unit is not said', ['Colour'])
    """
    codes, names = code or settings()["code"], name or settings()["name"]
    found = [(sheet, heading) for sheet in sheets if (heading := find_heading(sheet, codes, names))]
    if not found:
        raise no_heading(sheets, file, codes[:3], names[:3])
    first = found[0][1]
    proposal = Proposal(file, layout_of(_all(found)), first.names[first.code], first.names[first.name])
    proposal.headers = list(dict.fromkeys(filter(None, first.names)))
    proposal.language = language_of_names(first)
    proposal.sheets = tuple(sheet.title for sheet, _ in found if sheet.title)
    seen = {key(proposal.code), key(proposal.name), ""}
    for sheet, heading in found:
        for place, (header, below) in enumerate(zip(heading.names, heading.below, strict=True)):
            if key(header) not in seen:
                _place(proposal, header, below)
                proposal.examples[header] = _first_cells(sheet, heading.first, place)
            seen.add(key(header))
    return proposal


def rows_of_headers(sheets: Sequence[Sheet]) -> list[list[str]]:
    """Return the rows at the top of a file that may be its headers: those with two different words or more.

    Examples
    --------
    >>> rows_of_headers([Sheet("", [["A table"], ["Nr", "Artikel"], ["1", "Hafer"]], [1, 2, 3])])
    [['Nr', 'Artikel'], ['1', 'Hafer']]
    """
    rows = [[str(cell or "").strip() for cell in row] for sheet in sheets for row in sheet.rows[:_LOOKED_AT]]
    return [row for row in rows if len({text for text in row if text}) > 1 and any(map(_is_word, row))]


def _is_word(text: str) -> bool:
    return any(sign.isalpha() for sign in text)


def no_heading(sheets: Sequence[Sheet], file: str, code: Iterable[str], name: Iterable[str]) -> TableError:
    """Return the refusal of a file without a row of headers, with what stands in its first row."""
    seen = "; ".join(str(cell)[:40] for cell in sheets[0].rows[0] if str(cell or "").strip())[:200]
    problem = mark("No row of headers has columns for the code ({code}) and the name ({name}).")
    advice = mark("Name them in the file or in the mapping. The first row is: {seen}.")
    return TableError(
        file, problem.format(code=", ".join(code), name=", ".join(name)), advice.format(seen=seen)
    )


def _all(found: Iterable[tuple[Sheet, Heading]]) -> list[str]:
    return [header for _, heading in found for header in heading.names]


def _first_cells(sheet: Sheet, first: int, place: int) -> str:
    rows = sheet.rows[first : first + _EXAMPLES]
    return "; ".join(str(row[place])[:30] for row in rows if place < len(row) and row[place] is not None)


def _place(proposal: Proposal, header: str, below: Sequence[str]) -> None:
    """Put one column where it belongs."""
    is_one_of = {
        role: key(header) in map(key, settings()[role]) for role in ("basis", "portion", "portion_grams")
    }
    said = recognised(header, below)
    taken = {found.nutrient for _, found in proposal.mapped} | {
        found.nutrient for _, found, _ in proposal.unclear
    }
    if is_one_of["basis"]:
        proposal.basis_column = header
    elif is_one_of["portion"] or is_one_of["portion_grams"]:
        proposal.portion["words" if is_one_of["portion"] else "grams"] = header
    elif said.why_not:
        proposal.left_out.append((header, said.why_not))
    elif said.nutrient is None:
        proposal.unmapped.append(header)
    elif said.nutrient in taken:
        why = mark("{nutrient} is taken from another column").format(nutrient=said.nutrient)
        proposal.left_out.append((header, why))
    elif why := why_unclear(said.unit or "", said.nutrient):
        proposal.unclear.append((header, said, why))
    else:
        proposal.mapped.append((header, said))


def mapping_text(proposal: Proposal) -> str:
    """Return a proposal as the TOML of a mapping, with empty places where a person must say something."""
    lines = [_HEAD.format(file=_quoted(proposal.file))]
    lines += ['title = ""', 'licence = ""', 'citation = ""']
    lines.append(f"language = {_quoted(proposal.language)}")
    lines += [f"code = {_quoted(proposal.code)}", f"name = {_quoted(proposal.name)}"]
    if proposal.sheets:
        lines.append(f"sheets = [{', '.join(map(_quoted, proposal.sheets))}]")
    lines.append('basis = "100 g"')
    if proposal.basis_column:
        lines += ["", "[per_100_ml]", f"column = {_quoted(proposal.basis_column)}", 'begins = "100 ml"']
    if len(proposal.portion) == 2:
        lines += ["", "[portion]", *(f"{part} = {_quoted(text)}" for part, text in proposal.portion.items())]
    for header, found in proposal.mapped:
        lines += _column_lines(header, found)
    for header, found, why in proposal.unclear:
        lines += ["", f"# {why}", *_column_lines(header, Found(found.nutrient, "", found.basis))[1:]]
    for header, why in proposal.left_out:
        lines += ["", "[[left_out]]", f"header = {_quoted(header)}", f"why = {_quoted(why)}"]
    for header in proposal.unmapped:
        lines += ["", "[[left_out]]", f"header = {_quoted(header)}", 'why = "not understood"']
    return "\n".join(lines) + "\n"


def _column_lines(header: str, found: Found) -> list[str]:
    lines = ["", "[[column]]", f"header = {_quoted(header)}", f'nutrient = "{found.nutrient}"']
    lines.append(f'unit = "{found.unit}"')
    if found.basis not in (None, "100 g"):
        lines.append(f'basis = "{found.basis}"')
    return lines


def _quoted(text: str) -> str:
    """Return a text as a TOML string."""
    safe = "".join(sign if sign.isprintable() else " " for sign in text)
    return '"' + safe.replace("\\", "\\\\").replace('"', '\\"') + '"'
