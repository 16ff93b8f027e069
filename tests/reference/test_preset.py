"""Presets: out and in again to the last digit, broken and hostile files, names."""

import contextlib
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import InputError, PersonError
from planner.reference import preset_files
from planner.reference.people import Override, Person, read_person
from planner.reference.preset import Preset, preset_of, read_preset

FULL = Preset(
    framework="efsa",
    jurisdiction="uk",
    target_overrides={
        "magnesium": Override(400.1 + 0.2, 'agreed "at visit"\nby Ω \x7f'),
        "iron": Override(30, "low stores"),
    },
    caffeine_cap_mg=0.1 + 0.2,
    last_caffeine="14:30",
    meals_per_day=5,
    meal_times=("07:30", "10:00", "12:30", "18:00", "21:00"),
    emphasis={"beans": 1 / 3},
    priorities={"iron": 3.3333333333333335, "zinc": 0.0},
    closeness=0.1 + 0.2,
)
WOMAN = Person(age=29, life_stage="pregnant", weight_kg=70, diet="vegan", exclude=("peanut",))


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANNER_HOME", str(tmp_path))
    return tmp_path


def test_out_and_in_again_is_equal_to_the_last_digit():
    assert read_preset(FULL.to_toml().encode(), "x") == FULL


weights = st.floats(0, 1, allow_subnormal=False)


@settings(max_examples=60, deadline=None)
@given(
    st.floats(1e-6, 1e6),
    st.text(min_size=1, max_size=300).filter(str.strip),
    st.dictionaries(st.sampled_from(["beans", "honey"]), weights),
    weights,
)
def test_any_numbers_and_any_reason_come_back(target, reason, emphasis, closeness):
    reason = reason.encode("utf-8", "replace").decode()
    given_ = Preset(
        target_overrides={"zinc": Override(target, reason)}, emphasis=emphasis, closeness=closeness
    )
    assert read_preset(given_.to_toml().encode(), "x") == given_


def test_it_says_nothing_of_the_person_and_is_part_of_a_person_file(tmp_path):
    applied = Preset(**{**vars(FULL), "closeness": 0.3}).apply(WOMAN)
    text = preset_of(applied, 0.3).to_toml()
    assert not {"age", "life_stage", "weight_kg", "diet", "exclude", "keep"} & set(tomllib.loads(text))
    hers = text.partition("[plan]")[0]
    file = Path(tmp_path, "me.toml")
    head = 'age = 29\nlife_stage = "pregnant"\nweight_kg = 70\ndiet = "vegan"\n'
    file.write_text(f'{head}{hers}[exclude]\nfoods = ["peanut"]\n', encoding="utf-8")
    assert read_person(file) == applied


def test_what_it_does_not_name_is_as_usual():
    changed = Preset(priorities={"iron": 2.0}).apply(FULL.apply(WOMAN))
    assert changed == Preset(priorities={"iron": 2.0}).apply(WOMAN)
    assert changed.target_overrides == {}
    assert changed.weight_kg == 70


