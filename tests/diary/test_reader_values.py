"""Column names, dates, times, figures and what becomes of odd cells."""

import datetime as dt

import pytest

from planner import read_diary
from planner.diary import DateOrderError
from planner.diary.numbers import decimal_mark
from planner.errors import DiaryFileError, InputError


def diary_of(*lines, **options):
    return read_diary("\n".join(lines).encode(), **options)


@pytest.mark.parametrize(
    "names",
    [
        "date,time,meal,food,amount,unit",
        "Date;Time of day;Eating occasion;Food item;Qty;Measure",
        "DATE,TIME,MEAL TYPE,FOOD_NAME,QUANTITY,UNITS",
        "Datum;Uhrzeit;Mahlzeit;Lebensmittel;Menge;Einheit",
        "Fecha;Hora;Comida del día;Alimento;Cantidad;Unidad",
        "Jour;Heure;Repas;Aliment;Quantité;Unité",
        "Day,Time,Group,Food Name,Amount,Unit",
    ],
)
def test_names_of_columns(names):
    sign = ";" if ";" in names else ","
    row = sign.join(["2026-03-02", "07:30", "lunch", "banana", "1", "medium"])
    entry = diary_of(names, row).entries.iloc[0]
    assert (entry.date, entry.time, entry.meal) == (dt.date(2026, 3, 2), "07:30", "lunch")
    assert (entry.text, entry.amount, entry.unit) == ("banana", "1", "medium")


def test_columns_are_taken_by_name_and_the_rest_is_reported():
    diary = diary_of("kcal,unit,food,colour,amount", "105,medium,banana,yellow,1")
    assert diary.entries["description"].tolist() == ["Banana, raw"]
    assert diary.reading["columns_left_over"] == ["kcal", "colour"]


def test_the_surer_of_two_names_is_taken():
    diary = diary_of("description,food,amount,unit", "a yellow one,banana,1,medium")
    assert diary.entries["text"].tolist() == ["banana"]


def test_a_unit_in_the_name_of_the_column():
    assert diary_of("food,Amount (g)", "banana,100").entries["grams"].tolist() == [100.0]
    assert diary_of("food,Amount (ml)", "milk,244").entries["unit"].tolist() == ["ml"]
    weighed = diary_of("food,weight", "banana,100").entries.iloc[0]
    assert weighed.grams == 100
    assert "taken as grams" in weighed.assumed


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-01", (2026, 3, 1)),
        ("2026/3/1", (2026, 3, 1)),
        ("20260301", (2026, 3, 1)),
        ("2026-03-01T07:30:00Z", (2026, 3, 1)),
        ("1.3.2026", (2026, 3, 1)),
        ("01.03.26", (2026, 3, 1)),
        ("13/03/2026", (2026, 3, 13)),
        ("03/13/2026", (2026, 3, 13)),
        ("13-3-26", (2026, 3, 13)),
        ("3/3/2026", (2026, 3, 3)),
        ("1 March 2026", (2026, 3, 1)),
        ("1-Mar-26", (2026, 3, 1)),
        ("1st Mar 2026", (2026, 3, 1)),
        ("1. März 2026", (2026, 3, 1)),
        ("1 de marzo de 2026", (2026, 3, 1)),
        ("1er août 2026", (2026, 8, 1)),
        ("Sun 1 Mar 2026", (2026, 3, 1)),
        ("Sonntag, 1. März 2026", (2026, 3, 1)),
        ("dimanche 1 mars 2026", (2026, 3, 1)),
        ("46082", (2026, 3, 1)),
        ("46082.3125", (2026, 3, 1)),
        ("2024-02-29", (2024, 2, 29)),
        ("1.3.71", (1971, 3, 1)),
    ],
)
def test_dates(written, read):
    assert diary_of("date;food;grams", f"{written};milk;100").entries["date"].tolist() == [dt.date(*read)]


