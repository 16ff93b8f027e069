"""``planner table``: files in, amounts, prices and conflicts out."""

import csv
import io
import json
from pathlib import Path

import pytest

from planner import cli

STIGLER = Path(__file__).parents[1] / "data" / "samples" / "stigler_1945"
ITEMS = "item,cost,most,iron,fat,colour\nbeans,1,,2,1,red\nkale,2,1,1,0,green\n"


@pytest.fixture
def table(tmp_path, capsys):
    """Return what runs the command on two files of these texts: status, standard output, standard error."""

    def run(items, bounds, *options):
        (tmp_path / "items.csv").write_text(items)
        (tmp_path / "bounds.csv").write_text(bounds)
        status = cli.main(
            ["table", str(tmp_path / "items.csv"), "--bounds", str(tmp_path / "bounds.csv"), *options]
        )
        return status, *capsys.readouterr()

    return run


def test_stiglers_files(capsys):
    status = cli.main(
        ["table", str(STIGLER / "items.csv"), "--bounds", str(STIGLER / "bounds.csv"), "--format", "json"]
    )
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert (status, err, document["status"]) == (0, "", "optimal")
    assert round(365 * document["cost"], 2) == 39.66
    assert len(document["items"]) == 5


def test_text_and_csv(table):
    bounds = "component,lower,upper\niron,6,\nfat,,3\n"
    status, out, err = table(ITEMS, bounds)
    assert (status, err) == (0, "")
    assert out.startswith("Cost: 3. Nothing within these bounds costs less.")
    rows = list(csv.DictReader(io.StringIO(table(ITEMS, bounds, "--format", "csv")[1])))
    assert [(row["item"], float(row["amount"])) for row in rows] == [("beans", 3)]


def test_what_is_impossible_is_named_and_the_status_is_1(table):
    bounds = "component,lower,upper\niron,10,\nfat,,3\n"
    status, out, _ = table(ITEMS, bounds)
    assert status == 1
    assert "- at least 10 of iron: give way by 3, to 7." in out
    assert "- kale: 1 or less: stands against it." in out
    assert json.loads(table(ITEMS, bounds, "--format", "json")[1])["conflicts"][0][
        "relax_by"
    ] == pytest.approx(3)


def test_blanks_stop_it_or_are_counted_cautiously(table):
    items, bounds = "item,cost,iron\nbeans,1,\nkale,2,1\n", "component,lower\niron,4\n"
    status, out, err = table(items, bounds)
    assert (status, out) == (2, "")
    assert "what beans holds of iron is not known" in err
    assert json.loads(table(items, bounds, "--unknown", "cautious", "--format", "json")[1])["cost"] == 8


def test_whole_amounts(table):
    items, bounds = "item,cost,iron\nbeans,1,3\n", "component,lower\niron,10\n"
    assert json.loads(table(items, bounds, "--whole", "--format", "json")[1])["items"][0]["amount"] == 4


@pytest.mark.parametrize(
    ("items", "bounds", "words"),
    [
        ("item,iron\na,1\n", "component,lower\niron,1\n", "there is no column cost"),
        ("name,cost,iron\na,1,1\n", "component,lower\niron,1\n", "there is no column item"),
        ("item,cost,iron\na,1,1\n", "component,lower\nIron,1\n", "has no such column"),
        ("item,cost,iron\na,1,1\n", "component,least\niron,1\n", "neither lower nor upper"),
        ("item,cost,iron\na,1,1/2\n", "component,lower\niron,1\n", "row 2, iron: '1/2' is no number"),
        ("item,cost,iron\na,,1\n", "component,lower\niron,1\n", "a: the cost is not known"),
        ("item,cost,iron\n,1,1\n", "component,lower\niron,1\n", "row 2 has no item"),
        ("item,cost,iron\na,1,1\na,1,1\n", "component,lower\niron,1\n", "a stands there more than once"),
        ("item,cost,iron\na,1,1\n", "component,lower\niron,1\niron,2\n", "more than once"),
        ("", "component,lower\niron,1\n", "it cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(table, items, bounds, words):
    status, out, err = table(items, bounds)
    assert (status, out) == (2, "")
    assert words in err
