"""The amounts of a supplement's label, as the label writes them, to nutrients.

``200 mg``, ``200 mg as citrate`` (the mineral's own weight: labels declare it so), ``500 mg of magnesium
oxide`` (the compound's weight, turned by its formula), ``400 IU``, ``680 ug DFE``, ``50 % DV``, ``unknown``.
What a text leaves open is unknown, with words that say what would settle it; never guessed at, never zero.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache
from typing import Final

from planner.errors import PersonError
from planner.language import _
from planner.reference import checks, label_forms
from planner.reference.compounds import share_of
from planner.reference.daily_values import daily_values
from planner.reference.label_forms import Reading
from planner.reference.nutrients import nutrients
from planner.reference.supplements import product_data
from planner.reference.written_amounts import UnitError, in_registry_unit, plain_unit, read_figure
from planner.units import convert_mass

MOST_GRAMS: Final = 10.0
"""Of one nutrient in one tablet; more is a slip of the unit."""
LONGEST: Final = 120
UNTRACKED: Final = frozenset(
    {"iodine", "biotin", "manganese", "chromium", "molybdenum", "pantothenic acid", "inositol", "boron"}
)
"""On many labels, not in the nutrient table: taken from a label, said, and not counted."""
UNKNOWN: Final = ("unknown", "not stated", "?")

_TEXT: Final = re.compile(
    r"(?P<number>\d[\d.,]*)\s*(?P<unit>%|kcal|kj|mg|ug|mcg|g|iu|i\.u\.|ie)(?![a-z])(?P<rest>.*)"
)
_QUALIFIERS: Final = frozenset({"ne", "te", "at", "alpha-te", "rae", "re", "elemental", "eq", "equivalent"})


def read_line(name: str, text: str) -> Reading:
    """Read one line of a label.

    Parameters
    ----------
    name : str
        A nutrient by its id, or as labels call it: ``magnesium``, ``vitamin B6``, ``beta-carotene``.
    text : str
        Its amount.

    Raises
    ------
    PersonError
        For a nutrient that nothing here is called, or an amount that cannot be read; it says what to write.

    Examples
    --------
    >>> read_line("magnesium", "500 mg of magnesium oxide").amounts
    {'magnesium': 301.5209408}
    >>> read_line("vitamin D", "400 IU").amounts
    {'vitamin_d': 10.0}
    >>> read_line("folate", "680 ug DFE").amounts
    {'folate': 680.0}
    """
    nutrient, said = nutrient_called(name), _plain(name, text)
    if nutrient is None:
        return Reading({}, [_("{name} is not in the nutrient table, so it is not counted.", name=name)])
    shown = _(nutrients()[nutrient].name)
    if said in UNKNOWN:
        return Reading(
            label_forms.unknown(nutrient), [_("{nutrient}: the label does not say how much.", nutrient=shown)]
        )
    found = _TEXT.fullmatch(said)
    number = None if found is None else read_figure(found["number"], comma_parts_thousands=True)
    if found is None or number is None:
        raise _refused(name, text)
    unit, rest = plain_unit(found["unit"]), found["rest"].strip()
    reading = _of_kind(nutrient, number, unit, rest)
    if reading is None:
        raise _refused(name, text)
    _check_size(name, text, reading)
    return reading


def nutrient_called(name: str) -> str | None:
    """Return the nutrient's id; None for one of :data:`UNTRACKED`.

    Examples
    --------
    >>> nutrient_called("Vitamin B6"), nutrient_called("iodine")
    ('vitamin_b6', None)
    """
    said = " ".join(str(name).lower().replace("_", " ").split())
    if said in UNTRACKED:
        return None
    known = _names()
    if said not in known:
        close = checks.nearest(said, known)
        raise PersonError("supplements.amounts", str(name)[:60], _("no nutrient is called this.") + close)
    return known[said]


@cache
def _names() -> dict[str, str]:
    """Return the nutrient by each name; a label's folate is not yet folic acid, as the unit decides."""
    names = {word: nutrient for nutrient, words in product_data()["names"].items() for word in words}
    ids = {one.replace("_", " "): one for one in nutrients()}
    return names | {"vitamin b9": "folate", "b9": "folate", "beta-carotene": "carotene_beta"} | ids


def _plain(name: str, text: object) -> str:
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST:
        raise _refused(name, text)
    said = unicodedata.normalize("NFKC", text).lower().replace("μ", "u")
    return " ".join(re.sub(r"[()\[\]]|,(?!\d)", " ", said).split())


