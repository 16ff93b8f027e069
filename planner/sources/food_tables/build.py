"""The sheets of a file and a mapping to a table of foods, with a report of all that was not taken."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.errors import TableError
from planner.language import mark
from planner.reference.nutrients import nutrients
from planner.sources.food_tables.columns import AVAILABLE, CAROTENE, COMPOSED, key, settings
from planner.sources.food_tables.headers import Heading, find_heading, language_of_names
from planner.sources.food_tables.mapping import FIELDS, Column, TableMapping
from planner.sources.food_tables.plausible import column_flags, food_flags
from planner.sources.food_tables.propose import no_heading
from planner.sources.food_tables.sheets import Sheet
from planner.sources.food_tables.table import PREFIX, ImportedTable, ImportReport
from planner.sources.food_tables.values import Amount, decimal_of, reader

_LONGEST_CODE: Final = 40
_LONGEST_NAME: Final = 300
_SIGNS: Final = "+-@'"
"""A cell that begins so could be reckoned with by a spreadsheet."""
_CAROTENE_OF_RAE: Final = 12.0
"""INFOODS, VITA_RAE: retinol and a twelfth of the beta-carotene equivalents."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Part:
    """One sheet with its headings, and where its mapped columns stand."""

    sheet: Sheet
    heading: Heading
    places: dict[int, Column]


def build(sheets: list[Sheet], mapping: TableMapping, name: str) -> tuple[ImportedTable, ImportReport]:
    """Return the table that a file holds, and the report.

    Parameters
    ----------
    sheets : list of Sheet
    mapping : TableMapping
    name : str
        Short name of the table.

    Raises
    ------
    TableError
        Where licence or citation is missing, headers or foods are not found, or the decimal sign is unclear.
    """
    if missing := [text for text in FIELDS if not getattr(mapping, text)]:
        problem = mark("Whose this table is, is not said: its {part} is missing.").format(part=missing[0])
        advice = mark("Write it in the mapping, or give it with --{part}. It is shown with each food.")
        raise TableError(name, problem, advice.format(part=missing[0]))
    report = ImportReport()
    parts = _parts(sheets, mapping, name, report)
    foods = _foods(parts[0], mapping, name, report)
    amounts = _composed(_amounts(parts, foods, mapping, name, report), report)
    columns = column_flags(amounts)
    flags = food_flags(amounts)
    report.flags = [f"{nutrient}: {text}" for nutrient, text in columns.items()]
    wrong = ((code, "; ".join(text)) for code, text in zip(foods["code"], flags, strict=True) if text)
    report.flags += [f"{code}: {text}" for code, text in wrong]
    report.taken = len(foods)
    foods["flags"] = ["; ".join(text) for text in flags]
    foods.index = pd.Index([f"{PREFIX}{name}:{code}" for code in foods["code"]], name="food_id")
    counted = [one for one in nutrients() if one in amounts]
    composition = amounts[counted].set_axis(foods.index)
    about = (mapping.title, mapping.licence, mapping.citation)
    language = mapping.language or language_of_names(parts[0].heading)
    return ImportedTable(name, *about, dt.date.today(), foods, composition, language), report


