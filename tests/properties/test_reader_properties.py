"""Whatever the bytes, the reader raises nothing but its own errors and loses no row."""

import contextlib
import csv
import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner import read_diary
from planner.errors import PlannerError

RELAXED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

FOODS = st.sampled_from(
    ["milk", "banana", "2 slices toast", "zqxwv", "=1+1", "", "coffee, black", 'say "cheese"']
)
AMOUNTS = st.sampled_from(
    ["1", "1,5", "1.250", "0", "-1", "1/2", "a cup", "", "nan", "1e309", "９", "2-Jan", "²"]
)
DATES = st.sampled_from(["2026-03-01", "1.3.2026", "13/3/2026", "", "2026-02-30", "46082", "³", "1/1/1"])
TIMES = st.sampled_from(["7:30", "", "late", "0.3", "٣:٣٠", "24:00"])
ODD = st.text(max_size=12)
ROWS = st.lists(
    st.tuples(DATES | ODD, TIMES | ODD, FOODS | ODD, AMOUNTS | ODD, ODD, AMOUNTS | ODD), max_size=12
)


def accounts_for_every_row(diary, expected=None):
    rows = diary.rows
    assert rows["read"] == rows["used"] + rows["with_faults"]
    assert rows["used"] == len(diary.entries)
    assert rows["with_faults"] == diary.faults["row"].nunique()
    assert not set(diary.entries["row"]) & set(diary.faults["row"])
    assert (diary.entries["grams"].gt(0) | diary.entries["source"].eq("supplement")).all()
    assert diary.faults["advice"].str.len().gt(0).all()
    if expected is not None:
        assert rows["read"] == expected


@RELAXED
@given(st.binary(max_size=400))
def test_any_bytes(data):
    with contextlib.suppress(PlannerError):
        accounts_for_every_row(read_diary(data))


@RELAXED
@given(
    st.sampled_from([b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"food,amount\n", b"food;grams\r\n"]),
    st.binary(max_size=300),
)
def test_any_bytes_after_a_likely_start(start, data):
    with contextlib.suppress(PlannerError):
        accounts_for_every_row(read_diary(start + data))


@RELAXED
@given(ROWS, st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-16"]))
def test_any_table(rows, delimiter, encoding):
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["date", "time", "food", "amount", "unit", "grams"])
    writer.writerows(rows)
    data = file.getvalue().encode(encoding, "replace")
    try:
        diary = read_diary(data, date_order="dmy")
    except PlannerError:
        return
    accounts_for_every_row(diary, sum(any(cell.strip() for cell in row) for row in rows))


@RELAXED
@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=8), max_size=9), max_size=9))
def test_any_ragged_lines(lines):
    text = "food,amount,unit,person,date\n" + "\n".join(",".join(cells) for cells in lines)
    with contextlib.suppress(PlannerError):
        accounts_for_every_row(read_diary(text.encode()))
