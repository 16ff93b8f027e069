"""Services fail in many ways: each ends in an answer or one kind of error, within the deadline."""

import datetime as dt
import json
import logging
import time
from dataclasses import replace

import pytest

from planner.errors import FoodNotFoundError, InputError, SourceError
from planner.sources import answers, fdc
from planner.sources.fetch import Client, Limits
from planner.sources.pace import Pace

from .conftest import KEY

LATE, BROKEN, LARGE, NO_JSON = (
    "takes too long",
    "could not be reached, or broke off",
    "too large",
    "is no JSON",
)
FAILING = {
    "wait_an_hour": "asked too often", "wait_nonsense": "status 503", "status_500": "status 500",
    "status_503": "status 503", "status_403": "does not accept the key", "cut_off": BROKEN,
    "cut_off_late": BROKEN, "html": NO_JSON, "json_as_text": NO_JSON, "no_json": NO_JSON, "deep": NO_JSON,
    "huge": LARGE, "huge_500": "status 500", "gzip_bomb": LARGE, "no_gzip": BROKEN, "bad_chunks": BROKEN,
    "no_http": BROKEN, "slow": LATE, "drip": LATE, "drip_headers": LATE, "elsewhere": "another place",
    "here": "another place", "odd_location": BROKEN,
}  # fmt: skip
GENEROUS = 30
"""Seconds: a hanging request would take longer; the deadline of these tests is 2.5."""


@pytest.mark.parametrize(("fault", "words"), FAILING.items())
def test_every_failure_is_one_kind_of_error_in_bounded_time(service, usda, fault, words):
    service.always = fault
    start = time.monotonic()
    with pytest.raises(SourceError) as caught:
        usda.search("oats")
    assert time.monotonic() - start < GENEROUS
    assert "FoodData Central" in caught.value.reason
    assert words in caught.value.reason
    assert caught.value.advice.endswith(".")


@pytest.mark.parametrize("fault", ["wait_seconds", "status_500", "status_503", "wait_nonsense", "here"])
def test_a_passing_fault_passes(service, usda, fault):
    service.faults = [fault]
    assert [food.food_id for food in usda.search("oats").foods] == ["fdc:900003", "fdc:900004"]
    assert service.counts == {fault: 1, "fine": 1}


@pytest.mark.parametrize("fault", ["wait_seconds", "wait_date"])
def test_it_waits_as_long_as_it_is_asked_to(service, quick, fault):
    service.faults = [fault]
    client = Client("It", service.base, limits=replace(quick, total=20))
    start = time.monotonic()
    client.get("/foods/search", {}, Pace(10, 1))
    assert time.monotonic() - start > 0.9


def test_a_wait_longer_than_the_deadline_is_said_and_not_waited_for(service, usda):
    service.always = "wait_an_hour"
    with pytest.raises(SourceError, match=r"asked too often.*60 minutes"):
        usda.search("oats")
    assert service.counts == {"wait_an_hour": 1}


def test_it_gives_up_after_some_tries(service, usda):
    service.always = "status_500"
    with pytest.raises(SourceError, match="status 500"):
        usda.search("oats")
    assert service.counts == {"status_500": 4}


def test_a_redirect_elsewhere_is_not_followed(service, usda):
    service.always = "elsewhere"
    with pytest.raises(SourceError, match="another place"):
        usda.search("oats")
    assert all("/stolen" not in path for path, _headers in service.seen)


