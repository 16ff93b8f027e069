"""A visit as plain values and files, and back: what a draft holds, checked when it is read."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final

from planner.diary.choices import MYFITNESSPAL_VITAMINS
from planner.diary.cramps import LONGEST_NOTE, MOST_MINUTES, SIDES, STRENGTHS
from planner.errors import DraftError, PlannerError
from planner.gaps.check_in import check_in
from planner.language import LANGUAGES
from planner.plan.prices import read_prices
from planner.reference.own_label import LONGEST_NAME, Label
from planner.reference.people import Override, Person
from planner.reference.preset import LONGEST_REASON
from planner.reference.regimen import MOST_AT_A_TIME, Regimen, Taken
from planner.reference.schedules import LONGEST as LONGEST_SCHEDULE
from planner.report.measures import MEASURES
from planner.report.plan_report import plan_text, plan_xlsx
from planner.report.shopping_text import prices_csv
from planner.ui import profile
from planner.ui.diary_add import MEALS, WAYS
from planner.ui.diary_remember import MOST_GRAMS
from planner.ui.draft_store import State, damaged
from planner.ui.session import Session
from planner.ui.table import Table, read_table
from planner.ui.table_file import TableFile

_NOT_KEPT: Final = (
    "problem",
    "bench_count",
    "prices_count",
    "form",
    "my_table_uploads",
)
_NEVER: Final = "grid_"
"""What of the half-typed things is of one run of the browser only."""
_LONGEST: Final = 1_000_000
"""Signs; what is longer is not kept, for no field here takes it back."""
_MOST_THINGS: Final = 2_000
_STAGES: Final = {"gestation_weeks": "pregnant", "trimester": "pregnant", "months_postpartum": "lactating"}


def state_of(now: Session) -> State:
    """Return what a visit holds as values that JSON has, apart from :func:`parts_of`."""
    previous = now.previous
    return {
        "source": now.source,
        "date_order": now.date_order,
        "vitamins": now.vitamins,
        "changed": {str(row): words for row, words in now.changed.items()},
        "previous": list(previous[1:]) if previous else None,
        "person": _plain(profile.typed_of(now.targets.person)),
        "typed": _plain(now.typed),
        "is_example": now.is_example,
        "plan_options": dict(now.plan_options),
        "plan_is_stale": now.plan_is_stale,
        "ticked": sorted(now.ticked),
        "language": now.language,
        "prices": prices_csv(now.prices),
        "food_table": "" if now.food_table is None else now.food_table.name,
        "half_typed": _half_typed(now.draft),
    }


def parts_of(now: Session) -> dict[str, tuple[object, str, Callable[[], bytes]]]:
    """Return what is large: by kind the thing itself, how its file ends, and what makes its bytes."""
    found: dict[str, tuple[object, str, Callable[[], bytes]]] = {}
    if now.table is not None:
        found["diary"] = (now.table, "csv", now.table.to_bytes)
    if now.previous is not None:
        found["previous"] = (now.previous[0], "csv", now.previous[0].to_bytes)
    if now.plan is not None:
        found["plan"] = (now.plan, "json", json.dumps(now.plan, allow_nan=False).encode)
    if (file := now.food_table) is not None:
        found["foodtable"] = (file, "bin", lambda: file.data)
    return found


def visit_of(state: State, read: Callable[[str], bytes | None]) -> Session:
    """Return the visit that a draft holds.

    Parameters
    ----------
    state : dict
        As :func:`state_of` gave it, or whatever else stands in the file.
    read : callable
        From the kind of a part its bytes; None where the draft has none.

    Raises
    ------
    DraftError
        When it is not what this program writes.
    """
    try:
        return _visit(state, read)
    except DraftError:
        raise
    except (PlannerError, ValueError, TypeError, KeyError, AttributeError, LookupError, RecursionError):
        raise damaged("state.json") from None


def _visit(state: State, read: Callable[[str], bytes | None]) -> Session:
    now = Session()
    now.typed = _typed(state["person"])
    now.targets = profile.targets_of(now.typed)
    if state["typed"] != state["person"]:
        now.put_typed(**_typed(state["typed"]))  # what makes no person yet is said again on the page
    now.table = _table(read("diary"))
    now.source, now.date_order, now.vitamins = _diary_words(
        [state["source"], state["date_order"], state["vitamins"]]
    )
    earlier = _table(read("previous"))
    if earlier is not None:
        now.previous = (earlier, *_diary_words(state["previous"]))
    rows = set() if now.table is None else set(now.table.cells.index)
    now.changed = {int(row): _text(words) for row, words in state["changed"].items() if int(row) in rows}
    now.ticked = frozenset(_text(name) for name in state["ticked"])
    check_in(now.ticked)  # refuses a name that is no sign and no question
    now.prices = read_prices(_text(state["prices"]).encode()) if len(state["prices"].splitlines()) > 1 else {}
    now.language = str(state.get("language", ""))
    if now.language not in ("", *LANGUAGES):
        raise damaged("state.json")
    now.is_example = bool(state["is_example"])
    now.plan_options = _options(state["plan_options"])
    now.draft = _read_half_typed(state["half_typed"])
    if (brought := read("foodtable")) is not None:
        now.food_table = TableFile(_text(state["food_table"]), brought)
    now.plan = _plan(read("plan"))
    now.plan_for = () if state["plan_is_stale"] else now.plan_inputs
    return now


def _table(data: bytes | None) -> Table | None:
    return None if data is None else read_table(data)


def _diary_words(said: Any) -> tuple[str, str | None, str]:
    source, order, vitamins = said
    if order not in (None, "dmy", "mdy") or vitamins not in MYFITNESSPAL_VITAMINS:
        raise damaged("state.json")
    return _text(source), order, vitamins


def _plan(data: bytes | None) -> dict[str, Any] | None:
    """Return a plan that every page and file can be made of."""
    if data is None:
        return None
    plan: dict[str, Any] = json.loads(data)
    plan_text(plan, why=True)
    if plan["days"]:
        plan_xlsx(plan)
    return plan


def _options(given: Mapping[str, Any]) -> dict[str, Any]:
    days, mode, seed, closeness = (given[name] for name in ("days", "mode", "seed", "closeness"))
    whole = all(isinstance(one, int) and not isinstance(one, bool) for one in (days, seed))
    if not (whole and 1 <= days <= 14 and 0 <= seed <= 9999 and mode in ("full", "topup", "swap")):
        raise damaged("state.json")
    gentle = given.get("gentle", False)  # a draft from before one could ask for it
    if not 0 <= float(closeness) <= 1 or not isinstance(gentle, bool):
        raise damaged("state.json")
    return {"days": days, "mode": mode, "seed": seed, "closeness": float(closeness), "gentle": gentle}


def _plain(typed: Mapping[str, Any]) -> State:
    """Return fields of a person as JSON has them."""
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in typed.items()}
    overrides = {name: asdict(one) for name, one in typed["target_overrides"].items()}
    weights = {name: dict(typed[name]) for name in ("emphasis", "priorities")}
    taken = asdict(typed["supplements"])
    return plain | weights | {"target_overrides": overrides, "supplements": taken}


def _typed(given: Mapping[str, Any]) -> profile.Typed:
    """Return fields of a person; each makes sense alone, though together they may not yet."""
    given = {"supplements": {"products": [], "taken": []}, **given}  # a draft from before there were any
    if set(given) != set(profile.EXAMPLE):
        raise damaged("state.json")
    typed: profile.Typed = {
        name: tuple(value) if isinstance(value, list) else value for name, value in given.items()
    }
    typed["target_overrides"] = {name: Override(**one) for name, one in typed["target_overrides"].items()}
    taken = given["supplements"]
    typed["supplements"] = Regimen(
        tuple(Label(**one) for one in taken["products"]), tuple(Taken(**one) for one in taken["taken"])
    )
    for name, value in typed.items():
        if value is None or name == "meal_times":
            continue
        alone: profile.Typed = {"age": 30.0, "life_stage": _STAGES.get(name, "nonpregnant"), name: value}
        Person(**alone)
    if not isinstance(typed["meals_per_day"], int):
        raise damaged("state.json")
    for time in typed["meal_times"]:
        dt.time.fromisoformat(time)
    if len(typed["meal_times"]) not in (0, typed["meals_per_day"]):
        raise damaged("state.json")
    return typed


def _half_typed(draft: Mapping[str, Any]) -> State:
    kept = {
        name: value for name, value in draft.items() if name not in _NOT_KEPT and not name.startswith(_NEVER)
    }
    written = {name: _written(value) for name, value in kept.items()}
    return {name: value for name, value in written.items() if value is not None}


def _written(value: Any) -> list[Any] | None:
    """Return a value with its kind; None for what is not simple, and belongs to one run of the program."""
    if isinstance(value, str) and len(value) > _LONGEST:
        return None
    if value is None or isinstance(value, (str, bool, int, float)):
        return ["plain", value]
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return ["date", value.isoformat()]
    if isinstance(value, dt.time):
        return ["time", value.isoformat("minutes")]
    if isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value):
        return ["words", list(value)]
    return None


def _read_half_typed(given: Mapping[str, Any]) -> State:
    found = {name: _read_value(*pair) for name, pair in list(given.items())[:_MOST_THINGS]}
    return {name: value for name, value in found.items() if _fits(name, value)}


def _read_value(kind: str, value: Any) -> Any:
    if kind == "date":
        return dt.date.fromisoformat(value)
    if kind == "time":
        return dt.time.fromisoformat(value)
    if kind == "words":
        return [_text(word) for word in value]
    if isinstance(value, str):
        return _text(value)
    if kind != "plain" or not (value is None or isinstance(value, (bool, int, float))):
        raise damaged("state.json")
    return value


def _fits(name: str, value: Any) -> bool:
    """Return whether a field can show a value; a day that is to come may be one of another time zone."""
    if name in _FIELDS:
        return _FIELDS[name](value)
    return next((fits(value) for start, fits in _STARTS.items() if name.startswith(start)), True)


def _is_text(most: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and len(value) <= most


def _is_day(value: Any) -> bool:
    return value is None or isinstance(value, dt.date)


def _is_time(value: Any) -> bool:
    return value is None or isinstance(value, dt.time)


_FIELDS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "way": lambda value: value in WAYS,
    "meal_text": _is_text(1000),
    "pasted": _is_text(_LONGEST),
    "meal_date": _is_day,
    "meal_time": _is_time,
    "meal_name": lambda value: value in MEALS,
    "measures": lambda value: value in MEASURES,
    "plan_start": lambda value: isinstance(value, dt.date),
    "cramp_date": lambda value: isinstance(value, dt.date) and value <= dt.date.today(),
    "cramp_time": _is_time,
    "cramp_minutes": lambda value: value is None or (isinstance(value, float) and 0 <= value <= MOST_MINUTES),
    "cramp_side": lambda value: value is None or value in SIDES,
    "cramp_strength": lambda value: value is None or value in STRENGTHS,
    "cramp_notes": _is_text(LONGEST_NOTE),
    "bought": lambda value: isinstance(value, list),
}


def _is_number(least: float, most: float) -> Callable[[Any], bool]:
    return lambda value: (
        value is None
        or (isinstance(value, (int, float)) and not isinstance(value, bool) and least <= value <= most)
    )


_STARTS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "override_nutrient": lambda value: isinstance(value, str),
    "override_reason": _is_text(LONGEST_REASON),
    "override_": _is_number(0, math.inf),
    "remember_grams_": _is_number(0.1, MOST_GRAMS),
    "supplement_amount_": lambda value: value is not None and _is_number(0.25, MOST_AT_A_TIME)(value),
    "supplement_when_": _is_text(LONGEST_SCHEDULE),
    "label_per_": lambda value: value is not None and _is_number(0.5, 100)(value),
    "label_name_": _is_text(LONGEST_NAME),
    "label_unit_": _is_text(30),
    "label_text_": _is_text(_LONGEST),
}
"""Fields of which there are several, by how their names start; the first that fits counts."""


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise damaged("state.json")
    return value
