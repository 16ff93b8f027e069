"""Whatever happens to another tool's export, the reader raises nothing but its own errors and loses no row.

The usual run damages 300 files. ``IMPORT_FUZZ=10000 pytest tests/properties/test_import_properties.py`` does
the long one. Every file comes from one seed, so a failure can be made again from its number.
"""

import csv
import io
import os
import random
import warnings
import zipfile
from pathlib import Path

import pytest

from planner import daily_intake, read_diary
from planner.diary.choices import MYFITNESSPAL_VITAMINS
from planner.diary.importers.kinds import WHAT, WHEN
from planner.errors import PlannerError

CASES = Path(__file__).resolve().parents[1] / "cases" / "imports"
WRONG = ("biometrics", "exercise", "notes", "measurement", "totals", "_ts", "_tns", "responses")
FILES = sorted(path for path in CASES.glob("*.*") if not any(word in path.name for word in WRONG))
COUNT = int(os.environ.get("IMPORT_FUZZ", "300"))
NUMBERS = ["", "-1", "0", "1,5", "1.234,5", "1e309", "nan", "inf", "9" * 30, "½", "=1+1", "N/A", "1 000", "٣"]
WORDS = [
    "",
    "Total",
    "29/02/2025",
    "13/13/2026",
    "99:99",
    "x" * 3000,
    "\x00",
    "“",
    '"',
    "milk; whole",
    "µg",
    "🥝",
]


def truncated(data, dice):
    return data[: dice.randrange(len(data) + 1)]


def flipped(data, dice):
    changed = bytearray(data)
    for _ in range(dice.choice([1, 3, 30])):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def spliced(data, dice):
    start, end = sorted((dice.randrange(len(data)), dice.randrange(len(data))))
    return data[:start] + data[end:] + data[start:end] * dice.choice([0, 1, 2])


def encoded(data, dice):
    return data.decode("utf-8", "replace").encode(dice.choice(["utf-16", "cp1252", "utf-8-sig"]), "replace")


def without_lines(data, dice):
    return b"\n".join(line for line in data.split(b"\n") if dice.random() > 0.3)


BYTES = (truncated, flipped, spliced, encoded, without_lines)


def rows_of(data):
    return [row for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) if row]


def as_file(rows, delimiter=","):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode()


def reordered(rows, dice):
    order = dice.sample(range(len(rows[0])), len(rows[0]))
    return [[row[place] for place in order if place < len(row)] for row in rows]


def fewer_columns(rows, dice):
    kept = [dice.random() > 0.3 for _ in rows[0]]
    return [[cell for cell, keep in zip(row, kept, strict=False) if keep] for row in rows]


def mangled(rows, dice):
    for _ in range(dice.choice([1, 5, 40])):
        row = dice.choice(rows[1:])
        if row:
            row[dice.randrange(len(row))] = dice.choice(NUMBERS + WORDS)
    return rows


def ragged(rows, dice):
    cut = [row[: dice.randrange(len(row) + 1)] if dice.random() < 0.3 else row * 2 for row in rows[1:]]
    return [*rows, *cut]


def repeated(rows, dice):
    return rows + [list(dice.choice(rows)) for _ in range(20)]


def renamed(rows, dice):
    names = [*rows[0], ""]
    names[dice.randrange(len(names))] = dice.choice(
        ["", "food", "Date", "Energy (kJ)", "energy (kcal)", "Amount"]
    )
    return [names, *rows[1:]]


def swapped(rows, dice):
    for row in dice.sample(rows[1:], min(3, len(rows) - 1)):
        if len(row) > 1:
            one, other = dice.sample(range(len(row)), 2)
            row[one], row[other] = row[other], row[one]
    return rows


def doubled_columns(rows, dice):
    """Repeat a column under its own name, with other cells."""
    place = dice.randrange(len(rows[0]))
    cells = [rows[0][place], *(dice.choice(NUMBERS + WORDS) for _ in rows[1:])]
    return [[*row, cell] for row, cell in zip(rows, cells, strict=True)]


