"""How much a row says: in its cells, within its text, or in both."""

from __future__ import annotations

from dataclasses import replace

from planner.diary.quantities.amounts import Amount, read_amount, split_amount
from planner.diary.remembered import in_grams
from planner.language import mark


def how_much(
    text: str, amount: object, unit: object, grams: object, measures: tuple[str, ...] = ()
) -> Amount | None:
    """Return how much a row says was eaten; None where that is not said or not understood.

    Parameters
    ----------
    text : str
        The food, perhaps with an amount in it.
    amount, unit, grams : object
        Cells, None where blank; a weight decides.
    measures : tuple of str
        What measures of hers weigh: ``"1 bowl = 60 g"``.

    Examples
    --------
    >>> how_much("2 slices of toast", None, None, None).value, how_much("oats", "40", "g", None).unit
    (2.0, 'g')
    """
    if grams is not None:
        return read_amount(grams, "g")
    in_text, said = split_amount(text)[0], read_amount(amount, unit) if amount is not None else None
    if amount is not None and said is None:
        return None
    return in_grams(measures, both(said, in_text) if said else of_unit(in_text, unit))


def both(said: Amount, in_text: Amount | None) -> Amount:
    """Join the amount of the row with one in the text: 2 of "slice of toast", 3 of "large egg"."""
    if in_text is None or said.unit or said.size:
        return said
    if said.value == in_text.value:
        return in_text
    if in_text.kind in ("mass", "volume"):
        note = mark("{times} times {amount} {unit}").format(
            times=f"{said.value:g}", amount=f"{in_text.value:g}", unit=in_text.unit
        )
        return replace(in_text, value=said.value * in_text.value, assumed=(*said.assumed, note))
    return replace(in_text, value=said.value, assumed=said.assumed)


def of_unit(in_text: Amount | None, unit: object) -> Amount | None:
    """Take the amount within the text, or one of the unit where only a unit is given."""
    return in_text or (read_amount(None, unit) if unit is not None else None)
