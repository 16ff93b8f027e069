"""How much of a mineral a compound holds, by its formula: a label may give the compound's weight alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from planner.tables import read_toml

_ATOMS: Final = re.compile(r"([A-Z][a-z]?)(\d*)")
_WATER: Final = "H2O"


@dataclass(frozen=True)
class Share:
    """What part of a compound's weight is the mineral.

    Attributes
    ----------
    least, most : float
        0 to 1; the same where the text settles which compound and hydrate it is.
    words : str
        The compounds that the text may mean, each with its share.
    is_blend : bool
        The compound is sold in mixtures, so its weight alone says nothing.
    """

    least: float
    most: float
    words: str
    is_blend: bool

    @property
    def is_certain(self) -> bool:
        """Whether the weight of the compound says how much of the mineral is in it."""
        return self.least == self.most and not self.is_blend


def share_of(nutrient: str, text: str) -> Share | None:
    """Return what part of a compound is a mineral, None for a compound that is not in the list.

    Parameters
    ----------
    nutrient : str
        Id of the mineral.
    text : str
        The compound as the label calls it, with its hydrate where it is named.

    Examples
    --------
    >>> share_of("magnesium", "magnesium oxide").words
    'magnesium oxide 60.3 %'
    >>> found = share_of("magnesium", "magnesium chloride")
    >>> found.is_certain, found.words
    (False, 'magnesium chloride anhydrous 25.5 %, magnesium chloride hexahydrate 12.0 %')
    """
    said = " ".join(re.findall(r"[a-z]+", text.lower()))
    hydrates: dict[str, int] = _data()["hydrates"]
    named = [word for word in said.split() if word in hydrates]
    name = " ".join(word for word in said.split() if word not in hydrates)
    found = [
        (_called(row, name, hydrate if named or len(row["waters"]) > 1 else ""), _share(row, waters), row)
        for row in _data()["compound"]
        if row["nutrient"] == nutrient and name in row["said"]
        for hydrate, waters in hydrates.items()
        if waters in row["waters"] and named in ([], [hydrate])
    ]
    if not found:
        return None
    shares = [share for _, share, _ in found]
    words = ", ".join(f"{name} {100 * share:.1f} %" for name, share, _ in found)
    blended = not named and any(row.get("blended", False) for *_, row in found)
    return Share(min(shares), max(shares), words, blended)


def molar_mass(formula: str) -> float:
    """Return grams in a mole, by the standard atomic weights.

    Examples
    --------
    >>> round(molar_mass("CaCO3"), 3)
    100.086
    """
    weights: dict[str, float] = _data()["atomic_weights"]
    return sum(weights[atom] * int(count or 1) for atom, count in _ATOMS.findall(formula))


def _called(row: dict[str, Any], name: str, hydrate: str) -> str:
    return f"{row.get('chemical', name)} {hydrate}".strip()


def _share(row: dict[str, Any], waters: int) -> float:
    """Return the mineral's part of one hydrate of a compound."""
    symbol: str = _data()["symbols"][row["nutrient"]]
    atoms = sum(int(count or 1) for atom, count in _ATOMS.findall(row["formula"]) if atom == symbol)
    whole = molar_mass(row["formula"]) + waters * molar_mass(_WATER)
    return float(atoms * _data()["atomic_weights"][symbol] / whole)


@cache
def _data() -> dict[str, Any]:
    return read_toml("supplements/compounds.toml")
