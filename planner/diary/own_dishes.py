"""A person's own dishes: the file they are kept in, and adding to it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from planner.diary.dish_file import COLUMNS, read_dish_csv
from planner.diary.files import Source
from planner.diary.model import Fault
from planner.errors import DiaryFileError, InputError
from planner.home import home_folder, write_privately
from planner.language import mark
from planner.reference.dishes import Dish, DishItem
from planner.reference.foods import food_table
from planner.reference.household import number_text


def own_dishes_file() -> Path:
    """Return the file of a person's own dishes, whether or not there is one: PLANNER_HOME/dishes.csv."""
    return home_folder() / "dishes.csv"


def own_dishes() -> tuple[tuple[Dish, ...], tuple[Fault, ...]]:
    """Return a person's own dishes, and what is wrong with others in their file.

    Raises
    ------
    InputError
        When that file as a whole cannot be read.

    Examples
    --------
    >>> dishes, faults = own_dishes()
    >>> all(dish.id.startswith("own-") for dish in dishes)
    True
    """
    path = own_dishes_file()
    if not path.is_file() or not path.stat().st_size:
        return (), ()
    try:
        return read_dish_csv(path)
    except DiaryFileError as error:
        raise InputError(mark("Your own dishes, {path}: {error}").format(path=path, error=error)) from error


def remove_dish(dish_id: str) -> None:
    """Take a dish out of a person's own; nothing happens where it is not one of them.

    Raises
    ------
    InputError
        When the file they are kept in has faults: writing it would lose those rows.
    """
    kept = _kept_whole()
    left = [dish for dish in kept if dish.id != dish_id]
    if len(left) < len(kept):
        write_privately(own_dishes_file(), write_dish_csv(left).encode())


def add_dishes(source: Source) -> tuple[tuple[Dish, ...], tuple[Fault, ...]]:
    """Add the dishes of a CSV to a person's own; those with a fault are not added.

    Returns
    -------
    tuple of Dish
        Those added.
    tuple of Fault

    Raises
    ------
    InputError
        When the file they are kept in has faults: adding would lose those rows.
    """
    kept = _kept_whole()
    new, faults = read_dish_csv(source, kept)
    if new:
        write_privately(own_dishes_file(), write_dish_csv((*kept, *new)).encode())
    return new, faults


def _kept_whole() -> tuple[Dish, ...]:
    """Return a person's own dishes, all of their file."""
    kept, broken = own_dishes()
    if broken:
        raise InputError(
            mark("{what}, row {row}: {problem} {advice} Mend the file before you change it here.").format(
                what=own_dishes_file(), row=broken[0].row, problem=broken[0].problem, advice=broken[0].advice
            )
        )
    return kept


def write_dish_csv(these: Iterable[Dish]) -> str:
    """Return dishes as a CSV that :func:`read_dish_csv` reads back as they were.

    Raises
    ------
    ValueError
        For amounts that are no equal steps.

    Examples
    --------
    >>> write_dish_csv([]).splitlines()
    ['dish,cuisine,slots,minutes,effort,cost,seasons,portable,gentle,batch,not_in,food_id,food,portion,least,most,step']
    """
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for dish in these:
        about: dict[str, str] = {"dish": dish.name, "cuisine": dish.cuisine, "minutes": str(dish.minutes)}
        about |= {"effort": dish.effort, "cost": str(dish.cost)}
        about |= {name: "; ".join(getattr(dish, name)) for name in ("slots", "seasons", "not_in")}
        about |= {name: "yes" if getattr(dish, name) else "" for name in ("portable", "gentle", "batch")}
        for item in dish.items:
            writer.writerow(about | _item_cells(item))
            about = {"dish": dish.name}
    return file.getvalue()


def _item_cells(item: DishItem) -> dict[str, str]:
    table, amounts = food_table(), item.multiples
    steps = {after - before for before, after in pairwise(amounts)}
    if len(steps) > 1 or min(steps, default=1) <= 0:
        raise ValueError(f"{item.food_id}: amounts are no equal steps")
    return {
        "food_id": item.food_id,
        "food": table.description(item.food_id),
        "portion": table.portion_words(item.food_id, item.portion_seq),
        "least": number_text(amounts[0]),
        "most": number_text(amounts[-1]),
        "step": number_text(steps.pop()) if len(amounts) > 2 else "",
    }
