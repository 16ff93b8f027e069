"""Parse the portion descriptions of FNDDS into kind, amount, unit and qualifier."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple


class Portion(NamedTuple):
    """A portion description in parts; ``amount`` is None where the description has none."""

    kind: str
    amount: float | None
    unit: str
    qualifier: str


_AMOUNT = re.compile(
    r"^(?P<amount>\d+ \d+/\d+|\d+/\d+|\d*\.\d+|\d+)\s(?!oz (?:package|container))(?P<rest>.+)$"
)
_GUIDELINE = re.compile(r"^(?:1 )?guideline amount (?P<beside>.+)$", re.IGNORECASE)
# "1 oz yields", "1 oz dry, yield after cooking": what follows the weight says in which state it was weighed.
_WEIGHED = re.compile(r"^(?P<unit>oz|lb|tablespoon|cup|coconut) (?P<state>(?:dry|raw|cooked|yields?)\b.*)$")


def parse_portion(description: str) -> Portion:
    """Split one portion description.

    Parameters
    ----------
    description : str
        As printed in the workbook.

    Returns
    -------
    Portion
        ``kind`` is ``measure``, ``guideline`` (an amount usual beside another food) or ``unspecified``.

    Examples
    --------
    >>> parse_portion("1 cup, cooked, diced")
    Portion(kind='measure', amount=1.0, unit='cup', qualifier='cooked, diced')
    >>> parse_portion("1 fl oz (no ice)")
    Portion(kind='measure', amount=1.0, unit='fl oz', qualifier='no ice')
    >>> parse_portion("Guideline amount per fl oz of beverage")
    Portion(kind='guideline', amount=None, unit='fl oz', qualifier='per fl oz of beverage')
    >>> parse_portion("Quantity not specified")
    Portion(kind='unspecified', amount=None, unit='', qualifier='')
    """
    text = " ".join(description.split())
    if text.startswith("Quantity not specified"):
        return Portion("unspecified", None, "", text.removeprefix("Quantity not specified").lstrip(", "))
    guideline = _GUIDELINE.match(text)
    if guideline:
        per = re.match(r"(?:per|on) (.+?)(?: of .+| or .+)?$", guideline["beside"])
        return Portion("guideline", None, per.group(1) if per else "", guideline["beside"])
    found = _AMOUNT.match(text)
    if not found:  # "Juice of 1 lemon", '1" wedge', "5 oz package": one of what is described
        return Portion("measure", 1.0, *_split_unit(text))
    amount = float(sum(Fraction(part) for part in found["amount"].split()))
    return Portion("measure", amount, *_split_unit(found["rest"]))


def _split_unit(text: str) -> tuple[str, str]:
    """Split "cup (8 fl oz)" or "cup, cooked, diced" at the first comma or bracket."""
    weighed = _WEIGHED.match(text)
    if weighed:
        return weighed["unit"], weighed["state"]
    cut = re.search(r"\s*[,(]", text)
    if not cut:
        return text, ""
    return text[: cut.start()], _qualifier(text[cut.start() :])


def _qualifier(text: str) -> str:
    """Take off the brackets that open the text: "(3 oz), dry, yields" is "3 oz, dry, yields"."""
    parts = []
    while found := re.match(r"[\s,]*\(([^()]*)\)", text):
        parts.append(found[1])
        text = text[found.end() :]
    return ", ".join(part for part in (*parts, text.strip(" ,")) if part)
