"""A food's TOML file: what it says, in parts that are what they should be; and a food by its label."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from planner.errors import FoodError
from planner.language import mark
from planner.sources.checks import check_food, check_name, check_text, positive
from planner.sources.food import BASES, Measure, SourcedFood
from planner.sources.kept import own_id
from planner.sources.label_amounts import label_amount

MOST_BYTES: Final = 256 * 1024
OWN_SOURCE: Final = "own food"
OWN_LICENCE: Final = "entered by hand"
_LABEL_KEYS: Final = (
    "name", "per", "serving", "measures", "ingredients", "daily_values", "source", "licence", "since",
    "amounts",
)  # fmt: skip
_SIZE: Final = re.compile(r"(?P<number>\d{1,6}(?:[.,]\d{1,6})?)\s*(?P<unit>g|ml)")
_MEASURE_ADVICE: Final = mark('Write it as "1 slice = 30 g", "1 glass = 250 ml" or "1 cup = 240 ml = 250 g".')


@dataclass(frozen=True)
class LabelFood:
    """A food as its label gives it, and from when it is so; None is from today."""

    food: SourcedFood
    since: dt.date | None


def read_toml_food(data: bytes, name: str = "the file") -> dict[str, Any]:
    """Return what the TOML file of a food or a recipe says.

    Raises
    ------
    FoodError
        When it is no such file.

    Examples
    --------
    >>> read_toml_food(b'name = "Oat drink"')
    {'name': 'Oat drink'}
    """
    if len(data) > MOST_BYTES:
        raise FoodError(f"{name} is larger than 256 KB.", "Give one food or recipe a file.")
    try:
        found = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        reason = str(error)[:120] if isinstance(error, tomllib.TOMLDecodeError) else "it is no text"
        shown = "".join(sign if sign.isprintable() else "�" for sign in reason)
        raise FoodError(
            f"{name} is no TOML file: {shown}.", "data/samples/own_label.toml shows one."
        ) from None
    return found


def is_recipe(said: Mapping[str, Any]) -> bool:
    """Tell whether a file is a recipe's: its ingredients are tables."""
    return isinstance(said.get("ingredients"), list)


def label_food(said: Mapping[str, Any], today: dt.date | None = None) -> LabelFood:
    """Return the food of a label.

    Parameters
    ----------
    said : mapping
        As from :func:`read_toml_food`.
    today : datetime.date, optional
        When it is entered.

    Raises
    ------
    InputError
        With what to change.

    Examples
    --------
    >>> drink = label_food({"name": "Oat drink", "per": "100 ml", "amounts": {"calcium": "120 mg"}}).food
    >>> drink.food_id, drink.amounts, drink.measures
    ('own:oat-drink', {'calcium': 120.0}, ())
    """
    check_keys(said, _LABEL_KEYS, "a label")
    basis = said.get("per")
    if basis not in BASES:
        raise FoodError(
            f"“per” is {str(basis)[:40]!r}.", f"Say what the amounts are per: {', '.join(BASES)}."
        )
    amounts = said.get("amounts")
    if not isinstance(amounts, dict) or not amounts:
        raise FoodError("There are no amounts.", 'Write them under [amounts]: calcium = "120 mg".')
    daily = words_of(said, "daily_values")
    food = SourcedFood(
        food_id=own_id(name_of(said)),
        description=name_of(said),
        basis=basis,
        amounts={name: label_amount(name, value, daily) for name, value in amounts.items()},
        measures=_measures(said, basis),
        source=words_of(said, "source") or OWN_SOURCE,
        licence=words_of(said, "licence") or OWN_LICENCE,
        retrieved=today or dt.date.today(),
        ingredients=words_of(said, "ingredients", longest=5_000),
    )
    return LabelFood(check_food(food), since_of(said))


def check_keys(said: Mapping[str, Any], known: tuple[str, ...], what: str) -> None:
    """Refuse a key that is not known: it would be lost."""
    for key in said:
        if key not in known:
            raise FoodError(f"“{key[:40]}” is not known in {what}.", f"Use only {', '.join(known)}.")


def name_of(said: Mapping[str, Any]) -> str:
    """Return the name of a food or a recipe."""
    if not isinstance(said.get("name"), str):
        raise FoodError("There is no name.", 'Write one: name = "Lentil soup".')
    return check_name(" ".join(said["name"].split(" ")).strip())


def words_of(said: Mapping[str, Any], key: str, longest: int = 200) -> str:
    """Return a text that may be missing."""
    return check_text(said.get(key, ""), f"“{key}”", longest).strip()


def since_of(said: Mapping[str, Any]) -> dt.date | None:
    """Return the day from which a food is so, None where none is given."""
    since = said.get("since")
    if since is not None and type(since) is not dt.date:
        raise FoodError(
            f"“since” is {str(since)[:40]!r}.", "Write the day as 2026-03-01, without quotation marks."
        )
    return since


def measures_of(said: Mapping[str, Any]) -> tuple[Measure, ...]:
    """Return the measures of a food or a recipe."""
    given = said.get("measures", [])
    if not isinstance(given, list):
        raise FoodError("“measures” is no list.", 'Write it as measures = ["1 bowl = 350 g"].')
    return tuple(read_measure(text) for text in given)


def read_measure(text: Any) -> Measure:
    """Return a measure from its text.

    Examples
    --------
    >>> read_measure("1 cup = 240 ml = 250 g")
    Measure(words='1 cup', grams=250.0, millilitres=240.0)
    """
    words, *sizes = (part.strip() for part in check_text(text, "a measure").split("="))
    found: dict[str, float] = {}
    for size in sizes:
        said = _SIZE.fullmatch(size)
        if said is None or said["unit"] in found or len(sizes) > 2:
            raise FoodError(
                mark("The measure “{text}” is not understood.").format(text=text[:40]), _MEASURE_ADVICE
            )
        found[said["unit"]] = positive(float(said["number"].replace(",", ".")), f"the size of “{words[:40]}”")
    if not words:
        raise FoodError(
            mark("The measure “{text}” is not understood.").format(text=text[:40]), _MEASURE_ADVICE
        )
    return Measure(words, found.get("g"), found.get("ml"))


def measure_text(measure: Measure) -> str:
    """Return a measure as :func:`read_measure` reads it.

    Examples
    --------
    >>> measure_text(Measure("1 cup", 250.0, 240.0))
    '1 cup = 250 g = 240 ml'
    """
    sizes = ((measure.grams, "g"), (measure.millilitres, "ml"))
    return " = ".join(
        [measure.words, *(f"{value:.10g} {unit}" for value, unit in sizes if value is not None)]
    )


def _measures(said: Mapping[str, Any], basis: str) -> tuple[Measure, ...]:
    """Return the measures, the serving first; a food per serving has one whether or not its size is said."""
    serving = said.get("serving", "1 serving" if basis == "serving" else None)
    return (*(() if serving is None else (read_measure(serving),)), *measures_of(said))
