"""``planner foods``: search, barcode, show, and what it says when a service fails."""

import json
import re

import pytest

from planner import cli

from .sources.conftest import KEY, service

__all__ = ["service"]


def run(capsys, *arguments):
    """Run a command in this process: status, standard output, standard error."""
    status = cli.main(["foods", *arguments])
    return status, *capsys.readouterr()


@pytest.mark.usefixtures("service")
def test_search(capsys):
    status, out, err = run(capsys, "search", "rolled", "oats", "--limit", "5")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "fdc:900003  Oats, invented  389 kcal in 100 g",
        "fdc:900004  OAT DRINK (INVENTED)  50 kcal in 100 ml; 1 doubt",
    ]


@pytest.mark.usefixtures("service")
def test_search_of_the_other_source_as_json(capsys):
    status, out, _ = run(capsys, "search", "ale", "--source", "off", "--format", "json")
    foods = json.loads(out)["foods"]
    assert status == 0
    assert [food["food_id"] for food in foods] == ["off:5000000000036", "off:5000000000043"]
    assert foods[0]["amounts"]["iron"] is None


@pytest.mark.usefixtures("service")
def test_barcode_and_show_say_the_same(capsys):
    status, out, _ = run(capsys, "barcode", "5000 0000 00012")
    assert status == 0
    assert re.search(r"Magnesium +110 mg", out)
    assert "Not known: Monounsaturated fat;" in out
    assert "! Zinc: only “less than”" in out
    assert "Open Database License" in out
    assert run(capsys, "show", "off:5000000000012")[1] == out


@pytest.mark.usefixtures("service")
def test_show_as_json(capsys):
    document = json.loads(run(capsys, "show", "fdc:900001", "--format", "json")[1])
    assert document["amounts"]["magnesium"] == 36
    assert document["measures"][0] == {"words": "1 cup", "grams": 198.0, "millilitres": None}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "fdc:1"], "FoodData Central has no such food."),
        (["show", "oats"], "`planner foods list --all`"),
        (["barcode", "12"], "12 is no barcode."),
        (["search", " "], "There is nothing to search for."),
    ],
)
@pytest.mark.usefixtures("service")
def test_what_is_not_there(capsys, arguments, words):
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert "fault of the program" not in err


def test_a_service_that_fails_is_said_without_the_key(capsys, service):
    service.always = "status_403"
    status, out, err = run(capsys, "search", "oats")
    assert (status, out) == (2, "")
    assert "does not accept the key" in err
    assert KEY not in err


def test_foods_alone_shows_what_there_is(capsys):
    status, out, _ = run(capsys)
    assert status == 0
    assert "barcode" in out