def changed(rows, dice):
    """Write changes of a person beside the tool's cells, sensible and not."""
    names = dice.sample([f"my {name.replace('_', ' ')}" for name in (*WHAT, *WHEN)], 4)
    words = ["", "", "banana", "2", "30 g", "2026-03-01", "07:15", "fndds:63107010", *NUMBERS, *WORDS]
    return [[*rows[0], *names], *([*row, *dice.choices(words, k=4)] for row in rows[1:])]


TABLES = (
    reordered, fewer_columns, mangled, mangled, ragged, repeated, renamed, swapped, doubled_columns, changed
)  # fmt: skip


def damaged(number):
    """Return one damaged file and, where it is still a table whose rows can be counted, how many it has."""
    dice = random.Random(number)
    path = dice.choice(FILES)
    data = path.read_bytes()
    if path.suffix == ".xpt" or dice.random() < 0.4:
        for change in dice.choices(BYTES[:3] if path.suffix == ".xpt" else BYTES, k=dice.choice([1, 1, 2])):
            data = change(data or b"x", dice)
        return path.name, data, None
    rows = rows_of(data)
    changes = dice.choices(TABLES, k=dice.choice([1, 2]))
    for change in changes:
        rows = change(rows, dice)
    counted = not {ragged, repeated, renamed, fewer_columns, doubled_columns} & set(changes)
    delimiter = dice.choice([",", ",", ";", "\t", "|"])
    if dice.random() < 0.1:
        data = zipped(as_file(rows, delimiter))
        return path.name, truncated(data, dice) if dice.random() < 0.3 else data, None
    full = sum(any(cell.strip() for cell in row) for row in rows[1:])
    return path.name, as_file(rows, delimiter), full if counted else None


def zipped(data):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Exercise-Summary.csv", "Date,Exercise,Exercise Calories\n2026-03-01,Walk,100\n")
        archive.writestr("folder/Nutrition-Summary.csv", data)
    return file.getvalue()


def account(diary, expected, data):
    rows, entries = diary.rows, diary.entries
    assert rows["read"] == rows["used"] + rows["with_faults"]
    assert rows["used"] == len(entries)
    assert rows["with_faults"] == diary.faults["row"].nunique()
    assert not set(entries["row"]) & set(diary.faults["row"])
    assert entries["row"].is_unique
    assert set(entries.loc[entries["source"] == "file", "food_id"]) == set(diary.given.index)
    assert diary.given.min().dropna().ge(0).all()
    assert diary.given.max().dropna().le(1e10).all(), "ten kilograms in micrograms"
    assert diary.given.notna().any(axis=1).all(), "an entry of the file gives something"
    weightless = entries["source"].isin(["file", "supplement"])
    assert (entries["grams"].gt(0) | (weightless & entries["grams"].isna())).all()
    assert diary.faults["advice"].str.len().gt(0).all()
    left_out = diary.reading.get("rows_of_totals_left_out", 0)
    above = diary.reading["header_row"] - 1
    if expected is not None and above == 0:
        assert left_out <= data.lower().count(b"total"), "only a row that is called so is left out"
        assert rows["read"] + left_out == expected
    intake = daily_intake(diary).attrs["intake"]
    assert not (intake.total < 0).any().any()
    assert intake.complete.stack().between(0, 1).all()


@pytest.mark.slow
def test_damaged_exports():
    read = 0
    for number in range(COUNT):
        name, data, expected = damaged(number)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                vitamins = MYFITNESSPAL_VITAMINS[number % 3]
                diary = read_diary(data, date_order="dmy", myfitnesspal_vitamins=vitamins)
                account(diary, expected, data)
        except PlannerError:
            continue
        except Exception as error:
            raise AssertionError(f"damaged file {number} of {name}: {error!r}") from error
        read += 1
    print(
        f"\n{COUNT} damaged files: {read} read with every row accounted for, {COUNT - read} refused in words"
    )
    assert read > COUNT / 3, "most files should stay readable, or the test tests little"
