"""``planner foods table``: inspect, add, list, use, export and remove, and ``--tables``."""

import json
from pathlib import Path

import pytest

from planner import cli

CIQUAL = Path(__file__).parent / "cases" / "food_tables" / "ciqual.csv"


@pytest.fixture
def run(capsys):
    """Return what runs a command: status, standard output, standard error."""

    def command(*arguments):
        status = cli.main([str(part) for part in arguments])
        return status, *capsys.readouterr()

    return command


def test_a_known_layout_needs_no_mapping(run):
    status, out, err = run("foods", "table", "add", CIQUAL, "ciqual")
    assert (status, "Read as ciqual." in err) == (0, True)
    assert out.startswith("Foods taken: 12, of 12 rows.\nCiqual French food composition table 2020. Anses.")
    for header in CIQUAL.read_text(encoding="utf-8").split("\n")[0].split(";"):
        assert header in out or header in ("alim_code", "alim_nom_fr")
    assert "3 traces: counted as 0" in out
    assert "5 below a limit (<): counted as half of it" in out
    assert run("foods", "table", "add", CIQUAL, "ciqual")[0] == 2
    status, out, err = run("foods", "table", "list")
    assert out.startswith("ciqual  12 foods, ")
    assert err == "Used, in this order: fndds\n"


def test_another_table_is_inspected_mapped_and_added(run, tmp_path):
    table, mapping = tmp_path / "t.csv", tmp_path / "m.toml"
    table.write_text("code;nom;MG (mg);Couleur\n1;Avoine;110,5;beige\n", encoding="cp1252")
    status, out, _ = run("foods", "table", "inspect", table, "--out", mapping)
    assert (status, "MG (mg) -> magnesium, mg" in out, "Couleur" in out) == (1, True, True)
    status, _, err = run("foods", "table", "add", table, "mine")
    assert (status, "planner foods table inspect" in err) == (2, True)
    status, _, err = run("foods", "table", "add", table, "mine", "--mapping", mapping)
    assert (status, "its title is missing" in err) == (2, True)
    whose = ("--title", "Mine", "--licence", "CC0", "--citation", "Me, 2026")
    assert run("foods", "table", "add", table, "mine", "--mapping", mapping, *whose)[0] == 0
    assert run("foods", "table", "export", "mine")[1].splitlines()[1] == "1,Avoine,100 g,,,,110.5"


def test_tables_are_used_by_setting_or_for_one_command(run, tmp_path):
    diary = tmp_path / "d.csv"
    diary.write_text("food,amount,unit\nbanane crue,100,g\n")
    run("foods", "table", "add", CIQUAL, "ciqual")
    assert "table:ciqual:13005" not in run("match", "banane")[1]
    out = run("match", "banane", "--tables", "ciqual")[1]
    assert out.startswith("table:ciqual:13005")
    assert "Etalab" in out
    analysis = json.loads(run("analyze", diary, "--tables", "ciqual,fndds", "--format", "json")[1])
    assert analysis["entries"][0]["food_id"] == "table:ciqual:13005"
    assert analysis["people"][0]["days"][0]["intake"]["magnesium"] == 28
    assert analysis["people"][0]["days"][0]["intake"]["calcium"] == 5.2
    assert run("foods", "table", "use", "ciqual", "fndds")[0] == 0
    assert run("parse", "100 g banane crue", "--format", "json")[1].count("table:ciqual:13005")
    assert run("match", "banane", "--tables", "nothing")[0] == 2
    assert run("foods", "table", "remove", "ciqual")[0] == 0
    assert run("foods", "table", "list")[2].endswith("Used, in this order: fndds\n")
    assert run("foods", "table", "remove", "ciqual")[0] == 2


def test_a_food_of_a_table_is_shown_with_its_licence_and_that_rules_do_not_read_its_name(run):
    run("foods", "table", "add", CIQUAL, "ciqual")
    status, out, _ = run("foods", "show", "table:ciqual:13005")
    assert (status, out.splitlines()[0]) == (0, "table:ciqual:13005  Banane, pulpe, crue")
    assert "28 mg" in out
    assert "imported on" in out
    assert "Etalab" in out
    assert "see only what you write" in " ".join(out.split())
    document = json.loads(run("foods", "show", "table:ciqual:13005", "--format", "json")[1])
    assert document["amounts"]["magnesium"] == 28
    status, _, err = run("foods", "show", "table:ciqual:1")
    assert (status, "No table that is kept has this food." in err) == (2, True)
    assert run("foods", "show", "table:none:1")[0] == 2


@pytest.mark.parametrize("name", ["fndds", "../x", "Ciqual", "", "a" * 41])
def test_a_name_that_is_none_is_refused(run, name):
    assert run("foods", "table", "add", CIQUAL, name)[0] == 2


def test_help_is_shown(run):
    assert "table" in run("foods")[1]
    assert "inspect" in run("foods", "table")[1]