def test_month_first_with_a_name():
    diary = diary_of("date;food;grams", "March 1, 2026;milk;100", "Mar 2 26;milk;100")
    assert diary.entries["date"].tolist() == [dt.date(2026, 3, 1), dt.date(2026, 3, 2)]


@pytest.mark.parametrize(
    "written",
    ["31/02/2026", "2026-02-30", "29.2.2026", "yesterday", "32/13/2026", "1.3.", "1726-03-01", "Day 1"],
)
def test_what_is_no_date_is_a_fault_of_its_row_only(written):
    diary = diary_of("date;food;grams", f"{written};milk;100", "2026-03-01;milk;100")
    assert diary.rows == {"read": 2, "used": 1, "with_faults": 1}
    fault = diary.faults.iloc[0]
    assert (fault.row, fault.column, fault.value) == (2, "date", written)


def test_one_clear_date_decides_for_the_whole_file():
    dates = ["3/1/2026", "4/1/2026", "13/1/2026"]
    found = diary_of("date,food,grams", *(f"{date},milk,100" for date in dates))
    assert [date.day for date in found.entries["date"]] == [3, 4, 13]
    american = [date.replace("13/1", "1/13") for date in dates]
    found = diary_of("date,food,grams", *(f"{date},milk,100" for date in american))
    assert [(date.month, date.day) for date in found.entries["date"]] == [(3, 1), (4, 1), (1, 13)]


@pytest.mark.parametrize("dates", [["3/1/2026", "4/1/2026"], ["3/1/2026", "13/1/2026", "1/14/2026"]])
def test_dates_that_can_be_read_two_ways_are_asked_about(dates):
    rows = ["date,food,grams", *(f"{date},milk,100" for date in dates)]
    with pytest.raises(DateOrderError) as question:
        diary_of(*rows)
    assert "--date-order" in question.value.advice
    assert question.value.examples[0] == "3/1/2026"
    assert isinstance(question.value, DiaryFileError)
    assert diary_of(*rows, date_order="dmy").entries["date"].iloc[0] == dt.date(2026, 1, 3)
    assert diary_of(*rows, date_order="mdy").entries["date"].iloc[0] == dt.date(2026, 3, 1)


def test_one_slip_among_many_dates_is_a_fault():
    dates = [f"{day}/3/2026" for day in range(13, 28)] + ["3/14/2026", "2/3/2026"]
    diary = diary_of("date,food,grams", *(f"{date},milk,100" for date in dates))
    assert diary.faults["value"].tolist() == ["3/14/2026"]
    assert diary.entries["date"].iloc[-1] == dt.date(2026, 3, 2)


def test_an_order_that_is_none_is_refused():
    with pytest.raises(InputError, match="dmy"):
        diary_of("date,food,grams", "3/1/2026,milk,100", date_order="ymd")
    with pytest.raises(InputError, match="04:00"):
        diary_of("food,grams", "milk,100", day_start="soon")


def test_a_blank_date_is_that_of_the_row_above():
    diary = diary_of(
        "date,food,grams", "2026-03-01,milk,100", ",banana,100", "2026-03-02,milk,100", ",milk,1"
    )
    assert [date.day for date in diary.entries["date"]] == [1, 1, 2, 2]
    assert "row above" in diary.entries["assumed"].iloc[1]


def test_a_blank_date_below_a_bad_one_is_not_guessed():
    diary = diary_of("date,food,grams", ",milk,50", "2026-02-30,milk,100", ",banana,100", "2026-03-02,milk,1")
    assert diary.faults["row"].tolist() == [2, 3, 4]