def _parts(sheets: list[Sheet], mapping: TableMapping, name: str, report: ImportReport) -> list[_Part]:
    wanted = [
        sheet for sheet in sheets if not mapping.sheets or not sheet.title or sheet.title in mapping.sheets
    ]
    found = [(one, heading) for one in wanted if (heading := find_heading(one, mapping.code, mapping.name))]
    if not found:
        raise no_heading(wanted or sheets, name, mapping.code, mapping.name)
    known = {key(header): column for column in mapping.columns for header in column.headers}
    left_out = {key(header): why for header, why in mapping.left_out.items()}
    roles = _role_headers(mapping)
    parts, taken = [], dict[str, str]()
    for sheet, heading in found:
        places = {}
        for place, header in enumerate(heading.names):
            column = known.get(key(header))
            if column is not None and (before := taken.get(column.nutrient)):
                problem = mark("The columns “{before}” and “{header}” are both mapped to {nutrient}.")
                problem = problem.format(before=before, header=header, nutrient=column.nutrient)
                advice = mark("Leave one of them out: move it to [[left_out]].")
                if key(before) == key(header):
                    advice = mark("Give one of them another header in your spreadsheet.")
                raise TableError(name, problem, advice)
            if column is not None:
                places[place], taken[column.nutrient] = column, header
                report.mapped[header] = column.nutrient
            elif key(header) in left_out:
                report.left_out[header] = left_out[key(header)]
            elif key(header) not in roles and header not in report.unmapped:
                report.unmapped.append(header)
        parts.append(_Part(sheet, heading, places))
    report.not_found = [one.headers[0] for one in mapping.columns if one.nutrient not in taken]
    if not taken:
        problem = mark("None of the columns that the mapping names is in this file.")
        raise TableError(name, problem, mark("Is it the right one?"))
    return parts


def _role_headers(mapping: TableMapping) -> set[str]:
    named = [*mapping.code, *mapping.name, *(mapping.portion or ())]
    named += [mapping.millilitres[0]] if mapping.millilitres else []
    return {"", *map(key, named)}


def _foods(part: _Part, mapping: TableMapping, name: str, report: ImportReport) -> pd.DataFrame:
    """Return the foods of the first sheet; a code that stands for two foods is neither."""
    rows = []
    for number, row in zip(part.sheet.numbers[part.heading.first :], _below(part), strict=True):
        code, text = code_text(_cell(row, part.heading.code)), _words(_cell(row, part.heading.name))
        report.read += 1
        if why := _not_a_food(code, text):
            report.not_taken.append(mark("in row {n}: {why}").format(n=number, why=why))
        else:
            rows.append((code, text, *_measured(row, part.heading, mapping)))
    times = Counter(code for code, *_ in rows)
    for code in (code for code, count in times.items() if count > 1):
        names = "; ".join(text for other, text, *_ in rows if other == code)[:200]
        words = mark("code {code} stands for {n} foods, of which none is taken: {names}")
        report.not_taken.append(words.format(code=code, n=times[code], names=names))
    kept = [row for row in rows if times[row[0]] == 1]
    if not kept:
        advice = mark("Each needs its own code and name.")
        raise TableError(name, mark("No food was found below the headers."), advice)
    return pd.DataFrame(kept, columns=["code", "description", "basis", "portion", "portion_grams"])


def _not_a_food(code: str, text: str) -> str:
    if not code or not text:
        return mark("it has no code or no name")
    if code.startswith("=") or text.startswith("="):
        return mark("its code or name is a formula without a result")
    if len(code) > _LONGEST_CODE or not code.isprintable() or code[0] in _SIGNS:
        return mark("its code is longer than a code is, or begins like a formula")
    return ""


def _measured(row: list[Any], heading: Heading, mapping: TableMapping) -> tuple[str, str, float]:
    """Return what the values of a food are per, and its portion."""
    basis, portion, grams = mapping.basis, "", np.nan
    if mapping.millilitres:
        column, begins = mapping.millilitres
        cell = _words(_named(row, heading, column)).casefold()
        basis = "100 ml" if cell.startswith(tuple(text.casefold() for text in begins)) else basis
    if mapping.portion:
        read = reader(mapping.decimal or ".", (), ())
        grams = read(_named(row, heading, mapping.portion[1])).value
        portion = _words(_named(row, heading, mapping.portion[0]))
    known = bool(portion) and 0 < grams <= 10_000
    return (basis, portion, grams) if known else (basis, "", np.nan)


