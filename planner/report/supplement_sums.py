"""Food and supplements apart and together, and what she takes regularly: for JSON, text and the Gaps page.

``sums``, by nutrient: ``food``, ``supplements`` and ``total``, means a day, None where not known; the flags
``food_in_part`` and ``supplements_in_part`` say that a mean is a lower bound. Regular supplements count with
their long-run average, so that a tablet of every second day is half a tablet whichever days the diary holds.

``supplements``: ``taken`` (each regular product with its schedule, units and amounts a day in the long run,
and what was taken for granted), ``doses`` (what counts on which date) and ``notes``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from planner.diary.model import Diary
from planner.diary.taken import READING, doses_of
from planner.gaps.wording import amount
from planner.intake import Intake
from planner.language import _, mark
from planner.reference.nutrients import nutrients
from planner.reference.regimen import Regimen
from planner.reference.supplements import supplement
from planner.report.tables import aligned, wrapped

SUM_COLUMNS: Final = (mark("Nutrient"), mark("From food"), mark("From supplements"), mark("Together"))
SUMS_TITLE: Final = mark("From food and from supplements, a day")
SUMS_NOTE: Final = mark(
    "Regular supplements count with their average, a tablet of every second day as half a tablet a day; "
    "each day by itself counts what was due on it."
)
PLAN_NOTE: Final = mark(
    "The plan counts food alone; supplements add their average, a tablet of every second day as half a "
    "tablet a day."
)


def sums(intake: Intake) -> dict[str, dict[str, Any]]:
    """Return the mean day of each nutrient: of food, of supplements, and of both."""
    food, taken = intake.food.mean(), intake.supplements.fillna(0.0).mean()
    nothing = intake.supplements.isna().all()
    total = intake.total.mean()
    food_part, part = (intake.food_complete < 1).any(), (intake.supplements_complete < 1).any()
    return {
        name: {
            "food": food[name],
            "supplements": None if nothing[name] else taken[name],
            "total": total[name],
            "food_in_part": bool(food_part[name]),
            "supplements_in_part": bool(part[name]),
        }
        for name in nutrients()
    }


def taken_words(diary: Diary, regimen: Regimen) -> dict[str, Any]:
    """Return what she takes regularly, the doses that counted on the diary's days, and what was decided."""
    taken = [
        {
            "product": one.name,
            "id": one.supplement_id,
            "when": one.when,
            "amount": one.amount,
            "unit": one.unit,
            "units_a_day": one.a_day,
            "amounts_a_day": {
                name: value * one.a_day for name, value in supplement(one.supplement_id).amounts.items()
            },
            "notes": list(one.notes),
        }
        for one in regimen.regular()
    ]
    return {"taken": taken, "doses": doses_of(diary), "notes": list(diary.reading.get(READING, []))}


def sum_rows(document: dict[str, Any]) -> list[list[str]]:
    """Return the nutrients that supplements give, in the columns of :data:`SUM_COLUMNS`.

    Parameters
    ----------
    document : dict
        What has ``sums``: a person of an analysis, or a plan.
    """
    units = {name: known.unit for name, known in nutrients().items()}
    return [
        [
            _(nutrients()[name].name),
            _shown(one["food"], one["food_in_part"], name, units[name]),
            _shown(one["supplements"], one["supplements_in_part"], name, units[name]),
            _shown(one["total"], one["food_in_part"] or one["supplements_in_part"], name, units[name]),
        ]
        for name, one in _given(document)
    ]


def sums_sheet(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the same as rows of a workbook: every digit, blank where not known."""
    return [{"nutrient": name, "unit": nutrients()[name].unit, **one} for name, one in _given(document)]


def _given(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return the sums of what supplements give; none in a plan that was kept before there were any."""
    return [
        (name, one)
        for name, one in document.get("sums", {}).items()
        if one["supplements"] is None or one["supplements"] > 0 or one["supplements_in_part"]
    ]


def taken_lines(person: dict[str, Any]) -> list[str]:
    """Return each regular product in a sentence, with what was taken for granted."""
    lines = []
    for one in person["supplements"]["taken"]:
        said = _(
            "{product}: {amount} × {unit}, {when}; in the long run {a_day} a day.",
            product=one["product"],
            amount=f"{one['amount']:g}",
            unit=one["unit"],
            when=one["when"],
            a_day=f"{one['units_a_day']:.3g}",
        )
        lines.append(" ".join([said, *one["notes"]]))
    return [*lines, *person["supplements"]["notes"]]


def sum_blocks(person: dict[str, Any]) -> Iterator[str]:
    """Yield the blocks of a text report; none where nothing is taken."""
    yield from sums_table(person)
    if lines := taken_lines(person):
        title = _("Supplements taken regularly").upper()
        yield "\n".join([title, *(wrapped(line, "    ", "  ") for line in lines)])


def sums_table(document: dict[str, Any], note: str = SUMS_NOTE) -> Iterator[str]:
    """Yield the sums as a table of a text report; nothing where nothing is taken."""
    if rows := sum_rows(document):
        header = ["", *(_(column).lower() for column in SUM_COLUMNS[1:])]
        yield f"{_(SUMS_TITLE).upper()}\n{aligned(header, rows)}\n{wrapped(_(note), '  ', '  ')}"


def _shown(value: float | None, in_part: bool, name: str, unit: str) -> str:
    if value is None:
        return _("not known")
    return f"{'≥ ' if in_part else ''}{amount(float(value), name, unit)}"
