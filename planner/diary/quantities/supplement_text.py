"""Texts that are a supplement: "prenatal vitamin", "2 magnesium tablets 250 mg", "vitamin D 1000 IU"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from planner.diary.matching.words import normal
from planner.diary.quantities.amounts import Amount, read_amount
from planner.diary.quantities.doses import (
    Dose,
    DoseRefusedError,
    alternatives,
    dose_pattern,
    dose_units,
    doses_of,
    name_pattern,
    nutrient_names,
    with_names,
)
from planner.diary.quantities.kitchen import number, plural
from planner.language import mark
from planner.reference.nutrients import nutrients
from planner.reference.supplements import free_id, product_data, products, supplement

_WORD: Final = re.compile(r"[^\W_]+")
_ONE: Final = mark("one assumed")
_ADVICE: Final = mark(
    "Write what the label declares, such as “magnesium 250 mg” or “vitamin D 25 ug”; leave medicines out."
)


@dataclass(frozen=True)
class SupplementEntry:
    """What a text of a supplement was taken for.

    Attributes
    ----------
    supplement_id : str or None
        None where there is a problem.
    units : float
        Number of tablets.
    household : str
        "2 tablets".
    confidence : float
        0.95 where the text declares all; 0.7 for a product of usual composition; 0.6 where a salt is named
        and its weight could be meant.
    assumed : tuple of str
    problem, advice : str or None
    """

    supplement_id: str | None
    units: float
    household: str
    confidence: float
    assumed: tuple[str, ...]
    problem: str | None = None
    advice: str | None = None


def read_supplement(text: str, amount: object = None, unit: object = None) -> SupplementEntry | None:
    """Read a supplement, or return None where the text is food.

    Parameters
    ----------
    text : str
        The food text of a diary row.
    amount, unit : object
        Its cells: a number of tablets, or a dose such as 250 and "mg".

    Examples
    --------
    >>> read_supplement("2 magnesium tablets 250 mg").supplement_id
    'supp:free:magnesium=250mg'
    >>> read_supplement("vitamin D 1000 IU").supplement_id
    'supp:free:vitamin_d=25ug'
    >>> read_supplement("orange juice with calcium") is None
    True
    """
    said = re.sub(r"(\d)([a-zμ])|\bx(?=\d)", r"\1 \2", normal(text))
    said = with_names(said, amount is not None and normal(str(unit)).strip(". ") in dose_units())
    said, oil = _without_oil(said)
    if not _may_be(said):
        return None
    if oil and not dose_pattern().search(said):
        problem = mark("What is in {oil} differs between makers, its vitamin A too.").format(oil=oil)
        return SupplementEntry(None, math.nan, "", 0.0, (), problem, _ADVICE)
    product = _product(said)
    dose_cells = "" if product else _dose_of_cells(said, amount, unit)
    whole = f"{said} {dose_cells}".strip()
    if product is None and not _is_supplement(whole):
        return None
    try:
        count, counted = (1.0, (_ONE,)) if dose_cells else _count(said, amount, unit)
        return _of_product(said, product, count, counted) if product else _of_doses(whole, count, counted)
    except DoseRefusedError as refused:
        return SupplementEntry(None, math.nan, "", 0.0, (), str(refused), _ADVICE)


def _without_oil(said: str) -> tuple[str, str]:
    """Put a word of form for an oil of no usual composition; return also the oil named, "" where none."""
    oil = next(
        (oil for oil in product_data()["words"]["undeclared_oils"] if re.search(rf"\b{oil}\b", said)), ""
    )
    return (said.replace(oil, "softgel"), oil) if oil else (said, "")


def _of_product(said: str, product: str, count: float, counted: tuple[str, ...]) -> SupplementEntry:
    known = supplement(product)
    sure = 0.7 if known.kind == "illustrative" else 0.95
    notes = (*counted, mark("usual composition. {note}").format(note=known.note)) if known.note else counted
    return SupplementEntry(product, count, _household(said, known.unit, count), sure, notes)


def _of_doses(said: str, count: float, counted: tuple[str, ...]) -> SupplementEntry:
    _refuse_untracked(said)
    doses = doses_of(said)
    _refuse_unknown(said, doses)
    amounts = {dose.nutrient: (dose.amount, dose.unit) for dose in doses}
    salt = _salt_note(said, doses)
    notes = (*counted, *(note for dose in doses for note in dose.assumed), *salt)
    return SupplementEntry(
        free_id(amounts), count, _household(said, "tablet", count), 0.6 if salt else 0.95, notes
    )


def _refuse_untracked(said: str) -> None:
    untracked = _words_of(said) & set(product_data()["words"]["untracked"])
    if untracked:
        names = ", ".join(sorted(untracked)).capitalize()
        raise DoseRefusedError(
            mark("{names} is not in the nutrient table, so it cannot be counted.").format(names=names)
        )


def _refuse_unknown(said: str, doses: list[Dose]) -> None:
    """Refuse a text that does not say what is in one tablet, with the reason."""
    if not doses and _words_of(said) & set(product_data()["words"]["salts_by_weight"]):
        raise DoseRefusedError(mark("This is the weight of an iron salt, not of the iron in it."))
    if not doses and not name_pattern().search(said):
        raise DoseRefusedError(
            mark("This is not in the list of supplements, and no nutrient of it is named.")
        )
    if not doses:
        raise DoseRefusedError(mark("How much is in one tablet is not said."))
    if any(phrase in _words_of(said) for phrase, _ in _said_names()):
        raise DoseRefusedError(mark("Only a part of what is in it is said."))


def _words_of(said: str) -> set[str]:
    return set(_WORD.findall(said))


def _salt_note(said: str, doses: list[Dose]) -> tuple[str, ...]:
    """Say what was assumed where a salt is named: its weight is more than that of the mineral in it."""
    for dose in doses:
        forms = product_data()["strengths"].get(dose.nutrient, {}).get("forms", [])
        named = [form for form in forms if re.search(rf"\b{re.escape(form)}\b", said)]
        if named and nutrients()[dose.nutrient].group == "mineral":
            dosed = f"{dose.amount:g} {dose.unit}"
            name = nutrients()[dose.nutrient].name.lower()
            return (
                mark("{dosed} taken as {name} itself, as labels declare it, not as its {named}").format(
                    dosed=dosed, name=name, named=named[0]
                ),
            )
    return ()


def _product(said: str) -> str | None:
    """Return the listed product that a text names and says no other dose of, the longest name first."""
    words = " ".join(_WORD.findall(said))
    for phrase, product in _said_names():
        rest = re.sub(rf"\b{re.escape(phrase)}\b", " ", words)
        if rest != words and not _with_dose(rest) and not _other_words(rest):
            return product
    return None


def _with_dose(text: str) -> bool:
    return bool(re.search(rf"\d\s?(?:{alternatives(dose_units())})\b", text))


def _other_words(text: str) -> list[str]:
    """Return the words of a text that are neither numbers nor of a supplement's label."""
    words = _WORD.findall(name_pattern().sub(" ", text))
    return [
        word
        for word in words
        if not word.isdigit() and word not in dose_units() and word not in _known_words()
    ]


