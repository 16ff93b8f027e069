"""What a person takes beside her food: products by their labels, and how often she takes each.

In the person file::

    [[supplements.product]]
    name = "Night magnesium"
    unit = "capsule"
    per = 2
    [supplements.product.amounts]
    magnesium = "200 mg as citrate"

    [[supplements.take]]
    product = "Night magnesium"
    amount = 2
    when = "every second day with dinner from 2026-03-01"

A product may also be one of the list: ``product = "prenatal"``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from planner.errors import PersonError
from planner.language import _
from planner.reference import checks
from planner.reference.own_label import Label, check_word
from planner.reference.schedules import Schedule, read_schedule
from planner.reference.supplements import PREFIX, product_data, products, supplement
from planner.reference.toml_text import toml_block

MOST_PRODUCTS: Final = 40
MOST_AT_A_TIME: Final = 50.0


@dataclass(frozen=True)
class Taken:
    """A product and how often it is taken.

    Attributes
    ----------
    product : str
        Her own product's name, or one of the list: its name or its id without ``supp:``.
    when : str
        As :func:`planner.reference.schedules.read_schedule` reads it.
    amount : float
        Units at a time.
    """

    product: str
    when: str = "daily"
    amount: float = 1.0

    def __post_init__(self) -> None:
        check_word("supplements.take.product", self.product)
        advice = _("give how many are taken at a time, above 0 and at most {n}.", n=f"{MOST_AT_A_TIME:g}")
        checks.number("supplements.take.amount", self.amount, 0.05, MOST_AT_A_TIME, advice)
        object.__setattr__(self, "amount", float(self.amount))
        read_schedule(self.when)


@dataclass(frozen=True)
class Regular:
    """A product that she takes, ready to be counted.

    Attributes
    ----------
    name, unit : str
        As shown, and what is counted.
    supplement_id : str
        As :func:`planner.reference.supplements.supplement` knows it.
    amount : float
        Units at a time.
    when : str
        Her words.
    schedule : Schedule
    notes : tuple of str
        What was taken for granted, and what is not known.
    """

    name: str
    unit: str
    supplement_id: str
    amount: float
    when: str
    schedule: Schedule
    notes: tuple[str, ...]

    @property
    def a_day(self) -> float:
        """Units a day in the long run."""
        return self.amount * self.schedule.a_day


@dataclass(frozen=True)
class Regimen:
    """Her supplements.

    Attributes
    ----------
    products : tuple of Label
        Her own, by their labels.
    taken : tuple of Taken
    """

    products: tuple[Label, ...] = ()
    taken: tuple[Taken, ...] = ()

    def __post_init__(self) -> None:
        if len(self.products) > MOST_PRODUCTS or len(self.taken) > MOST_PRODUCTS:
            raise PersonError(
                "supplements", len(self.taken), _("give at most {n} products.", n=MOST_PRODUCTS)
            )
        names = [_key(label.name) for label in self.products]
        for name in names:
            if names.count(name) > 1:
                advice = _("two products have this name; give each its own.")
                raise PersonError("supplements.product.name", name, advice)
        for one in self.taken:
            self._found(one.product)

    def __bool__(self) -> bool:
        return bool(self.products or self.taken)

    @cached_property
    def _own(self) -> dict[str, Label]:
        return {_key(label.name): label for label in self.products}

    def regular(self) -> list[Regular]:
        """Return what she takes, in her order.

        Examples
        --------
        >>> [one] = Regimen(taken=(Taken("prenatal", "every second day"),)).regular()
        >>> one.supplement_id, one.a_day
        ('supp:prenatal', 0.5)
        """
        return [self._regular(one) for one in self.taken]

    def usual(self) -> dict[str, float]:
        """Return how much of each nutrient that is in a label comes a day in the long run; NaN is unknown.

        Examples
        --------
        >>> Regimen(taken=(Taken("magnesium_250", "every second day"),)).usual()
        {'magnesium': 125.0}
        """
        sums: dict[str, float] = {}
        for one in self.regular():
            for nutrient, amount in supplement(one.supplement_id).amounts.items():
                sums[nutrient] = sums.get(nutrient, 0.0) + amount * one.a_day
        return sums

    def _regular(self, one: Taken) -> Regular:
        found, schedule = self._found(one.product), read_schedule(one.when)
        if isinstance(found, Label):
            name, unit, notes, known = found.name, found.unit, found.read()[1], found.id
        else:
            listed = supplement(found)
            name, unit, notes, known = (
                listed.name,
                listed.unit,
                [_(listed.note)] if listed.note else [],
                found,
            )
        if not schedule.knows_its_days:
            notes = [
                *notes,
                _(
                    "Which days are not said, so each day counts with the average, {n}.",
                    n=_short(one.amount * schedule.a_day),
                ),
            ]
        return Regular(name, unit, known, one.amount, one.when, schedule, tuple(notes))

    def _found(self, product: str) -> Label | str:
        """Return her own product, else the id of a listed one."""
        own = self._own.get(_key(product))
        if own is not None:
            return own
        listed = listed_names()
        if _key(product) not in listed:
            known = [*(label.name for label in self.products), *listed]
            advice = _(
                "no product is called this. Give it by its label in [[supplements.product]], or take one of "
                "the list: planner foods supplements."
            )
            raise PersonError("supplements.take.product", product, advice + checks.nearest(product, known))
        return listed[_key(product)]


def listed_names() -> dict[str, str]:
    """Return the ids of the listed products by all that they may be called, in small letters.

    Examples
    --------
    >>> listed_names()["prenatal vitamin"], listed_names()["magnesium 250 mg"]
    ('supp:prenatal', 'supp:magnesium_250')
    """
    names = {_key(said): PREFIX + row["id"] for row in product_data()["product"] for said in row["said"]}
    for product in products().values():
        names[_key(product.name)] = names[product.id] = names[product.id.removeprefix(PREFIX)] = product.id
    return names


def read_regimen(table: object) -> Regimen:
    """Read the ``[supplements]`` table of a person file.

    Raises
    ------
    PersonError
        Names the field and what to do.

    Examples
    --------
    >>> read_regimen({"take": [{"product": "prenatal", "when": "daily"}]}).taken
    (Taken(product='prenatal', when='daily', amount=1.0),)
    """
    if not isinstance(table, Mapping):
        raise PersonError(
            "supplements", table, _("write this as [[supplements.product]] and [[supplements.take]].")
        )
    checks.no_unknown_keys(table, ("product", "take"), "supplements.")
    labels = tuple(
        Label(**row)
        for row in _rows(table, "product", ("name", "unit", "per", "amounts"), ("name", "amounts"))
    )
    taken = tuple(Taken(**row) for row in _rows(table, "take", ("product", "when", "amount"), ("product",)))
    return Regimen(labels, taken)


def regimen_blocks(regimen: Regimen) -> Iterator[str]:
    """Yield the parts of a person file that :func:`read_regimen` reads as this."""
    for label in regimen.products:
        head = {"name": label.name, "unit": label.unit, "per": label.per}
        yield toml_block("[supplements.product]", head)
        amounts = {f'"{name}"': text for name, text in label.amounts.items()}
        yield toml_block("supplements.product.amounts", amounts)
    for one in regimen.taken:
        said = {"product": one.product, "when": one.when, "amount": one.amount}
        yield toml_block("[supplements.take]", said)


def _rows(
    table: Mapping[str, Any], key: str, allowed: tuple[str, ...], needed: tuple[str, ...]
) -> Iterator[dict[str, Any]]:
    rows = table.get(key, [])
    name = f"supplements.{key}"
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise PersonError(
            name, rows, _("write each as a part of its own: a line [[{name}]] and its keys.", name=name)
        )
    for row in rows:
        checks.no_unknown_keys(row, allowed, f"{name}.")
        for word in needed:
            if word not in row:
                raise PersonError(f"{name}.{word}", None, _("this is missing in a [[{name}]].", name=name))
        yield row


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _short(number: float) -> str:
    return "?" if math.isnan(number) else f"{number:.3g}"
