"""The person and the person file."""

import contextlib
import copy
import math
import pickle
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import InputError, PersonError
from planner.reference.people import Override, Person, read_person

FULL = """
age = 29
life_stage = "pregnant"            # pregnant | lactating | nonpregnant | preconception
gestation_weeks = 22
height_cm = 165
weight_kg = 68                     # now
pre_pregnancy_weight_kg = 62
activity = "low_active"
framework = "nasem"
jurisdiction = "us"
diet = "omnivore"
day_start = "00:00"
[targets.magnesium]
target = 400
reason = "night cramps, agreed at visit"
[caps]
caffeine_mg = 150
last_caffeine = "15:00"
[meals]
per_day = 6
times = ["07:30", "10:00", "12:30", "15:30", "18:30", "21:00"]
[exclude]
foods = ["peanut", "liver"]
[keep]
items = ["1 mug coffee with milk at 08:00"]
[emphasis]
beans = 1.0
[priorities]
magnesium = 2.0
"""


def write(tmp_path, text):
    file = tmp_path / "me.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_the_whole_file_is_read(tmp_path):
    person = read_person(write(tmp_path, FULL))
    assert person == Person(
        age=29, life_stage="pregnant", gestation_weeks=22, height_cm=165, weight_kg=68,
        pre_pregnancy_weight_kg=62, activity="low_active", framework="nasem", jurisdiction="us",
        diet="omnivore", day_start="00:00", caffeine_cap_mg=150, last_caffeine="15:00", meals_per_day=6,
        target_overrides={"magnesium": Override(400, "night cramps, agreed at visit")},
        meal_times=("07:30", "10:00", "12:30", "15:30", "18:30", "21:00"),
        exclude=("peanut", "liver"), keep=("1 mug coffee with milk at 08:00",), emphasis={"beans": 1.0},
        priorities={"magnesium": 2.0},
    )  # fmt: skip


def test_only_age_and_life_stage_are_needed(tmp_path):
    person = read_person(write(tmp_path, 'age = 31\nlife_stage = "lactating"'))
    assert person == Person(age=31, life_stage="lactating")


