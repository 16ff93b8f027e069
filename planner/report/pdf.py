"""A plan as a PDF for the fridge: the week at a glance, each day, what it holds, the shopping list, notices.

Made from the document of :func:`planner.report.plan_report.plan_document`, with the words of the screen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from planner.gaps.wording import amount
from planner.language import _, plural
from planner.plan.own_meals import shown_name
from planner.plan.slots import NAMES
from planner.reference.guide import red_flags
from planner.reference.nutrients import nutrients
from planner.report import typeset
from planner.report.basis import FRAMEWORKS, JURISDICTIONS, SEVERITIES, date_words
from planner.report.measures import measures_of
from planner.report.notice_groups import NoticeGroup, notice_groups
from planner.report.plan_report import AS_NOW, OF_THE_MEAN, cap_text, item_text
from planner.report.plan_words import (
    day_words,
    energy_text,
    group_words,
    proof_words,
    title,
    total_text,
    verdict_words,
)
from planner.report.routine_text import ROUTINE_NOTE, routine_text
from planner.report.shopping_text import KEEP_COLD, row_text, summary_lines
from planner.report.supplement_sums import PLAN_NOTE, SUM_COLUMNS, SUMS_NOTE, SUMS_TITLE, sum_rows
from planner.report.text import EVIDENCE, FIRST
from planner.report.typeset import (
    Block,
    Line,
    bullets,
    cell,
    column,
    heading,
    landscape,
    table,
    together,
    words,
)

_WEEK: Final = 7
_ROOMY: Final = 6
"""A week of up to so many meals a day has room for large letters."""
_DAY: Final = ("energy", *FIRST, "caffeine")
"""What stands below each day, as on the screen."""


def plan_pdf(
    document: dict[str, Any],
    made: dt.date,
    *,
    name: str = "",
    start: dt.date | None = None,
    why: bool = False,
) -> bytes:
    """Return a plan as a tagged PDF.

    Parameters
    ----------
    document : dict
        From :func:`planner.report.plan_report.plan_document`.
    made : datetime.date
        The date on the cover.
    name : str
        For whom it is; by default nobody is named.
    start : datetime.date, optional
        The first day of the plan; without it days have numbers only.
    why : bool
        Whether each meal says why it is there.
    """
    cover = [typeset.TITLE, *_cover(document, made, name)]
    if document["days"]:
        blocks = [*_weeks(document, cover, start), *_days(document, start, why), *_not_reached(document)]
        blocks += [
            *_article(document),
            *_holds(document),
            *sum_blocks(document, PLAN_NOTE),
            *_shopping(document),
        ]
    else:
        blocks = [*cover, *_conflicts(document)]
    blocks += [*notice_blocks(document["notices"], _("Good to know about this plan")), *help_blocks()]
    return typeset.pdf(_title(document), blocks, made, document["jurisdiction"])


def _title(document: dict[str, Any]) -> str:
    count = len(document["days"])
    return plural("Meals for {n} day", "Meals for {n} days", count) if count else _("No plan fits everything")


def _cover(document: dict[str, Any], made: dt.date, name: str) -> Iterator[Block]:
    yield cover_line(document, document["made_for"], made, name)
    if document["days"]:
        lead, rest = verdict_words(document)
        yield words(
            ("strong", _("{targets_reached} on average over the days.", targets_reached=lead)),
            f"{rest and ' '}{rest} ",
            _(
                "Planned for {energy} kcal a day. Plan number {seed}. When to get help, and what to mind: "
                "the last page.",
                energy=f"{document['energy_kcal']:,.0f}",
                seed=document["seed"],
            ),
        )


def cover_line(document: dict[str, Any], whom: str, made: dt.date, name: str) -> Block:
    """Return for whom a report is, by whose values and rules, and when it was made."""
    who = f"{name} ({whom})" if name else whom
    return words(
        ("strong", f"{_('For')}: "), f"{who}. ",
        ("strong", f"{_('Reference values')}: "), f"{_(FRAMEWORKS[document['framework']])}. ",
        ("strong", f"{_('Safety rules')}: "), f"{_(JURISDICTIONS[document['jurisdiction']])}. ",
        ("strong", f"{_('Made')}: "), f"{date_words(made)}.",
    )  # fmt: skip


def _weeks(document: dict[str, Any], cover: Sequence[Block], start: dt.date | None) -> Iterator[Block]:
    """Give each week a page at a glance; the first has the cover above it."""
    for number, days in enumerate(_by_week(document["days"])):
        used = {meal["slot"] for day in days for meal in day["meals"]}
        slots = [slot for slot in NAMES if slot in used]
        columns = [column(_("Day"), 0.9), *(column(_(NAMES[slot]), 1) for slot in slots)]
        rows = [[_day_cell(day, start), *(_slot_cell(day, slot) for slot in slots)] for day in days]
        size = 11 if max(len(day["meals"]) for day in days) <= _ROOMY else 9
        yield landscape(*(cover if number == 0 else ()), table(columns, rows, size))


def _by_week(days: Sequence[dict[str, Any]]) -> list[Sequence[dict[str, Any]]]:
    return [days[at : at + _WEEK] for at in range(0, len(days), _WEEK)]


def _day_cell(day: dict[str, Any], start: dt.date | None) -> dict[str, Any]:
    number, _, date = day_words(day, start).partition(", ")
    dated = [[("small", date)]] if date else []
    return cell([("strong", number)], *dated, total_text(day["totals"], "energy"))


def _slot_cell(day: dict[str, Any], slot: str) -> dict[str, Any]:
    lines: list[Line] = [
        [("small", f"{meal['time']}  "), shown_name(meal["dish"] or AS_NOW)]
        for meal in day["meals"]
        if meal["slot"] == slot
    ]
    return cell(*lines)


def _days(document: dict[str, Any], start: dt.date | None, why: bool) -> Iterator[Block]:
    for day in document["days"]:
        columns = [column(_("Meal"), 1), column(_("Portions"), 1.9), column(_("Energy"), right=True)]
        yield together(
            heading(day_words(day, start)),
            table(columns, [_meal_row(meal, why) for meal in day["meals"]], size=9.5),
            table(_total_columns(), [_total_row(day), _aim_row(document)], size=8.5),
        )
        yield from _routine(day)


def _routine(day: dict[str, Any]) -> Iterator[Block]:
    """Say what the day has beside meals, where it has anything."""
    if day.get("routine"):
        yield words(("strong", f"{_('Beside the meals')}: "), "; ".join(map(routine_text, day["routine"])))
        yield words(("small", _(ROUTINE_NOTE)))


def _meal_row(meal: dict[str, Any], why: bool) -> list[Any]:
    reason = [[("small", f"{_('Why')}: {meal['why']['text']}")]] if why else []
    return [
        cell([("", f"{meal['time']}  {_(NAMES[meal['slot']])}")], [("strong", title(meal))]),
        cell(*map(item_text, meal["items"]), *reason),
        energy_text(meal),
    ]


def _total_columns() -> list[dict[str, Any]]:
    return [column("", 0.8), *(column(_(nutrients()[name].name), 1, right=True) for name in _DAY)]


def _total_row(day: dict[str, Any]) -> list[str]:
    return [_("This day"), *(total_text(day["totals"], name) for name in _DAY)]


def _aim_row(document: dict[str, Any]) -> list[str]:
    """Return the target of each; for energy what was planned for, for caffeine its cap."""
    targets = {
        row["nutrient"]: amount(row["target"], row["nutrient"], row["unit"]) for row in document["targets"]
    }
    planned = _("about {amount}", amount=f"{document['energy_kcal']:,.0f} kcal")
    targets |= {"energy": planned, "caffeine": cap_text(document)}
    return [_("Aim a day"), *(targets.get(name, _("no value")) for name in _DAY)]


def _holds(document: dict[str, Any]) -> Iterator[Block]:
    """Show every target beside the plan's mean, the most possible and each day."""
    for number, days in enumerate(_by_week(document["days"])):
        named = (_("Nutrient"), _("Target"), _("Mean of plan"), _("Most possible"))
        columns = [column(named[0], 1.5), *(column(name, 1, right=True) for name in named[1:])]
        columns += [column(day_words(day, None), 1, right=True) for day in days]
        rows = [
            [
                _(nutrients()[row["nutrient"]].name),
                *(_amount(row, key) for key in ("target", "planned_mean", "best_case")),
                *(total_text(day["totals"], row["nutrient"]) for day in days),
            ]
            for row in document["targets"]
        ]
        top = [heading(_("What the days hold")), words(_(OF_THE_MEAN))] if number == 0 else []
        yield landscape(*top, table(columns, rows, size=9))


