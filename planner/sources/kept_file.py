"""The file of kept foods, ``foods.json`` in the folder of :func:`planner.home.home_folder`.

It is understood wholly or refused; a damaged one stays as it is until somebody has mended it.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from planner.errors import FoodError
from planner.home import home_folder, write_privately
from planner.language import mark
from planner.sources.checks import LONGEST_TEXT, check_food, check_id, check_text, positive
from planner.sources.food import Measure, SourcedFood
from planner.sources.kept import MEALS, MOST_FOODS, KeptFood, KeptFoods, Part, parted

MOST_BYTES: Final = 8 * 1024 * 1024
_FORMAT: Final = "cramp planner foods 1"
_LOCK: Final = threading.Lock()
_ADVICE: Final = mark("Mend the file, or save it under another name and begin anew.")


def foods_file() -> Path:
    """Return the file in which this user's foods are kept, whether or not there is one."""
    return home_folder() / "foods.json"


def load_foods(path: Path | None = None) -> KeptFoods:
    """Return the foods that were kept, none where there is no file yet.

    Parameters
    ----------
    path : pathlib.Path, optional
        The user's own file where left out.

    Raises
    ------
    FoodError
        When the file is damaged or may not be read.

    Examples
    --------
    >>> isinstance(load_foods(), KeptFoods)
    True
    """
    path = path or foods_file()
    try:
        with path.open("rb") as file:
            return foods_from_json(file.read(MOST_BYTES + 1), str(path))
    except FileNotFoundError:
        return KeptFoods()
    except OSError as error:
        raise FoodError(
            mark("{path} cannot be read: {why}.").format(path=path, why=error.strerror),
            mark("Nothing of it was changed."),
        ) from None


def change_foods(change: Callable[[KeptFoods], KeptFoods]) -> KeptFoods:
    """Change what is kept: it is read, changed and written again, so that nothing kept elsewhere is lost.

    Raises
    ------
    FoodError
        When the change is refused, or the file cannot be read or written; it then stays as it was.
    """
    with _LOCK:
        before = load_foods()
        after = change(before)
        data = foods_to_json(after).encode()
        if len(data) > MOST_BYTES:
            raise FoodError(
                mark("The file of foods would be larger than 8 MB."), mark("Begin a new PLANNER_HOME.")
            )
        if after.versions != before.versions:
            _save(data)
    return after


def _save(data: bytes) -> None:
    try:
        write_privately(foods_file(), data)
    except OSError as error:
        raise FoodError(
            mark("The foods could not be written: {why}.").format(why=error.strerror),
            mark("They are as they were. Make room, or see who may write to {folder}.").format(
                folder=foods_file().parent
            ),
        ) from None


def foods_to_json(kept: KeptFoods) -> str:
    """Return foods as JSON, with all of their versions, which :func:`foods_from_json` reads back.

    Examples
    --------
    >>> print(foods_to_json(KeptFoods()), end="")
    {
     "format": "cramp planner foods 1",
     "foods": []
    }
    """
    document = {"format": _FORMAT, "foods": [_written(one) for one in kept.versions]}
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def foods_from_json(data: bytes, name: str = "the file") -> KeptFoods:
    """Read foods from JSON.

    Raises
    ------
    FoodError
        For a file that is not wholly understood; nothing of it is taken.

    Examples
    --------
    >>> foods_from_json(foods_to_json(KeptFoods()).encode()).versions
    ()
    """
    if len(data) > MOST_BYTES:
        raise FoodError(
            mark("{name} is larger than 8 MB.").format(name=name),
            mark("Choose a file from `planner foods export`."),
        )
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise FoodError(mark("{name} is no file of foods (JSON).").format(name=name), _ADVICE) from None
    if not isinstance(document, dict) or document.get("format") != _FORMAT:
        raise FoodError(
            mark("{name} is no file of foods.").format(name=name),
            mark("One begins with the format “{format}”.").format(format=_FORMAT),
        )
    foods = document.get("foods")
    if not isinstance(foods, list) or len(foods) > MOST_FOODS:
        raise FoodError(
            mark("{name} has no list of at most {n} foods.").format(name=name, n=format(MOST_FOODS, ",")),
            _ADVICE,
        )
    versions = []
    for place, entry in enumerate(foods, start=1):
        try:
            versions.append(_read(entry))
        except (KeyError, TypeError, ValueError, AttributeError):
            raise FoodError(
                mark("In {name}, food {place} is not as it was written.").format(name=name, place=place),
                _ADVICE,
            ) from None
        except FoodError as error:
            raise FoodError(
                mark("In {name}, food {place}: {reason}").format(name=name, place=place, reason=error.reason),
                error.advice,
            ) from None
    return _in_order(tuple(versions), name)


