"""Headers of tables that nobody has mapped, and the mapping a person mends."""

import pytest

from planner.errors import InputError, TableError
from planner.sources.food_tables.build import build
from planner.sources.food_tables.columns import factor, recognised
from planner.sources.food_tables.mapping import LAYOUTS, layout, mapping_of, read_mapping
from planner.sources.food_tables.propose import mapping_text, propose
from planner.sources.food_tables.sheets import read_sheets


@pytest.mark.parametrize(
    ("header", "nutrient", "unit", "basis"),
    [
        ("MG", "magnesium", None, None),
        ("MG(mg)", "magnesium", "mg", None),
        ("<VITA_RAE> (mcg)", "vitamin_a", "ug", None),
        ("ENERC(kcal)", "energy", "kcal", None),
        ("ENERC_KJ", "energy", "kJ", None),
        ("ENERC_KCAL", "energy", "kcal", None),
        ("VITB6A [mg/100 g]", "vitamin_b6", "mg", "100 g"),
        ("iron_mg", "iron", "mg", None),
        ("Potassium, mg per 100g", None, None, None),
        ("Potassium (mg per 100g)", "potassium", "mg", "100 g"),
        ("FE (mg/kg)", "iron", "mg", "1 kg"),
        ("K (mg/100 g FA)", None, None, None),
        ("VITB12 (μg)", "vitamin_b12", "ug", None),
        ("Manganese (mg)", None, "mg", None),
        ("", None, None, None),
    ],
)
def test_headers(header, nutrient, unit, basis):
    found = recognised(header)
    assert (found.nutrient, found.unit if nutrient else unit, found.basis) == (nutrient, unit, basis)


@pytest.mark.parametrize(
    "header", ["VITE (mg)", "Carbohydrate (g)", "Folate (µg)", "Vitamin A (IU)", "VITA (ug)"]
)
def test_what_may_mean_another_thing_is_not_taken(header):
    found = recognised(header)
    assert found.nutrient is None
    assert found.why_not


def test_units_are_converted_or_refused():
    assert factor("mg", "selenium") == 1000
    assert factor("g", "magnesium") == 1000
    assert factor("kJ", "energy") == pytest.approx(1 / 4.184)
    for unit, nutrient in [
        ("IU", "vitamin_a"),
        ("kcal", "iron"),
        ("mg", "energy"),
        ("kJ", "iron"),
        ("IU", "vitamin_e"),
    ]:
        with pytest.raises(InputError, match="cannot be converted"):
            factor(unit, nutrient)


def test_rows_of_tagnames_and_units_below_the_headers_are_read():
    text = "My table,,,\nCode,Name,Magnesium content,Iron content\n,,MG,FE\n,,mg,g\n1,Oats,110,0.004\n"
    proposal = propose(read_sheets(text.encode(), "t.csv"), "t.csv")
    assert [(header, one.nutrient, one.unit) for header, one in proposal.mapped] == [
        ("Magnesium content", "magnesium", "mg"), ("Iron content", "iron", "g"),
    ]  # fmt: skip


def test_a_proposal_is_mended_by_hand_and_then_read(tmp_path):
    text = 'Code;Name;MG;FE (mg);CA (IU);"Say ""x""";Serving;Serving (g)\n1;Avoine;110;4,5;50;u;1 bol;40\n'
    sheets = read_sheets(text.encode(), "t.csv")
    file = tmp_path / "m.toml"
    proposal = propose(sheets, "t.csv")
    assert [(header, why) for header, _, why in proposal.unclear] == [
        ("MG", "its unit is not said"), ("CA (IU)", "IU cannot be converted to mg"),
    ]  # fmt: skip
    file.write_text(mapping_text(proposal), encoding="utf-8")
    with pytest.raises(TableError, match="“MG”: its unit is not said"):
        read_mapping(file)
    mended = (
        file.read_text(encoding="utf-8").replace('unit = ""', 'unit = "mg"').replace(' = ""\n', ' = "x"\n')
    )
    file.write_text(mended, encoding="utf-8")
    table, report = build(sheets, read_mapping(file), "t")
    assert table.composition.loc["table:t:1"].to_dict() == {"calcium": 50, "magnesium": 110, "iron": 4.5}
    assert table.foods.loc["table:t:1", ["portion", "portion_grams"]].tolist() == ["1 bol", 40]
    assert report.left_out == {'Say "x"': "not understood"}


def test_a_value_per_kilogram_is_told_per_100_g():
    column = {"header": "FE (mg/kg)", "nutrient": "iron", "unit": "mg", "basis": "1 kg"}
    document = dict.fromkeys(("title", "licence", "citation"), "x") | {
        "code": "c",
        "name": "n",
        "column": [column],
    }
    table, _ = build(read_sheets(b"c,n,FE (mg/kg)\n1,Oats,40\n", "t"), mapping_of(document, "m"), "t")
    assert table.composition["iron"].tolist() == [4.0]


@pytest.mark.parametrize("name", LAYOUTS)
def test_shipped_mappings_hold(name):
    mapping = layout(name)
    nutrients = [column.nutrient for column in mapping.columns]
    assert len(nutrients) == len(set(nutrients))
    assert mapping.title
    assert mapping.licence
    assert mapping.citation
    mapped = {header for column in mapping.columns for header in column.headers}
    assert mapped.isdisjoint(mapping.left_out)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"column": []}, "No column is mapped"),
        ({"column": "x"}, "no list of tables"),
        ({"colour": 1}, "“colour” is not known"),
        ({"basis": "1 cup"}, "basis = '1 cup' is not known"),
        ({"decimal": ";"}, "no decimal sign"),
        ({"code": ""}, "code is missing"),
        ({"code": 5}, "no text or list of texts"),
        ({"title": 5}, "no text"),
        ({"portion": {"words": "x"}}, r"\[portion\] needs words and grams"),
        ({"column": [{"header": "x", "nutrient": "magic", "unit": "mg"}]}, "nutrient = 'magic' is not known"),
        ({"column": [{"header": "x", "nutrient": "iron", "unit": "stone"}]}, "unit = 'stone' is not known"),
        ({"column": [{"header": "x", "nutrient": "iron", "unit": "kcal"}]}, "cannot be converted"),
        (
            {"column": [{"header": "x", "nutrient": "iron", "unit": "mg", "basis": 3}]},
            "basis = 3 is not known",
        ),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(change, words):
    column = {"header": "FE", "nutrient": "iron", "unit": "mg"}
    with pytest.raises(TableError, match=words):
        mapping_of({"code": "c", "name": "n", "column": [column]} | change, "m.toml")


def test_a_mapping_that_is_no_toml_says_so(tmp_path):
    for data, words in ((b"a = ", "no TOML"), (b"\xff", "not in UTF-8")):
        (tmp_path / "m.toml").write_bytes(data)
        with pytest.raises(TableError, match=words):
            read_mapping(tmp_path / "m.toml")
