"""What only the person who kept a diary can say of it: how its dates and its label values are meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planner.errors import InputError

NOT_USED: Final = "not used"
PERCENT: Final = "percent of daily value"
MILLIGRAMS: Final = "milligrams"
MYFITNESSPAL_VITAMINS: Final = (NOT_USED, PERCENT, MILLIGRAMS)
"""What the numbers under vitamin C, calcium and iron of MyFitnessPal may be; the file does not tell."""


@dataclass(frozen=True)
class Choices:
    """What the person has said about her file.

    Attributes
    ----------
    date_order : {"dmy", "mdy"} or None
        Whether the day or the month comes first, once said.
    myfitnesspal_vitamins : str
        One of :data:`MYFITNESSPAL_VITAMINS`.

    Raises
    ------
    InputError
        For a unit of MyFitnessPal's vitamins that is none of these.

    Examples
    --------
    >>> Choices().myfitnesspal_vitamins
    'not used'
    """

    date_order: str | None = None
    myfitnesspal_vitamins: str = NOT_USED

    def __post_init__(self) -> None:
        if self.myfitnesspal_vitamins not in MYFITNESSPAL_VITAMINS:
            known = ", ".join(f"“{one}”" for one in MYFITNESSPAL_VITAMINS)
            raise InputError(
                f"myfitnesspal_vitamins = {self.myfitnesspal_vitamins!r} is not known. Choose one of {known}."
            )
