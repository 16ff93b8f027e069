"""What a person changes in another tool's file, in columns of her own beside the tool's."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest

from planner import daily_intake, read_diary
from planner.diary import DateOrderError

CASES = Path(__file__).resolve().parents[1] / "cases" / "imports"
SERVINGS = "Day,Time,Group,Food Name,Amount,Energy (kcal),Magnesium (mg),Calcium (mg)"
BAR = "2026-03-01,8:00 AM,Breakfast,Zqxwv bar,50.00 g,200,40,"
MORE = "my food,my amount,my unit,my grams,my food id,my date,my time,my meal"


def changed(row, *cells, more=MORE):
    return read_diary("\n".join([f"{SERVINGS},{more}", f"{row},{','.join(cells)}"]).encode())


def with_changes(name, changes, added=()):
    """Return a file of another tool with her cells beside some rows, and with rows that she has added."""
    names, *rows = csv.reader((CASES / name).read_text(encoding="utf-8-sig").splitlines())
    more = MORE.split(",")
    body = [
        row + [changes.get(number, {}).get(one[3:], "") for one in more] for number, row in enumerate(rows, 2)
    ]
    body += [[""] * len(names) + [cells.get(one[3:], "") for one in more] for cells in added]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([names + more, *body])
    return read_diary(text.getvalue().encode())


def test_nothing_of_hers_changes_nothing():
    plain, beside = read_diary(CASES / "cronometer_servings.csv"), with_changes("cronometer_servings.csv", {})
    assert beside.entries.equals(plain.entries)
    assert beside.given.equals(plain.given)
    assert beside.faults.equals(plain.faults)


def test_when_it_was_eaten_keeps_the_nutrients():
    diary = changed(BAR, *["", "", "", "", "", "2026-03-02", "21:15", "snack"])
    entry = diary.entries.iloc[0]
    assert (entry.date, entry.time, entry.meal) == (dt.date(2026, 3, 2), "21:15", "snack")
    assert entry.food_id == "file:2"
    assert diary.given.at["file:2", "magnesium"] == 40


@pytest.mark.parametrize("cells", [("", "", "", "25"), ("", "25 g"), ("", "25", "g")])
def test_another_amount_takes_the_nutrients_in_proportion(cells):
    diary = changed(BAR, *cells)
    assert diary.entries[["food_id", "grams"]].iloc[0].tolist() == ["file:2", 25.0]
    assert diary.given.loc["file:2", ["energy", "magnesium"]].tolist() == [100, 20]
    assert diary.given.isna().at["file:2", "calcium"], "unknown stays unknown"


def test_counts_are_compared_where_there_is_no_weight():
    row = BAR.replace("50.00 g", "1.00 bar")
    assert changed(row, "", "2 bar").given.at["file:2", "magnesium"] == 80
    other = changed(row, "", "2 boxes")
    assert other.rows["with_faults"] == 1, "a box is not a bar"
    assert other.faults["column"].tolist() == ["Food Name"]


def test_another_food_does_not_count_with_the_nutrients_of_the_file():
    diary = changed(BAR, "banana", "1", "medium")
    assert diary.entries[["description", "grams"]].iloc[0].tolist() == ["Banana, raw", 126.0]
    assert diary.given.empty
    chosen = changed(BAR, "", "", "", "", "fndds:63107010").entries.iloc[0]
    assert (chosen.text, chosen.food_id, chosen.grams) == ("Zqxwv bar", "fndds:63107010", 50.0)
    assert (chosen.time, chosen.meal) == ("08:00", "breakfast")


def test_half_of_the_capsules():
    diary = with_changes("cronometer_servings.csv", {5: {"amount": "1 capsule"}})
    intake = daily_intake(diary).attrs["intake"]
    assert intake.supplements["magnesium"].iloc[0] == 100


def test_faults_are_mended_and_what_is_still_wrong_stays_one():
    changes = {9: {"amount": "118 g"}, 10: {"date": "2026-03-02"}, 2: {"amount": "0 g"}, 3: {"date": "soon"}}
    diary = with_changes("cronometer_servings.csv", changes)
    assert diary.faults["row"].tolist() == [2, 3]
    assert diary.rows == {"read": 9, "used": 7, "with_faults": 2}
    assert diary.entries.set_index("row").at[9, "grams"] == 118.0
    assert diary.reading["rows_changed"] == 4


def test_a_mended_day_of_sums_counts_with_its_nutrients():
    diary = with_changes(
        "myfitnesspal_nutrition.csv", {5: {"date": "2026-09-18"}, 6: {"food": "banana", "amount": "1"}}
    )
    assert diary.rows == {"read": 5, "used": 5, "with_faults": 0}
    entries = diary.entries.set_index("row")
    assert entries.at[5, "date"] == dt.date(2026, 9, 18)
    assert diary.given.at["file:5", "energy"] == 650
    assert entries.loc[6, ["description", "source"]].tolist() == ["Banana, raw", "food"]


@pytest.mark.parametrize(
    "name",
    ["myfitnesspal_nutrition.csv", "asa24_items.csv", "intake24_v4.csv", "cronometer_daily_groups.csv"],
)
def test_rows_that_she_adds(name):
    person = "THR01" if "asa24" in name else "1042" if "intake24" in name else ""
    added = [{"food": "banana", "amount": "1", "date": "2026-09-16"}, {"food": "milk", "amount": "1 cup"}]
    plain = read_diary(CASES / name)
    names, *rows = csv.reader((CASES / name).read_text(encoding="utf-8-sig").splitlines())
    more = [*MORE.split(","), "my person"]
    text = io.StringIO(newline="")
    body = [
        [""] * len(names) + [(one | {"person": person}).get(column[3:], "") for column in more]
        for one in added
    ]
    csv.writer(text).writerows([names + more, *rows, *body])
    diary = read_diary(text.getvalue().encode())
    assert diary.rows["read"] == plain.rows["read"] + 2
    assert diary.entries["description"].iloc[-1] == "Banana, raw"
    assert diary.faults[["problem"]].values.tolist()[-1] == ["The date is missing."]


def test_a_code_of_another_release_with_another_weight():
    before = read_diary(CASES / "asa24_items.csv").entries.set_index("row")
    after = with_changes("asa24_items.csv", {3: {"grams": "100"}, 4: {"grams": "25"}})
    entries = after.entries.set_index("row")
    assert entries.at[3, "food_id"] == before.at[3, "food_id"]
    assert entries.at[3, "grams"] == pytest.approx(100)
    assert after.given.at["file:4", "magnesium"] == 5.5


def test_her_dates_follow_the_order_of_the_file_and_are_asked_about_otherwise():
    changes = {2: {"date": "2/3/2022"}}
    assert with_changes("asa24_items.csv", changes).entries["date"].iloc[0] == dt.date(2022, 2, 3)
    with pytest.raises(DateOrderError):
        with_changes("cronometer_servings.csv", changes)