def _written(one: KeptFood) -> dict[str, Any]:
    food = one.food
    return {
        "food_id": food.food_id,
        "description": food.description,
        "since": one.since.isoformat(),
        "until": one.until.isoformat() if one.until else None,
        "basis": food.basis,
        "amounts": dict(food.amounts),
        "known": dict(one.known),
        "measures": [vars(measure) for measure in food.measures],
        "parts": [vars(part) for part in one.parts],
        "meals": list(one.meals),
        "source": food.source,
        "licence": food.licence,
        "retrieved": food.retrieved.isoformat(),
        "ingredients": food.ingredients,
        "flags": list(food.flags),
    }


def _read(entry: Mapping[str, Any]) -> KeptFood:
    """Return one version; what is wrong with the kind of a value raises as Python does."""
    base, number = parted(entry["food_id"])
    food = SourcedFood(
        food_id=base,
        description=entry["description"],
        basis=entry["basis"],
        amounts=_numbers(entry["amounts"]),
        measures=tuple(Measure(one["words"], one["grams"], one["millilitres"]) for one in entry["measures"]),
        source=entry["source"],
        licence=entry["licence"],
        retrieved=dt.date.fromisoformat(entry["retrieved"]),
        ingredients=entry["ingredients"],
        flags=tuple(entry["flags"]),
    )
    check_food(food)
    if number is None:
        raise FoodError(
            mark("“{base}” has no version.").format(base=base), mark("Write it as own:lentil-soup@1.")
        )
    until = entry["until"]
    return KeptFood(
        SourcedFood(**vars(food) | {"food_id": entry["food_id"]}),
        dt.date.fromisoformat(entry["since"]),
        None if until is None else dt.date.fromisoformat(until),
        {name: _share(name, value, food) for name, value in _numbers(entry["known"]).items()},
        tuple(map(_part, entry["parts"])),
        _meals(entry.get("meals", [])),  # a file of an earlier version has none
    )


def _numbers(values: Mapping[str, Any]) -> dict[str, float]:
    return {name: float(value) if type(value) is int else value for name, value in values.items()}


def _share(name: str, value: Any, food: SourcedFood) -> float:
    if name not in food.amounts or not isinstance(value, float) or not 0 < value < 1:
        raise FoodError(
            mark("The known share of “{name}” cannot be {value}.").format(
                name=str(name)[:40], value=str(value)[:40]
            ),
            _ADVICE,
        )
    return value


def _part(entry: Mapping[str, Any]) -> Part:
    return Part(
        check_id(parted(entry["food_id"])[0]) and entry["food_id"],
        check_text(entry["description"], "an ingredient"),
        positive(entry["grams"], "a weight"),
        check_text(entry["ingredients"], "a list of ingredients", LONGEST_TEXT),
    )


def _meals(names: list[str]) -> tuple[str, ...]:
    if not set(MEALS).issuperset(names):
        raise ValueError(names)
    return tuple(meal for meal in MEALS if meal in names)


def _in_order(versions: tuple[KeptFood, ...], name: str) -> KeptFoods:
    """Return foods whose versions count from 1 and follow each other in time."""
    last: dict[str, KeptFood] = {}
    for one in versions:
        before = last.get(one.base)
        latest = one.since if before is None else max(before.since, before.until or before.since)
        if one.number != (before.number if before else 0) + 1 or not latest <= one.since <= (
            one.until or one.since
        ):
            raise FoodError(
                mark("In {name}, “{food_id}” is out of order.").format(name=name, food_id=one.food_id),
                _ADVICE,
            )
        last[one.base] = one
    return KeptFoods(versions)