def sum_blocks(document: dict[str, Any], note: str = SUMS_NOTE) -> Iterator[Block]:
    """Return food and supplements apart and together, where any are taken."""
    if rows := sum_rows(document):
        name, *amounts = map(_, SUM_COLUMNS)
        columns = [column(name, 1.2), *(column(one, 1, right=True) for one in amounts)]
        yield together(heading(_(SUMS_TITLE), 2), table(columns, rows), words(("small", _(note))))


def _amount(row: dict[str, Any], key: str) -> str:
    return amount(row[key], row["nutrient"], row["unit"])


def _not_reached(document: dict[str, Any]) -> Iterator[Block]:
    unmet, more = document["unmet"], document["prices"]
    yield heading(_("What is not reached, and why") if unmet else _("Every target is reached"))
    if unmet:
        yield bullets([row["text"]] for row in unmet)
    if more:
        yield heading(_("What one more would bring"), 2)
        yield bullets(
            [f"{row['text']} ({_('{n} points a day', n=format(row['per_unit'], '.1f'))})"] for row in more
        )
    yield words(("small", proof_words(document)))


def _article(document: dict[str, Any]) -> Iterator[Block]:
    groups = map(group_words, document["emphasis"])
    lines = bullets([("strong", f"{name}: "), said] for name, said in groups)
    yield together(heading(_("Foods the article names")), lines)