def test_nobody_there(quick, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    client = Client("It", "http://127.0.0.1:9", limits=quick)
    with pytest.raises(SourceError, match="could not be reached"):
        client.get("/", {}, Pace(10, 1))


def test_only_https_leaves_this_computer():
    with pytest.raises(SourceError, match="https"):
        Client("It", "http://example.invalid").get("/", {}, Pace(10, 1))


def test_it_does_not_ask_more_often_than_allowed(service, quick):
    client, pace = Client("It", service.base, limits=quick), Pace(2, 60)
    for _turn in range(2):
        client.get("/foods/search", {}, pace)
    with pytest.raises(SourceError, match="as often as it allows"):
        client.get("/foods/search", {}, pace)
    assert len(service.seen) == 2


def test_turns_are_spread_over_time():
    pace, start = Pace(2, 0.3), time.monotonic()
    assert all(pace.wait(start + 20) for _turn in range(5))
    assert time.monotonic() - start >= 0.55


def test_unknown_and_odd_numbers(usda, facts, service):
    for ask in (lambda: usda.food("12345"), lambda: facts.product("5000000000999")):
        with pytest.raises(FoodNotFoundError):
            ask()
    asked = len(service.seen)
    for ask in (
        lambda: usda.food("../secret"),
        lambda: facts.product("12/../1"),
        lambda: facts.product("٤٤٤٤٤٤٤٤"),
    ):
        with pytest.raises(FoodNotFoundError):
            ask()
    assert len(service.seen) == asked


def test_the_key_goes_to_the_service_and_nowhere_else(service, usda, planner_home, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="urllib3")
    said = [repr(usda), repr(Client("It", service.base, {"X-Api-Key": KEY}))]
    said.append(str(usda.search("oats")))
    for fault in FAILING:
        service.always = fault
        with pytest.raises(SourceError) as caught:
            usda.search(fault)
        error = caught.value
        said += [str(error), repr(error), repr(error.__dict__), repr(error.__cause__)]
        said += [str(error.__context__) if not error.__suppress_context__ else ""]
    assert service.seen[0][1]["X-Api-Key"] == KEY
    said += [path for path, _headers in service.seen] + [record.getMessage() for record in caplog.records]
    said += [path.read_text("utf-8") for path in planner_home.rglob("*") if path.is_file()]
    assert caplog.records
    assert not [text for text in said if KEY in text]
    assert KEY not in "".join(capfd.readouterr())


def test_what_was_searched_for_is_in_no_log(service, usda, caplog):
    service.faults = ["no_http", "no_http"]
    usda.search("gingerbread")
    assert "gingerbread" in service.seen[0][0]
    assert "gingerbread" not in caplog.text


def test_the_program_says_what_it_is(service, facts):
    facts.search("oats")
    assert service.seen[0][1]["User-Agent"].startswith("CrampPlanner/")
    assert "X-Api-Key" not in service.seen[0][1]


@pytest.mark.parametrize("key", ["", "  "])
def test_without_a_key_it_says_where_to_get_one(usda, monkeypatch, key):
    monkeypatch.setenv("FDC_API_KEY", key)
    with pytest.raises(SourceError, match="api-key-signup"):
        usda.search("oats")


@pytest.mark.parametrize(
    "text", ['fdc_api_key = "bad key\\nX: SECRETPART"', "fdc_api_key = SECRETPART", "fdc_api_key = 7"]
)
def test_a_key_that_cannot_be_one_is_not_shown(usda, monkeypatch, planner_home, text):
    monkeypatch.delenv("FDC_API_KEY")
    planner_home.mkdir()
    (planner_home / "secrets.toml").write_text(text)
    with pytest.raises(SourceError) as caught:
        usda.search("oats")
    assert "SECRETPART" not in str(caught.value)


def test_a_key_from_the_file(service, usda, monkeypatch, planner_home):
    monkeypatch.delenv("FDC_API_KEY")
    planner_home.mkdir()
    (planner_home / "secrets.toml").write_text(f'fdc_api_key = "{KEY}"\n')
    assert usda.search("oats").foods
    assert service.seen[0][1]["X-Api-Key"] == KEY


def test_what_was_answered_is_kept(service, usda, planner_home):
    first = usda.food("900001")
    service.always = "status_500"
    assert usda.food("900001") == first
    assert len(service.seen) == 1
    kept = json.loads(next(planner_home.rglob("*.json")).read_text())
    assert (kept["retrieved"], kept["licence"]) == (str(dt.date.today()), fdc.LICENCE)


def test_an_old_answer_is_fetched_anew_or_offered_with_its_date(service, usda, planner_home):
    usda.food("900001")
    file = next(planner_home.rglob("*.json"))
    kept = json.loads(file.read_text()) | {"retrieved": "2025-01-02"}
    file.write_text(json.dumps(kept))
    service.always = "status_503"
    food = usda.food("900001")
    assert food.retrieved == dt.date(2025, 1, 2)
    assert any("Kept since 2025-01-02" in flag and "status 503" in flag for flag in food.flags)
    service.always = ""
    assert usda.food("900001").retrieved == dt.date.today()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"answer": 1}', b"\xff"])
def test_a_damaged_answer_is_fetched_anew(service, usda, planner_home, damage):
    first = usda.food("900001")
    next(planner_home.rglob("*.json")).write_bytes(damage)
    assert usda.food("900001") == first
    assert len(service.seen) == 2


def test_only_so_many_answers_are_kept(service, usda, planner_home, monkeypatch):
    monkeypatch.setattr(answers, "MOST_FILES", 3)
    for number in range(6):
        usda.search(f"oats {number}")
    assert len(list(planner_home.rglob("*.json"))) == 3


def test_a_disk_that_takes_nothing_does_not_stand_in_the_way(service, usda, planner_home):
    planner_home.write_text("a file where the folder should be")
    assert usda.food("900001").food_id == "fdc:900001"


def test_all_answers_can_be_forgotten(usda, planner_home):
    answers.forget_answers()
    usda.food("900001")
    answers.forget_answers()
    assert not list(planner_home.rglob("*.json"))


def test_the_usual_limits_are_bounded():
    usual = Limits()
    assert usual.total <= 60
    assert usual.most_bytes <= 16 * 1024 * 1024
    assert not issubclass(SourceError, InputError)