@pytest.mark.parametrize(
    ("line", "field", "says"),
    [
        ('agee = 29', "agee", "age"),
        ('[caps]\ncafeine_mg = 100', "caps.cafeine_mg", "caffeine_mg"),
        ('[targets.magnesiun]\ntarget = 400', "targets.magnesiun", "magnesium"),
        ('[targets.magnesium]\ntargte = 400', "targets.magnesium.targte", "target"),
        ('[targets.magnesium]\nreason = "x"', "targets.magnesium", "target = 400"),
        ('[targets]\nmagnesium = 400', "targets.magnesium", "[targets.magnesium]"),
        ('[targets.magnesium]\ntarget = "lots"', "targets.magnesium.target", "not a number"),
        ('[targets.magnesium]\ntarget = nan', "targets.magnesium.target", "not a number"),
        ('caps = 3', "caps", "[caps]"),
        ('[priorities]\nmagnesum = 2', "priorities.magnesum", "magnesium"),
        ('[emphasis]\nbeans = 3', "emphasis.beans", "0 to 1"),
        ('[exclude]\nfoods = "peanut"', "exclude", "list"),
        ('[exclude]\nfoods = [1]', "exclude", "text"),
        ('[exclude]\nfoods = ["peanut", "glutten"]', "exclude.foods", "gluten"),
        ('[exclude]\nfoods = ["zqxwv"]', "exclude.foods", "dairy, egg, fish"),
        ('[emphasis]\nbaens = 1.0', "emphasis.baens", "beans"),
        ('[emphasis]\nzqxwv = 1.0', "emphasis.zqxwv", "honey"),
        ('[meals]\nper_day = 3', "meals_per_day", "4 to 8"),
        ('[meals]\ntimes = ["07:30", "7:00", "12:00", "18:00"]', "meal_times", "07:30"),
        ('[meals]\ntimes = ["12:30", "10:00", "15:00", "18:00"]', "meal_times", "order"),
        ('[meals]\nper_day = 5\ntimes = ["07:30", "10:00", "12:30", "15:30"]', "meal_times", "5 times"),
        ('[meals]\ntimes = 7', "meals.times", "list"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_file_is_named_with_what_to_do(tmp_path, line, field, says):
    with pytest.raises(PersonError) as caught:
        read_person(write(tmp_path, f'age = 29\nlife_stage = "pregnant"\n{line}\n'))
    assert caught.value.field == field
    assert says in caught.value.advice


@pytest.mark.parametrize("missing", ["age", "life_stage"])
def test_a_needed_key_that_is_missing(tmp_path, missing):
    other = 'life_stage = "pregnant"' if missing == "age" else "age = 29"
    with pytest.raises(PersonError) as caught:
        read_person(write(tmp_path, other))
    assert caught.value.field == missing


@pytest.mark.parametrize("text", [b"", b"age = ", b"\xff\xfe\x00\x01", b"PK\x03\x04\x00", b"x" * 1_000_001])
def test_a_file_that_is_no_person_file(tmp_path, text):
    with pytest.raises(PersonError):
        read_person(write(tmp_path, text))


def test_a_file_that_is_not_there_or_a_folder(tmp_path):
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(PersonError, match="opened"):
            read_person(path)


def test_a_byte_order_mark_is_no_matter(tmp_path):
    assert read_person(write(tmp_path, b"\xef\xbb\xbf" + FULL.encode())).age == 29


def test_number_of_meals_follows_the_times(tmp_path):
    text = 'age = 29\nlife_stage = "pregnant"\n[meals]\ntimes = ["07:30", "11:00", "15:00", "19:00"]'
    assert read_person(write(tmp_path, text)).meals_per_day == 4


@given(st.binary(max_size=200))
def test_any_bytes_give_a_person_or_an_input_error(tmp_path_factory, data):
    file = tmp_path_factory.mktemp("any") / "me.toml"
    file.write_bytes(b'age = 29\nlife_stage = "pregnant"\n' + data)
    with contextlib.suppress(InputError):
        assert isinstance(read_person(file), Person)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("age", 13), ("age", 51), ("age", "29"), ("age", True), ("age", math.nan), ("age", None),
        ("age", 1e400), ("life_stage", "Pregnant "), ("life_stage", None), ("life_stage", ["pregnant"]),
        ("gestation_weeks", 0), ("gestation_weeks", 43), ("gestation_weeks", "22"), ("months_postpartum", 3),
        ("trimester", 4), ("trimester", 1.5), ("height_cm", 1.65), ("height_cm", 300), ("weight_kg", 5),
        ("weight_kg", -60), ("pre_pregnancy_weight_kg", math.inf), ("activity", "lazy"), ("framework", "who"),
        ("jurisdiction", "fr"), ("diet", "keto"), ("day_start", "24:00"), ("day_start", "4"),
        ("day_start", 4), ("last_caffeine", "3pm"), ("caffeine_cap_mg", -1), ("caffeine_cap_mg", 201),
        ("meals_per_day", 9),
        ("meals_per_day", 6.5), ("meal_times", "07:30"), ("meal_times", ("07:30",)), ("exclude", "peanut"),
        ("exclude", ("",)), ("keep", (1,)), ("emphasis", {"beans": -1}), ("emphasis", ["beans"]),
        ("priorities", {"magnesium": 11}), ("priorities", {"magnesium": math.nan}),
        ("target_overrides", {"magnesium": 400}), ("target_overrides", {"magnesium": Override(0)}),
    ],
)  # fmt: skip
def test_every_wrong_value_is_refused_by_name(field, value):
    fields = {"age": 29, "life_stage": "pregnant"} | {field: value}
    with pytest.raises(PersonError) as caught:
        Person(**fields)
    assert field in caught.value.field or caught.value.field.startswith(
        ("targets.", "emphasis.", "priorities.")
    )
    assert len(caught.value.advice) > 15


def test_weight_and_height_must_go_together():
    with pytest.raises(PersonError, match="does not go with a height"):
        Person(age=29, life_stage="pregnant", height_cm=210, weight_kg=35)


def test_week_and_trimester_must_agree():
    with pytest.raises(PersonError, match="trimester 2"):
        Person(age=29, life_stage="pregnant", gestation_weeks=22, trimester=3)
    assert Person(age=29, life_stage="pregnant", gestation_weeks=22, trimester=2).week == 22


@pytest.mark.parametrize(("trimester", "week"), [(1, 8), (2, 20), (3, 33)])
def test_the_week_of_a_trimester_is_assumed_and_said(trimester, week):
    person = Person(age=29, life_stage="pregnant", trimester=trimester)
    assert person.week == week
    assert f"Week {week}" in person.assumptions[0]
    assert replace(person, gestation_weeks=None, trimester=3).current_trimester == 3


@pytest.mark.parametrize(
    ("week", "trimester"), [(1, 1), (13, 1), (13.9, 1), (14, 2), (27, 2), (28, 3), (42, 3)]
)
def test_trimester_of_a_week(week, trimester):
    person = Person(age=29, life_stage="pregnant", gestation_weeks=week)
    assert person.current_trimester == trimester
    assert person.assumptions == ()


def test_no_week_outside_pregnancy():
    person = Person(age=29, life_stage="nonpregnant")
    assert person.week is None
    assert person.current_trimester is None


def test_jurisdiction_follows_the_framework_unless_set():
    person = Person(age=29, life_stage="pregnant")
    assert [person.jurisdiction_under(name) for name in ("nasem", "efsa", "uk")] == ["us", "eu", "uk"]
    assert replace(person, jurisdiction="uk").jurisdiction_under("nasem") == "uk"


def test_her_day_may_start_at_four_and_end_after_midnight():
    person = Person(
        age=29,
        life_stage="pregnant",
        day_start="04:00",
        meals_per_day=4,
        meal_times=("08:00", "13:00", "19:00", "00:30"),
    )
    assert person.meal_times[-1] == "00:30"


def test_what_was_given_cannot_change_her_afterwards():
    mine = {"magnesium": 2.0}
    person = Person(age=np.int64(29), life_stage="pregnant", priorities=mine, exclude=["peanut"])
    mine["magnesium"] = 9.0
    assert person.priorities == {"magnesium": 2.0}
    assert person.exclude == ("peanut",)


def test_a_person_can_be_copied_stored_and_compared():
    person = Person(age=29, life_stage="pregnant", target_overrides={"magnesium": Override(400, "agreed")})
    assert pickle.loads(pickle.dumps(person)) == copy.deepcopy(person) == person
    assert hash(person) == hash(replace(person))