def _may_be(said: str) -> bool:
    """Cheap test that most food texts fail."""
    return bool(_hint_pattern().search(said))


def _is_supplement(said: str) -> bool:
    """Whether doses or a form make it a supplement and no food is named beside them."""
    words, lists = _words_of(said), product_data()["words"]
    others = _other_words(dose_pattern().sub(" ", said))
    named = name_pattern().search(said) or words & {*lists["salts_by_weight"], *lists["untracked"]}
    if words & _forms():
        return bool(named) or len(others) <= 1
    return bool(named) and not others


def _count(said: str, amount: object, unit: object) -> tuple[float, tuple[str, ...]]:
    """Return the number of tablets, from the cells or from the text, and what was assumed."""
    cells = read_amount(amount, unit) if amount is not None else None
    if amount is not None and (cells is None or cells.kind in ("mass", "volume")):
        raise DoseRefusedError(
            mark("The amount “{amount}” is not a number of tablets.").format(amount=amount)
        )
    if cells is not None:
        return cells.value, cells.assumed
    rest = name_pattern().sub(" ", dose_pattern().sub(" ", said))
    for phrase, _ in _said_names():
        rest = re.sub(rf"\b{re.escape(phrase)}\b", " ", rest.replace("-", " "))
    in_text = read_amount(rest)
    if in_text is None or in_text.kind in ("mass", "volume"):
        return 1.0, (_ONE,)
    return in_text.value, in_text.assumed


def _dose_of_cells(said: str, amount: object, unit: object) -> str:
    """Return "250 mg" where the cells give a dose and the text only names the nutrient."""
    if amount is None or unit is None or dose_pattern().search(said):
        return ""
    written = normal(str(unit)).strip(". ")
    cell: Amount | None = read_amount(amount)
    if cell is None or written not in dose_units() or written == "units":
        return ""
    return f"{cell.value:.10g} {written}"


def _household(said: str, unit: str, count: float) -> str:
    counted = _forms() - set(product_data()["words"]["not_counted"])
    form = next((word for word in _WORD.findall(said) if word in counted), unit)
    one = form[:-1] if form.endswith("s") else form
    return f"{number(count)} {plural(one) if count > 1 else one}"


@cache
def _forms() -> frozenset[str]:
    return frozenset(product_data()["words"]["forms"])


@cache
def _known_words() -> frozenset[str]:
    """Return the words that may stand beside a nutrient and its dose: forms, salts, noise."""
    data = product_data()
    lists = [word for words in data["words"].values() for word in words]
    lists += [word for words in data["iu_words"].values() for word in words]
    lists += [form for row in data["strengths"].values() for form in row["forms"]]
    lists += [phrase for phrase, _ in _said_names() if " " not in phrase]
    return frozenset(word for phrase in lists for word in _WORD.findall(phrase))


@cache
def _said_names() -> list[tuple[str, str]]:
    pairs = [
        (" ".join(_WORD.findall(normal(said))), "supp:" + row["id"])
        for row in product_data()["product"]
        for said in row["said"]
    ]
    return sorted((pair for pair in pairs if pair[1] in products()), key=lambda pair: -len(pair[0]))


@cache
def _hint_pattern() -> re.Pattern[str]:
    lists = product_data()["words"]
    words = {
        *nutrient_names(),
        *_forms(),
        *lists["untracked"],
        *lists["salts_by_weight"],
        "vitamin",
        "omega-3",
    }
    return re.compile(rf"\b(?:{alternatives(words.union(name for name, _ in _said_names()))})\b")
