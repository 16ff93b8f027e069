"""Properties of importing a food table: nothing is lost, nothing made up, nothing crashes."""

import math
import string

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import TableError
from planner.reference.nutrients import nutrients
from planner.sources.food_tables.build import build
from planner.sources.food_tables.columns import recognised, unit_of
from planner.sources.food_tables.mapping import mapping_of
from planner.sources.food_tables.propose import propose
from planner.sources.food_tables.sheets import read_sheets
from planner.sources.food_tables.store import table_csv
from planner.sources.food_tables.values import decimal_of, reader

NUTRIENTS = ("magnesium", "potassium", "iron", "vitamin_d")
DOCUMENT = {
    "title": "T", "licence": "L", "citation": "C", "code": "code", "name": "name", "decimal": ".",
    "column": [{"header": name, "nutrient": name, "unit": nutrients()[name].unit} for name in NUTRIENTS],
}  # fmt: skip
amounts = st.one_of(st.none(), st.floats(0, 1e6, allow_nan=False).map(lambda value: float(f"{value:.6g}")))
foods = st.lists(
    st.tuples(
        st.text(string.ascii_letters + string.digits, min_size=1, max_size=12),
        st.text(string.ascii_letters + " ,;é\"'", min_size=1).map(lambda text: f"x{text}"),
        st.tuples(*[amounts] * len(NUTRIENTS)),
    ),
    min_size=1, max_size=15, unique_by=lambda food: food[0],
)  # fmt: skip


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def csv_of(rows, sign=",", mark="."):
    lines = [sign.join(["code", "name", *NUTRIENTS])]
    for code, name, values in rows:
        cells = ["" if value is None else repr(value).replace(".", mark) for value in values]
        lines.append(sign.join([code, quoted(name), *cells]))
    return "\n".join(lines) + "\n"


def same(value, expected):
    return math.isnan(value) if expected is None else value == expected


@given(rows=foods)
def test_every_value_is_as_written_and_unknown_stays_unknown(rows):
    table, report = build(read_sheets(csv_of(rows).encode(), "t"), mapping_of(DOCUMENT, "m"), "t")
    assert report.taken == report.read == len(rows)
    for code, _, values in rows:
        for nutrient, value in zip(NUTRIENTS, values, strict=True):
            assert same(table.composition.loc[f"table:t:{code}", nutrient], value)


@given(rows=foods)
def test_the_export_of_a_table_is_the_table(rows):
    table, _ = build(read_sheets(csv_of(rows).encode(), "t"), mapping_of(DOCUMENT, "m"), "t")
    sheets = read_sheets(table_csv(table).encode(), "t")
    columns = [
        {"header": header, "nutrient": found.nutrient, "unit": found.unit}
        for header, found in propose(sheets, "t").mapped
    ]
    again, _ = build(sheets, mapping_of(DOCUMENT | {"column": columns}, "m"), "t")
    assert again.composition.equals(table.composition)
    assert again.foods["description"].tolist() == table.foods["description"].tolist()


@given(rows=foods)
def test_decimal_comma_and_point_say_the_same(rows):
    point = build(read_sheets(csv_of(rows).encode(), "t"), mapping_of(DOCUMENT, "m"), "t")[0]
    document = DOCUMENT | {"decimal": ","}
    comma = build(read_sheets(csv_of(rows, ";", ",").encode(), "t"), mapping_of(document, "m"), "t")[0]
    assert comma.composition.equals(point.composition)


@given(
    cell=st.one_of(st.text(), st.floats(), st.integers(), st.none(), st.booleans()),
    mark=st.sampled_from(",."),
)
def test_any_cell_is_an_amount_or_unknown(cell, mark):
    value, _ = reader(mark, ["-"], ["Tr"])(cell)
    assert math.isnan(value) or 0 <= value < math.inf


@given(data=st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
@settings(max_examples=200)
def test_any_bytes_are_a_table_or_refused_in_words(data):
    try:
        sheets = read_sheets(data, "t")
        propose(sheets, "t")
        build(sheets, mapping_of(DOCUMENT, "m"), "t")
    except TableError as refusal:
        told = refusal
    else:
        return
    assert told.problem
    assert told.advice


@given(header=st.text(max_size=60), below=st.lists(st.text(max_size=20), max_size=3))
def test_any_header_is_a_component_or_none(header, below):
    found = recognised(header, below)
    assert found.nutrient is None or not found.why_not
    assert unit_of(header)[0] in (None, "g", "mg", "ug", "kcal", "kJ", "IU")


@given(cells=st.lists(st.text(max_size=12)))
def test_the_decimal_sign_is_one_of_two_or_unclear(cells):
    assert decimal_of(cells) in (",", ".", None)
