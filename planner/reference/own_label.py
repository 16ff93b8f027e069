"""A supplement of her own by its label: names and amounts as written, checked, and read as nutrients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from planner.errors import PersonError
from planner.language import _
from planner.reference import checks
from planner.reference.label import read_line
from planner.reference.nutrients import nutrients
from planner.reference.supplements import free_id

MOST_LINES: Final = 60
LONGEST_NAME: Final = 80


@dataclass(frozen=True)
class Label:
    """A product of her own, by its label.

    Attributes
    ----------
    name : str
    amounts : mapping of str to str
        Nutrient to amount, each as the label writes it.
    unit : str
        What is counted: tablet, capsule, gummy.
    per : float
        The label's amounts are for so many units.
    """

    name: str
    amounts: Mapping[str, str] = field(hash=False)
    unit: str = "tablet"
    per: float = 1.0

    def __post_init__(self) -> None:
        check_word("supplements.product.name", self.name)
        check_word("supplements.product.unit", self.unit)
        advice = _("give for how many units the label's amounts are, 0.1 to 100.")
        checks.number("supplements.product.per", self.per, 0.1, 100, advice)
        if not isinstance(self.amounts, Mapping) or not 0 < len(self.amounts) <= MOST_LINES:
            advice = _(
                'give the label\'s amounts, such as magnesium = "200 mg as citrate"; at most {n}.',
                n=MOST_LINES,
            )
            raise PersonError("supplements.product.amounts", self.name, advice)
        object.__setattr__(self, "amounts", dict(self.amounts))
        object.__setattr__(self, "per", float(self.per))
        self.read()

    def read(self) -> tuple[dict[str, float], list[str]]:
        """Return the amounts in one unit by nutrient, NaN where unknown, and what was taken for granted.

        Raises
        ------
        PersonError
            For a line that cannot be read, or a nutrient that two lines give.

        Examples
        --------
        >>> Label("Two a day", {"iron": "28 mg", "iodine": "150 ug"}, per=2).read()
        ({'iron': 14.0}, ['iodine is not in the nutrient table, so it is not counted.'])
        """
        amounts: dict[str, float] = {}
        notes: list[str] = []
        for name, text in self.amounts.items():
            reading = read_line(name, text)
            if twice := set(amounts) & set(reading.amounts):
                field = f"supplements.product.amounts.{name}"
                also = ", ".join(sorted(twice))
                raise PersonError(
                    field, text, _("another line gives {also} too; keep one of them.", also=also)
                )
            amounts |= {nutrient: amount / self.per for nutrient, amount in reading.amounts.items()}
            notes += reading.notes
        return amounts, notes

    @property
    def id(self) -> str:
        """What it is counted by: its amounts in one unit."""
        amounts, _notes = self.read()
        return free_id({name: (amount, nutrients()[name].unit) for name, amount in amounts.items()})


def check_word(field: str, text: object) -> None:
    """Refuse what is not a short name on one line."""
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_NAME or not text.isprintable():
        advice = _("give a name of 1 to {n} letters, on one line.", n=LONGEST_NAME)
        raise PersonError(field, str(text)[:LONGEST_NAME], advice)