def test_without_a_date_all_rows_are_one_day():
    diary = diary_of("food,grams", "milk,100", "banana,100")
    assert diary.entries["date"].tolist() == [None, None]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("7:30", "07:30"),
        ("7.30", "07:30"),
        ("07:30:15", "07:30"),
        ("7:30 PM", "19:30"),
        ("7:30pm", "19:30"),
        ("7.30 p.m.", "19:30"),
        ("12:05 am", "00:05"),
        ("12 pm", "12:00"),
        ("7 AM", "07:00"),
        ("0730", "07:30"),
        ("730", "07:30"),
        ("1930", "19:30"),
        ("19h30", "19:30"),
        ("19.30 Uhr", "19:30"),
        ("8 h", "08:00"),
        ("0.3125", "07:30"),
        ("noon", "12:00"),
    ],
)
def test_times(written, read):
    assert diary_of("time;food;grams", f"{written};milk;100").entries["time"].tolist() == [read]


@pytest.mark.parametrize("written", ["24:00", "2400", "24.00", "24:00:00"])
@pytest.mark.parametrize("day_start", ["00:00", "04:00"])
def test_midnight_at_the_end_of_the_day_counts_for_the_day_written(written, day_start):
    rows = ["date;time;food;grams", f"2026-03-02;{written};milk;100", "2026-03-03;01:00;milk;100"]
    entries = diary_of(*rows, day_start=day_start).entries
    assert (entries["date"].iloc[0], entries["time"].iloc[0]) == (dt.date(2026, 3, 2), "00:00")
    assert "day written" in entries["assumed"].iloc[0]
    assert entries["date"].iloc[1].day == (2 if day_start == "04:00" else 3)


@pytest.mark.parametrize(
    "written", ["24:01", "24:00 pm", "25:00", "7:75", "late", "1.5.7", "9999", "13:00 xm"]
)
def test_a_time_that_is_not_understood_does_not_lose_the_food(written):
    entry = diary_of("time;food;grams", f"{written};milk;100").entries.iloc[0]
    assert entry.grams == 100
    assert entry.isna()["time"]
    assert written in entry.assumed


def test_a_date_with_its_time_in_one_cell():
    for name in ("date", "date and time", "timestamp"):
        diary = diary_of(
            f"{name};food;grams", "2026-03-01 19:45;milk;100", "2/3/26, 7:05 AM;milk;100", date_order="dmy"
        )
        assert diary.entries["time"].tolist() == ["19:45", "07:05"]


def test_the_start_of_the_day():
    rows = [
        "date,time,food,grams",
        "2026-03-02,01:30,milk,100",
        "2026-03-02,04:00,milk,100",
        "2026-03-02,,milk,1",
    ]
    diary = diary_of(*rows, day_start="04:00")
    assert [date.day for date in diary.entries["date"]] == [1, 2, 2]
    assert "day before" in diary.entries["assumed"].iloc[0]
    assert [date.day for date in diary_of(*rows).entries["date"]] == [2, 2, 2]


@pytest.mark.parametrize(
    ("figures", "mark"),
    [
        (["1,5"], ","),
        (["1.5"], "."),
        (["1.234,5"], ","),
        (["1,234.5"], "."),
        (["1,234,567"], "."),
        (["0,125"], ","),
        (["1,5", "2.5"], ""),
        (["1,250"], ""),
        (["2", "1/2"], ""),
        (["1,5", "1.250"], ","),
    ],
)
def test_the_decimal_mark_is_decided_over_all_figures(figures, mark):
    assert decimal_mark(figures) == mark


@pytest.mark.parametrize(
    ("rows", "grams"),
    [
        (["100,5", "1.250"], [100.5, 1250.0]),
        (["100.5", "1,250"], [100.5, 1250.0]),
        (["1'250", "2,5"], [1250.0, 2.5]),
        (["150 g", "150 grams"], [150.0, 150.0]),
        (["1e2", "+5"], [100.0, 5.0]),
    ],
)
def test_weights(rows, grams):
    assert diary_of("food;grams", *(f"milk;{figure}" for figure in rows)).entries["grams"].tolist() == grams


def test_a_figure_that_can_be_read_two_ways_is_a_fault():
    diary = diary_of("food;grams", "milk;1,250", "milk;100")
    assert diary.faults["row"].tolist() == [2]
    assert "1250" in diary.faults["problem"].iloc[0]
    assert diary_of("food,grams", 'milk,"1,250"', "milk,1.125").rows["used"] == 2, (
        "a comma file has decimal points"
    )


