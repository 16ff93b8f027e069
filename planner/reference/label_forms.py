"""The forms of a nutrient on a label that decide how much counts, and under which upper level.

Folate: IOM 1998, 1 ug folic acid with food = 1/0.6 ug DFE. Vitamin A: IOM 2001, 2 ug beta-carotene of a
supplement = 1 ug RAE; 1 IU of retinol or of a supplement's beta-carotene = 0.3 ug RAE (NIH Office of Dietary
Supplements, Vitamin A, fact sheet for health professionals). Vitamin E: IOM 2000, only the 2R forms count as
intake (0.45 mg an IU where it is synthetic, 0.67 where it is natural), but the upper level is for all forms
(0.9 mg an IU of the synthetic).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from planner.language import _
from planner.reference.nutrients import nutrients
from planner.reference.supplements import product_data

UG_CAROTENE_PER_UG_RAE: Final = 2.0
_IU_OF_VITAMIN_A: Final = 0.3
_ALL_FORMS_OF_SYNTHETIC_E: Final = 2.0
"""Weight of all its forms for one of the 2R forms."""
_FORM: Final = re.compile(r"(?:as|from) (?P<form>[a-z0-9][a-z0-9 ,.-]*)")
_SHARE: Final = re.compile(r"(?P<share>\d{1,3}(?:\.\d+)?) ?% (?:as|from) (?P<form>[a-z -]+)")
_FOLIC: Final = re.compile(r"(?P<number>\d+(?:\.\d+)?) ?(?:ug|mcg) (?:of )?folic acid")
_METHYL: Final = ("methylfolate", "mthf", "methyltetrahydrofolate", "folinic", "folinate")
_OPEN_FORM: Final = "open"


@dataclass(frozen=True)
class Reading:
    """What one line of a label says.

    Attributes
    ----------
    amounts : dict of str to float
        By nutrient id, in the registry's unit; NaN is unknown.
    notes : list of str
        What was taken for granted, and what is not known.
    """

    amounts: dict[str, float]
    notes: list[str] = field(default_factory=list)


def of_mass(nutrient: str, amount: float, rest: str) -> Reading | None:
    """Read an amount by weight with what the label says of its form; None where that is not understood.

    Parameters
    ----------
    nutrient : str
    amount : float
        In the registry's unit.
    rest : str
        What stands after the unit, in small letters.

    Examples
    --------
    >>> of_mass("vitamin_a", 750, "as beta-carotene").amounts
    {'vitamin_a': 750, 'retinol': 0.0, 'carotene_beta': 1500.0}
    >>> of_mass("magnesium", 200, "as citrate").amounts
    {'magnesium': 200}
    """
    special = _BY_FORM.get(nutrient)
    if special is not None:
        return special(amount, rest)
    if not rest:
        return _reading({nutrient: amount})
    found = _FORM.fullmatch(rest)
    if found is None:
        return None
    known = nutrients()[nutrient]
    if known.group != "mineral":
        return _reading({nutrient: amount})
    note = _(
        "{nutrient}: {amount} {unit} counted as {mineral} itself, as labels declare it, not as the weight of "
        "its {form}.",
        nutrient=_(known.name),
        mineral=_(known.name).lower(),
        amount=f"{amount:g}",
        unit=known.unit,
        form=found["form"],
    )
    return _reading({nutrient: amount}, note)


def of_iu(nutrient: str, number: float, rest: str) -> Reading | None:
    """Read international units; unknown where the form decides and is not said."""
    form = _form_of(nutrient, rest)
    if nutrient == "vitamin_d":
        return _reading({nutrient: number * product_data()["iu"]["vitamin_d"]["any"]}) if form else None
    if nutrient == "vitamin_e" and form in ("natural", "synthetic"):
        return _vitamin_e(number * product_data()["iu"]["vitamin_e"][form], form)
    if nutrient in ("retinol", "carotene_beta"):
        form = "retinol" if nutrient == "retinol" else "carotene"
    if nutrient in ("vitamin_a", "retinol", "carotene_beta") and form in ("retinol", "carotene"):
        return _vitamin_a(number * _IU_OF_VITAMIN_A, f"as {form}")
    if nutrient not in ("vitamin_a", "vitamin_e") or form is None:
        return None
    note = (
        _("Vitamin A: how much an IU is depends on its form, retinol or beta-carotene, which is not said.")
        if nutrient == "vitamin_a"
        else _("Vitamin E: how much an IU is depends on its form, natural or synthetic, which is not said.")
    )
    return _reading(unknown(nutrient), note)


def unknown(nutrient: str) -> dict[str, float]:
    """Return a nutrient as unknown, with the forms of it that then are unknown too."""
    with_it: Mapping[str, tuple[str, ...]] = {
        "vitamin_a": ("vitamin_a", "retinol"),
        "folate": ("folate", "folic_acid"),
        "folic_acid": ("folate", "folic_acid"),
    }
    return dict.fromkeys(with_it.get(nutrient, (nutrient,)), math.nan)


def _form_of(nutrient: str, rest: str) -> str | None:
    """Return the form that a text names, "open" where it names none, None where it is not understood."""
    words = product_data()["words"] | product_data()["iu_words"]
    kinds = {"vitamin_a": ("retinol", "carotene"), "vitamin_e": ("synthetic", "natural")}.get(nutrient, ())
    for kind in kinds:
        if any(re.search(rf"(?<![a-z-]){re.escape(word)}", rest) for word in words[kind]):
            return kind
    return _OPEN_FORM if not rest or _FORM.fullmatch(rest) else None


def _vitamin_a(rae: float, rest: str) -> Reading | None:
    shared = _SHARE.fullmatch(rest)
    form = _form_of("vitamin_a", rest)
    if form is None and shared is None:
        return None
    part = 1.0 if form == "carotene" else 0.0
    if shared is not None:
        share = min(float(shared["share"]) / 100, 1.0)
        part = share if form == "carotene" else 1 - share
    amounts = {"vitamin_a": rae, "retinol": rae * (1 - part)}
    if part:
        amounts["carotene_beta"] = rae * part * UG_CAROTENE_PER_UG_RAE
    note = _(
        "Vitamin A: its form is not said, so it is counted as retinol, the stricter for the upper level."
    )
    return _reading(amounts, *([note] if form == _OPEN_FORM else []))


def _retinol(amount: float, rest: str) -> Reading | None:
    return _vitamin_a(amount, "as retinol") if not rest or _FORM.fullmatch(rest) else None


def _carotene(amount: float, rest: str) -> Reading | None:
    """Read a weight of beta-carotene itself."""
    if rest and not _FORM.fullmatch(rest):
        return None
    return _vitamin_a(amount / UG_CAROTENE_PER_UG_RAE, "as carotene")


def _folate(amount: float, rest: str) -> Reading | None:
    words = rest.split()
    is_dfe, rest = "dfe" in words, " ".join(word for word in words if word != "dfe")
    methyl = any(word in rest for word in _METHYL)
    if folic := _FOLIC.search(rest):
        return _reading({"folate": amount, "folic_acid": float(folic["number"])}) if is_dfe else None
    if rest and not _FORM.fullmatch(rest):
        return None
    if methyl and is_dfe:
        return _reading({"folate": amount, "folic_acid": 0.0, "folate_total": math.nan})
    if is_dfe:
        return _reading({"folate": amount})
    if "folic acid" in rest:
        return _reading({"folic_acid": amount})
    note = _(
        "Folate: neither folic acid nor DFE is said, which count differently. Write “400 ug folic acid” as "
        'folic_acid = "400 ug", or folate = "680 ug DFE".'
    )
    amounts = {"folate": math.nan, "folic_acid": 0.0 if methyl else math.nan}
    return _reading(amounts, note)


def _folic_acid(amount: float, rest: str) -> Reading | None:
    return _reading({"folic_acid": amount}) if not rest or rest == "as folic acid" else None


def _of_vitamin_e(amount: float, rest: str) -> Reading | None:
    plain = rest.replace("alpha-tocopherol", "", 1).strip() if rest.startswith("alpha-tocopherol") else rest
    form = _form_of("vitamin_e", plain)
    return None if form is None else _vitamin_e(amount, form)


def _vitamin_e(amount: float, form: str) -> Reading:
    if form != "synthetic":
        return _reading({"vitamin_e": amount})
    note = _("Vitamin E: synthetic, of which half counts as intake and all for the upper level.")
    return _reading({"vitamin_e": amount, "vitamin_e_added": amount * _ALL_FORMS_OF_SYNTHETIC_E}, note)


def _reading(amounts: dict[str, float], *notes: str) -> Reading:
    return Reading(amounts, list(notes))


_BY_FORM: Final[Mapping[str, Callable[[float, str], Reading | None]]] = {
    "vitamin_a": _vitamin_a,
    "retinol": _retinol,
    "carotene_beta": _carotene,
    "folate": _folate,
    "folic_acid": _folic_acid,
    "vitamin_e": _of_vitamin_e,
}