def _shopping(document: dict[str, Any]) -> Iterator[Block]:
    measures = measures_of(document)
    yield typeset.NEW_PAGE
    yield heading(_("Shopping list"))
    yield typeset.in_columns(
        together(heading(_(aisle), 2), typeset.ticks([row_text(row, measures)] for row in rows))
        for aisle, rows in groupby(document["shopping_list"], key=itemgetter("aisle"))
    )
    for line in summary_lines(document):
        yield words(("small", line))
    if document["batch_cooking"]:
        yield heading(_("Cook once"))
        yield bullets([row["text"]] for row in document["batch_cooking"])
        yield words(("small", _(KEEP_COLD)))


def _conflicts(document: dict[str, Any]) -> Iterator[Block]:
    yield heading(_("What would free it"))
    yield bullets([row["text"]] for row in document["conflicts"])


def notice_blocks(notices: Sequence[dict[str, Any]], name: str) -> Iterator[Block]:
    """Return notices, those of one rule together, below a heading."""
    if notices:
        yield heading(name)
        yield bullets(map(_notice, notice_groups(notices)))


def _notice(group: NoticeGroup) -> Line:
    about = f"{_(SEVERITIES[group.severity])}: {', '.join(group.foods)}".removesuffix(": ")
    said = " ".join(f"{when}: {text}" if when else text for when, text in group.texts)
    return [
        ("strong", f"{about}. "),
        ("", said),
        ("small", f" {_('Source: {authority}.', authority=_(group.authority))}"),
    ]


def help_blocks() -> Iterator[Block]:
    """Return when to get help, and what is known about cramps and food."""
    yield together(
        heading(_("When to get help")),
        bullets([("strong", f"{_(flag.when)}. "), _(flag.do)] for flag in red_flags()),
        heading(_("What is known about leg cramps"), 2),
        words(_(EVIDENCE)),
    )