def _amounts(
    parts: list[_Part], foods: pd.DataFrame, mapping: TableMapping, name: str, report: ImportReport
) -> pd.DataFrame:
    """Return the components of each food, in the units of the registry."""
    words = settings()
    marks = [*words["unknown"], *mapping.unknown], [*words["trace"], *mapping.trace]
    read = reader(mapping.decimal or _decimal(parts, name), *marks)
    at = {code: place for place, code in enumerate(foods["code"])}
    cells: Counter[str] = Counter()
    amounts: dict[str, Floats] = {}
    for part in parts:
        order = _places_of_foods(part, at, report, is_first=part is parts[0])
        for place, column in part.places.items():
            values = np.full(len(foods), np.nan)
            for food, row in zip(order, _below(part), strict=True):
                if food >= 0:
                    values[food] = _counted(read, _cell(row, place), cells)
            amounts[column.nutrient] = values * column.factor
    report.cells = dict(cells)
    return pd.DataFrame({one: amounts[one] for one in (*nutrients(), *COMPOSED) if one in amounts})


def _places_of_foods(part: _Part, at: dict[str, int], report: ImportReport, is_first: bool) -> list[int]:
    """Return which food each row is, -1 for none; a code that stands twice in a further sheet is none."""
    codes = [code_text(_cell(row, part.heading.code)) for row in _below(part)]
    twice = sorted(code for code, count in Counter(codes).items() if count > 1 and code in at)
    sheet = part.sheet.title
    words = mark("sheet {sheet}: code {code} stands there twice, and neither is used")
    report.not_taken += [words.format(sheet=sheet, code=code) for code in twice]
    if not is_first and (others := sum(code not in at for code in set(codes) - {""})):
        words = mark("sheet {sheet}: {n} codes are none of the foods taken")
        report.not_taken.append(words.format(sheet=sheet, n=others))
    return [-1 if code in twice else at.get(code, -1) for code in codes]


def _counted(read: Callable[[Any], Amount], cell: Any, cells: Counter[str]) -> float:
    value, kind = read(cell)
    cells[kind] += 1
    return value


def _decimal(parts: list[_Part], name: str) -> str:
    texts = (_cell(row, place) for part in parts for row in _below(part) for place in part.places)
    found = decimal_of(texts)
    if found is None:
        problem = mark("Whether 1,234 is about one or more than a thousand is not clear.")
        advice = mark('Say which sign parts decimals: write decimal = "," or decimal = "." in the mapping.')
        raise TableError(name, problem, advice)
    return found


def _composed(amounts: pd.DataFrame, report: ImportReport) -> pd.DataFrame:
    """Return the components with those that are made of others."""
    if AVAILABLE in amounts and "fibre" in amounts and "carbohydrate" not in amounts:
        amounts["carbohydrate"] = amounts[AVAILABLE] + amounts["fibre"]
        report.composed.append(mark("carbohydrate: available carbohydrate and fibre together"))
    if CAROTENE in amounts and "retinol" in amounts and "vitamin_a" not in amounts:
        amounts["vitamin_a"] = amounts["retinol"] + amounts[CAROTENE] / _CAROTENE_OF_RAE
        words = mark("vitamin_a: retinol and a twelfth of the beta-carotene equivalents")
        report.composed.append(words)
    return amounts


def code_text(cell: Any) -> str:
    """Return a code as text: a spreadsheet makes numbers of codes.

    Examples
    --------
    >>> code_text(25600.0), code_text(" 13-669 ")
    ('25600', '13-669')
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _words(cell: Any) -> str:
    text = "" if cell is None else " ".join(str(cell).split())
    return "".join(sign for sign in text if sign.isprintable()).lstrip(f"{_SIGNS} ")[:_LONGEST_NAME]


def _named(row: list[Any], heading: Heading, header: str) -> Any:
    places = [place for place, text in enumerate(heading.names) if key(text) == key(header)]
    return _cell(row, places[0]) if places else None


def _cell(row: list[Any], place: int) -> Any:
    return row[place] if place < len(row) else None


def _below(part: _Part) -> list[list[Any]]:
    return part.sheet.rows[part.heading.first :]