@pytest.mark.parametrize(
    ("text", "field", "says"),
    [
        ("[targets.magnesium]\ntarget = 400", "targets.magnesium.reason", "Line 1"),
        ("[targets.magnesium]\ntarget = 400\nreason = ' '", "targets.magnesium.reason", "Line 3"),
        ("[targets.magnesium]\ntarget = 400\nreason = 7", "targets.magnesium.reason", "Line 3"),
        ("\n[targets.magnesium]\ntarget = 'x'\nreason = 'y'", "targets.magnesium.target", "Line 3"),
        ("[targets.magnesiun]\ntarget = 1\nreason = 'y'", "targets.magnesiun", "Did you mean magnesium?"),
        ("[targets]\niron = 3", "targets.iron", "Line 2"),
        ("[priorities]\niron = 1\nzinc = 99", "priorities.zinc", "Line 3"),
        ("[emphasis]\nbeens = 1", "emphasis.beens", "Line 2"),
        ("[caps]\n\ncaffeine_mg = 1e999", "caffeine_cap_mg", "Line 3"),
        ("[meals]\nper_day = 12", "meals_per_day", "Line 2"),
        ("[meals]\ntimes = ['25:00']", "meals_per_day", "x.toml"),
        ("[plan]\ncloseness = 2", "plan.closeness", "Line 2"),
        ("[plan]\nseed = 2", "plan.seed", "Line 2"),
        ("plan = 7", "plan", "[plan]"),
        ("framework = 'nasa'", "framework", "Did you mean nasem?"),
        ("framework = 'uk'\nage = 29", "age", "one person's own"),
        ("[keep]\nitems = []", "keep", "Line 1"),
        ("shoe = 38", "shoe", "not known"),
        ("a = \nb = 1", "file", "line 1"),
        ("ok = 1\n[[ = \n", "file", "line 2"),
        ("[priorities]\niron = " + "9" * 5000, "file", "not a TOML text"),
        ("[priorities]\niron = " + "9" * 400, "priorities.iron", "Line 2"),
        ("a = " + "[" * 100_000, "file", "not a TOML text"),
        ("k" * 100_000 + " = 1", "k" * 60 + "…", "not known"),
        ("[priorities]\n" + "\n".join(f"n{i} = 1" for i in range(20_000)), "priorities.n0", "Line 2"),
        ("#" * 1_000_001, "file", "over 1 MB"),
    ],
)
def test_what_is_wrong_is_named_with_field_and_line(text, field, says):
    with pytest.raises(PersonError) as caught:
        read_preset(text.encode(), "x.toml")
    assert caught.value.field == field
    assert says in caught.value.advice
    assert len(str(caught.value)) < 1500


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_preset_or_refused_kindly(data):
    with contextlib.suppress(InputError):
        assert isinstance(read_preset(data, "x"), Preset)


def test_what_does_not_go_with_her_is_refused_when_it_is_applied():
    strong = read_preset(b"caps.caffeine_mg = 300", "x")
    with pytest.raises(PersonError, match="no more than 200"):
        strong.apply(WOMAN)


def test_presets_are_kept_listed_loaded_and_deleted(home):
    assert preset_files.preset_names() == []
    assert preset_files.save_preset("  Night   cramps (2) ", FULL) == "Night cramps (2)"
    preset_files.save_preset("Änderung", Preset())
    assert preset_files.preset_names() == ["Night cramps (2)", "Änderung"]
    assert preset_files.load_preset("Night cramps (2)") == FULL
    assert (home / "presets" / "Änderung.toml").stat().st_mode & 0o077 == 0
    preset_files.delete_preset("Änderung")
    preset_files.delete_preset("Änderung")
    assert preset_files.preset_names() == ["Night cramps (2)"]


def test_nothing_is_overwritten():
    preset_files.save_preset("Mine", FULL)
    with pytest.raises(PersonError, match="taken"):
        preset_files.save_preset("mine", Preset())
    assert preset_files.load_preset("Mine") == FULL


@pytest.mark.parametrize(
    "name", ["", " ", "../x", "a/b", "a\\b", ".x", "x.", "nul", "COM1", "x" * 61, "a\x00", "~"]
)
def test_a_name_never_leads_out_of_the_folder(home, name):
    for act in (
        preset_files.load_preset,
        preset_files.delete_preset,
        lambda one: preset_files.save_preset(one, FULL),
    ):
        with pytest.raises(InputError):
            act(name)
    assert not list(home.rglob("*.toml"))


def test_one_without_a_reason_is_not_kept(home):
    with pytest.raises(PersonError, match="why iron differs"):
        preset_files.save_preset("x", Preset(target_overrides={"iron": Override(30.0)}))
    assert not list(home.rglob("*.toml"))


def test_a_preset_that_is_gone_or_broken_says_so(home):
    with pytest.raises(PersonError, match="none of this name"):
        preset_files.load_preset("Gone")
    (home / "presets").mkdir()
    (home / "presets" / "Bad.toml").write_text("a = ")
    with pytest.raises(PersonError, match=r"Bad\.toml"):
        preset_files.load_preset("Bad")
