"""Prices of what is on a shopping list: a CSV with food, price and pack."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from planner.errors import InputError
from planner.gaps.wording import joined
from planner.language import _
from planner.plan.packs import size_grams

_COLUMNS: Final = ("food", "price", "pack")


@dataclass(frozen=True)
class Price:
    """What one pack costs; ``pack`` is blank where the price is for the pack of the list."""

    price: float
    pack: str


def read_prices(file: Path | bytes) -> dict[str, Price]:
    r"""Read prices by food, in lower case.

    Parameters
    ----------
    file : pathlib.Path or bytes
        CSV: ``food`` (as the shopping list or the food table calls it), ``price`` of one pack, and ``pack``
        (``500 g``, ``1 l``, ``15 oz``; blank for the pack that the list names, and for what is sold loose:
        then the price is that of 1 kg, in US units of 1 lb).

    Raises
    ------
    InputError
        Naming the row that cannot be used.

    Examples
    --------
    >>> read_prices(b"food,price,pack\nEggs,2.40,\nKale,1.20,200 g\n")["kale"]
    Price(price=1.2, pack='200 g')
    """
    source = io.BytesIO(file) if isinstance(file, bytes) else file
    try:
        table = pd.read_csv(source, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        text = _("The prices cannot be read: {error}. Save them as CSV with commas.", error=error)
        raise InputError(text) from error
    if missing := [name for name in _COLUMNS[:2] if name not in table]:
        names = joined(missing)
        raise InputError(_("The prices have no column {names}. Columns: food, price, pack.", names=names))
    prices: dict[str, Price] = {}
    for number, row in enumerate(table.to_dict("records"), start=2):
        food = str(row["food"]).strip().lower()
        if not food or food in prices:
            raise InputError(_("Prices, row {n}: name each food, and each once.", n=number))
        prices[food] = _price(number, str(row["price"]), str(row.get("pack", "")).strip())
    return prices


def _price(number: int, text: str, pack: str) -> Price:
    value = pd.to_numeric(pd.Series([text.strip() or None]), errors="coerce").iloc[0]
    if not 0 <= value < float("inf"):  # also where it is no number
        said = _(
            "Prices, row {n}: {price} is no price. Write it as 2.40, or leave the row out.",
            n=number, price=repr(text),
        )  # fmt: skip
        raise InputError(said)
    if pack:
        try:
            size_grams(pack, {"each": 1})
        except InputError as error:
            raise InputError(_("Prices, row {n}: {error}", n=number, error=error)) from error
    return Price(float(value), pack)