def test_another_unit_in_the_column_of_grams():
    diary = diary_of("food,grams", "banana,3 oz")
    assert diary.entries["grams"].tolist() == [85.0]


@pytest.mark.parametrize(
    "amount", ["0", "-1", "−2", "0.0", "nan", "inf", "1e400", "99999999", "2-Jan", "Feb 1", "1/0", "heaps"]
)
def test_amounts_that_cannot_be_used_are_faults(amount):
    diary = diary_of("food;amount;unit", f"milk;{amount};cups", "milk;1;cup")
    assert diary.rows == {"read": 2, "used": 1, "with_faults": 1}
    fault = diary.faults.iloc[0]
    assert (fault.row, fault.column) == (2, "amount")
    assert fault.advice


def test_the_amount_within_the_food():
    entry = diary_of("food", "2 slices wholemeal toast").entries.iloc[0]
    assert entry.grams == 66
    assert entry.text == "2 slices wholemeal toast"


def test_formulas_are_text():
    diary = diary_of("food,grams,notes", '"=HYPERLINK(""http://x"")",100,=1+1', "milk,100,@SUM(A1)")
    assert diary.entries["notes"].iloc[-1] == "@SUM(A1)"
    assert diary.faults["value"].tolist() == ['=HYPERLINK("http://x")']


def test_persons():
    diary = diary_of("person,food,grams", "Ann,milk,100", ",banana,100", "12,milk,100")
    assert diary.entries["person"].tolist() == ["Ann", "Ann", "12"]
    assert diary_of("food,grams", "milk,100").entries["person"].isna().all()
    assert diary_of("person,food,grams", ",milk,1", "Ann,milk,1").faults["row"].tolist() == [2]


def test_one_person_however_the_name_is_written():
    diary = diary_of(
        "person,food,grams",
        "Anna,milk,1",
        "anna ,milk,1",
        ",milk,1",
        "ANNA,milk,1",
        "Zoë,milk,1",
        "ZOË,milk,1",
    )
    assert diary.entries["person"].tolist() == ["Anna"] * 4 + ["Zoë"] * 2


def test_a_number_of_many_figures_is_too_much_and_not_another_unit():
    diary = diary_of("amount,unit,food", "99999999999999999999,g,milk", "0.0000002,kg,milk")
    fault = diary.faults.iloc[0]
    assert (fault.row, fault.value) == (2, "100000000000000000000 g")
    assert "more than 10 kg" in fault.problem
    assert diary.entries["amount"].tolist() == ["0.0000002"]
    assert diary.entries["grams"].tolist() == [0.0002]


def test_a_formula_in_a_date_is_said():
    fault = diary_of("date,food,grams", "=TODAY(),milk,100").faults.iloc[0]
    assert "formula" in fault.problem


def test_a_food_id_decides_and_an_unknown_one_is_a_fault():
    diary = diary_of("food,food_id,grams", "my snack,fndds:63107010,126", "my snack,fndds:1,126")
    assert diary.entries["description"].tolist() == ["Banana, raw"]
    assert diary.faults["column"].tolist() == ["food_id"]


def test_all_faults_of_a_row_are_listed_and_the_row_counts_once():
    diary = diary_of("date,food,amount,unit", "2026-02-30,milk,0,cup", "2026-03-01,milk,1,cup")
    assert diary.faults["column"].tolist() == ["date", "amount"]
    assert diary.rows == {"read": 2, "used": 1, "with_faults": 1}


def test_meals_have_one_name_each():
    diary = diary_of(
        "meal,food,grams", "Frühstück,milk,1", "BREAKFAST,milk,1", "Second supper,milk,1", ",milk,1"
    )
    assert diary.entries["meal"].tolist()[:3] == ["breakfast", "breakfast", "second supper"]
    assert diary.entries["meal"].isna().iloc[3]