def _of_kind(nutrient: str, number: float, unit: str, rest: str) -> Reading | None:
    """Read an amount by its unit; None where something in it is not understood."""
    if unit == "%":
        return _of_percent(nutrient, number, rest)
    if unit == "iu":
        return label_forms.of_iu(nutrient, number, rest)
    try:
        amount = in_registry_unit(nutrient, number, unit)
    except UnitError:
        return None
    compound = re.fullmatch(r"of (?P<name>[a-z -]+)", rest.removesuffix(f"of {nutrient}"))
    if compound and nutrients()[nutrient].group == "mineral":
        return _of_compound(nutrient, amount, f"{number:g} {unit}", compound["name"])
    words = [word for word in rest.removesuffix(f"of {nutrient}").split() if word not in _QUALIFIERS]
    return label_forms.of_mass(nutrient, amount, " ".join(words))


def _of_compound(nutrient: str, amount: float, weight: str, compound: str) -> Reading | None:
    shown, share = _(nutrients()[nutrient].name), share_of(nutrient, compound)
    values = {"nutrient": shown, "mineral": shown.lower(), "weight": weight, "compound": compound}
    if share is None:
        note = _(
            "{nutrient}: how much of it is in {weight} of {compound} is not known here. Write the amount of "
            "{mineral} itself, if the label has it.",
            **values,
        )
        return Reading({nutrient: math.nan}, [note])
    if not share.is_certain:
        note = _(
            "{nutrient}: {weight} of {compound} does not settle how much of it that is ({shares}). Write "
            "which one it is, or the amount of {mineral} itself.",
            shares=share.words,
            **values,
        )
        return Reading({nutrient: math.nan}, [note])
    held = round(amount * share.most, 7)
    note = _(
        "{nutrient}: {weight} is the weight of {compound}, so {held} {unit} of {mineral} ({shares}).",
        held=f"{held:.4g}",
        unit=nutrients()[nutrient].unit,
        shares=share.words,
        **values,
    )
    return Reading({nutrient: held}, [note])


def _of_percent(nutrient: str, percent: float, rest: str) -> Reading | None:
    """Read a per cent of the US Daily Value or of the EU's reference value (NRV)."""
    found = re.fullmatch(
        r"(?:of )?(?:the )?(?P<kind>dv|daily value|nrv|ri)(?P<pregnant> (?:for )?(?:pregnan\w+|prenatal)"
        r"(?: women| and lactating women)?)?(?P<form>.*)",
        rest,
    )
    if found is None:
        return None
    eu = found["kind"] in ("nrv", "ri")
    whose = "eu" if eu else "us_pregnant" if found["pregnant"] else "us"
    basis = "folic_acid" if eu else "folate"
    nutrient = basis if nutrient in ("folate", "folic_acid") else nutrient
    is_counted = nutrients()[nutrient].group != "macronutrient"  # of which a tablet says next to nothing
    whole = daily_values(whose).get(nutrient) if is_counted else None
    if whole is None:
        shown = _(nutrients()[nutrient].name)
        note = _(
            "{nutrient}: the label's 100 % has no value here, so how much it is stays unknown.",
            nutrient=shown,
        )
        return Reading({nutrient: math.nan}, [note])
    form = f"dfe {found['form']}" if nutrient == "folate" else found["form"]
    reading = label_forms.of_mass(nutrient, percent * whole / 100, " ".join(form.split()))
    if reading is None:
        return None
    return Reading(reading.amounts, [_whole_note(nutrient, whole, whose), *reading.notes])


def _whole_note(nutrient: str, whole: float, whose: str) -> str:
    known = nutrients()[nutrient]
    values = {"nutrient": _(known.name), "whole": f"{whole:g}", "unit": known.unit}
    if whose == "eu":
        return _("{nutrient}: 100 % taken as the EU's {whole} {unit} (NRV).", **values)
    if whose == "us_pregnant":
        return _("{nutrient}: 100 % taken as the US value for pregnancy, {whole} {unit}.", **values)
    return _(
        "{nutrient}: 100 % taken as the US value for adults, {whole} {unit}; labels for pregnancy may mean "
        "another: then write “% DV for pregnancy”.",
        **values,
    )


def _check_size(name: str, text: str, reading: Reading) -> None:
    nothing = all(amount == 0 for amount in reading.amounts.values())
    for nutrient, amount in reading.amounts.items():
        unit = nutrients()[nutrient].unit
        if nothing or (unit != "kcal" and amount > convert_mass(MOST_GRAMS, "g", unit)):
            advice = _("this cannot be right for one tablet: check the number and the unit.")
            raise PersonError(f"supplements.amounts.{name}"[:80], text, advice)


def _refused(name: str, text: object) -> PersonError:
    advice = _(
        "write it as the label does: “200 mg”, “200 mg as citrate” (the mineral's own weight), “500 mg "
        "of magnesium oxide” (the compound's weight), “400 IU”, “680 ug DFE”, “50 % DV”, “50 % NRV”, or "
        "“unknown”."
    )
    return PersonError(f"supplements.amounts.{str(name)[:60]}", str(text)[:LONGEST], advice)
