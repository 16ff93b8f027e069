"""The [supplements] part of a person file: read, written back, and refused kindly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import planner
from planner.errors import PersonError
from planner.reference.own_label import Label
from planner.reference.people import read_person
from planner.reference.preset import read_preset
from planner.reference.regimen import Regimen, Taken, read_regimen
from planner.ui import profile

PERSON = 'age = 29\nlife_stage = "pregnant"\n'


def read(tmp_path: Path, text: str) -> planner.Person:
    file = tmp_path / "me.toml"
    file.write_text(PERSON + text, encoding="utf-8")
    return read_person(file)


def test_a_person_file_with_supplements(tmp_path: Path) -> None:
    person = read(
        tmp_path,
        '[[supplements.product]]\nname = "Night"\nper = 2\n[supplements.product.amounts]\n'
        'magnesium = "400 mg as citrate"\n"vitamin B6" = "100 % NRV"\n'
        '[[supplements.take]]\nproduct = "night"\namount = 2\nwhen = "every second day"\n'
        '[[supplements.take]]\nproduct = "prenatal"\n',
    )
    night, prenatal = person.supplements.regular()
    assert (night.name, night.a_day, prenatal.supplement_id) == ("Night", 1.0, "supp:prenatal")
    usual = person.supplements.usual()
    assert usual["magnesium"] == pytest.approx(200)  # 400 in two capsules; two every second day
    assert usual["vitamin_b6"] == pytest.approx(0.7 + 1.9)


def test_it_is_written_as_it_is_read() -> None:
    label = Label('The "best" {x}\u00e9', {"vitamin B6": "1,4 mg", "iron": "unknown"}, "gummy", 3)
    regimen = Regimen((label,), (Taken(label.name, "Mon Wed Fri with dinner", 1.5), Taken("prenatal")))
    person = planner.Person(age=29, life_stage="pregnant", supplements=regimen)
    assert profile.read_file(profile.to_toml(person).encode()).supplements == regimen


def test_a_person_with_supplements_can_be_hashed() -> None:
    label = Label("Night", {"magnesium": "400 mg"})
    assert hash(planner.Person(age=29, life_stage="pregnant", supplements=Regimen((label,))))


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ({"takes": []}, "supplements.takes"),
        ([], "supplements"),
        ({"take": {"product": "prenatal"}}, "supplements.take"),
        ({"take": [{"when": "daily"}]}, "supplements.take.product"),
        ({"take": [{"product": "prenatal", "often": 2}]}, "supplements.take.often"),
        ({"take": [{"product": "prenatl"}]}, "supplements.take.product"),
        ({"take": [{"product": "prenatal", "when": "now and then"}]}, "supplements.take.when"),
        ({"take": [{"product": "prenatal", "amount": -1}]}, "supplements.take.amount"),
        ({"take": [{"product": "prenatal", "amount": float("nan")}]}, "supplements.take.amount"),
        ({"take": [{"product": "prenatal"}] * 41}, "supplements"),
        ({"product": [{"name": "x"}]}, "supplements.product.amounts"),
        ({"product": [{"name": "x", "amounts": {}}]}, "supplements.product.amounts"),
        ({"product": [{"name": "x\ny", "amounts": {"iron": "1 mg"}}]}, "supplements.product.name"),
        ({"product": [{"name": "x" * 500, "amounts": {"iron": "1 mg"}}]}, "supplements.product.name"),
        ({"product": [{"name": "x", "amounts": {"iron": "1 mg"}}] * 2}, "supplements.product.name"),
        ({"product": [{"name": "x", "per": 0, "amounts": {"iron": "1 mg"}}]}, "supplements.product.per"),
        ({"product": [{"name": "x", "amounts": {"iron": 14}}]}, "supplements.amounts.iron"),
        ({"product": [{"name": "x", "amounts": dict.fromkeys(map(str, range(99)), "1 mg")}]},
         "supplements.product.amounts"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_what_to_do(table: Any, field: str) -> None:
    with pytest.raises(PersonError) as error:
        read_regimen(table)
    assert error.value.field == field
    assert error.value.advice


def test_a_misspelt_product_has_its_neighbour_named() -> None:
    with pytest.raises(PersonError, match="Did you mean prenatal"):
        read_regimen({"take": [{"product": "prenatl"}]})


def test_a_preset_goes_without_them() -> None:
    with pytest.raises(PersonError, match="one person's own"):
        read_preset(b'[[supplements.take]]\nproduct = "prenatal"\n', "mine.toml")
