"""The analysis as text for a terminal: what is short and how sure, caffeine, notices, what cannot be said."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Final

from planner.gaps.wording import STATUSES, amount, percent
from planner.language import _, mark, plural
from planner.reference.nutrients import nutrients
from planner.report.basis import JURISDICTIONS
from planner.report.check_in_text import first_lines
from planner.report.left_out import left_out_words
from planner.report.supplement_sums import sum_blocks
from planner.report.tables import aligned, printable, to_csv, wrapped

EVIDENCE: Final = mark(
    "Leg cramps are common in pregnancy and their cause is not known. Small trials of magnesium, calcium "
    "and B vitamins gave inconsistent, low- or very-low-certainty results (Cochrane 2020). This tool finds "
    "nutrients your diary is low in; eating more of them is good for pregnancy but is not proven to stop "
    "cramps. Do not start a supplement without asking your midwife, doctor or pharmacist."
)
METHOD: Final = mark(
    "The chance of enough is the National Academies' method for one person (IOM 2000). It takes the "
    "day-to-day spread of women of 19 to 50 who were not pregnant, as no such table exists for pregnancy. "
    "A few days cannot settle it: near 50 % is usual. This is a planning aid, not a diagnosis."
)
FIRST: Final = ("magnesium", "potassium", "calcium", "iron", "vitamin_b6")
"""The nutrients that a person with cramps asks about first."""

GAP_COLUMNS: Final = ("", mark("a day"), mark("target"), "", mark("how sure"))

_NAMES: Final = {
    "nasem": mark("NASEM (US, Canada)"),
    "efsa": mark("EFSA (EU)"),
    "uk": mark("UK (COMA, SACN)"),
}
_SEVERITIES: Final = {
    "avoid": mark("avoid"),
    "limit": mark("limit"),
    "caution": mark("caution"),
    "info": mark("info"),
}
NOTHING: Final = mark("No row of this diary could be counted, so nothing is compared.")
_MOST_FAULTS: Final = 20


def analysis_text(document: dict[str, Any]) -> str:
    """Return the text of an analysis, as from :func:`planner.report.analysis.analysis`."""
    first = [wrapped(line, "  ", "- ") for line in first_lines(document)]
    left = filter(None, [wrapped(left_out_words(document))])
    blocks = [*first, _head(document), *left, *_faults(document)]
    for person in document["people"]:
        blocks += _person(person, alone=len(document["people"]) == 1)
    blocks += [wrapped(_(METHOD)), wrapped(_(EVIDENCE))]
    return "\n\n".join(blocks) + "\n"


def gaps_csv(document: dict[str, Any]) -> str:
    """Return the gaps of everybody in an analysis as one table, with the framework in each row."""
    rows = [
        {"person": person["person"], "framework": document["framework"], **gap, **_apart(person, gap)}
        for person in document["people"]
        for gap in person["gaps"]
    ]
    return to_csv(rows)


def _apart(person: dict[str, Any], gap: dict[str, Any]) -> dict[str, Any]:
    """Return what of a gap's mean is of food and of supplements; unknown where the food table has none."""
    one = person["sums"].get(gap["nutrient"], {})
    return {name: one.get(name) for name in ("food", "supplements", "food_in_part", "supplements_in_part")}


def _head(document: dict[str, Any]) -> str:
    rows = document["rows"]
    lines = [
        _("Reference values: {name}.", name=_(_NAMES[document["framework"]])),
        _("Safety rules: {name}.", name=_(JURISDICTIONS[document["jurisdiction"]])),
        rows_line(rows),
    ]
    return "\n".join(lines)


def rows_line(rows: dict[str, int]) -> str:
    """Return how many rows of a file count.

    Examples
    --------
    >>> rows_line({"read": 1200, "used": 1199, "with_faults": 1})
    'Rows read: 1,200; used: 1,199; need attention: 1.'
    """
    return _(
        "Rows read: {read}; used: {used}; need attention: {faulty}.",
        read=f"{rows['read']:,}", used=f"{rows['used']:,}", faulty=f"{rows['with_faults']:,}",
    )  # fmt: skip


def _faults(document: dict[str, Any]) -> Iterator[str]:
    faults = document["faults"]
    if not faults:
        return
    lines = [_("ROWS THAT NEED ATTENTION (not counted: what is said below is too low until they are mended)")]
    for fault in faults[:_MOST_FAULTS]:
        value = f" ({fault['value']})" if fault["value"] else ""
        said = f"{fault['column']}{value}: {fault['problem']} {fault['advice']}"
        lines.append(wrapped(said, "    ", "  " + _("row {n}, ", n=fault["row"])))
    if len(faults) > _MOST_FAULTS:
        lines.append(
            "  " + _("… and {n} more; --format json lists them all.", n=f"{len(faults) - _MOST_FAULTS:,}")
        )
    yield "\n".join(lines)


def _person(person: dict[str, Any], alone: bool) -> Iterator[str]:
    count = len(person["days"])
    days = plural("{n} day", "{n} days", count)
    name = printable(person["person"] or _("No name given"))
    if not count:
        yield _(NOTHING)
        yield from _notices(person["notices"])
        return
    with_entries = _("{days} with entries; means leave out days without any.", days=days)
    yield with_entries if alone else f"=== {name}: {days} ==="
    for title, gaps in gap_tables(person["gaps"]):
        yield f"{_(title).upper()}\n" + aligned(list(map(_, GAP_COLUMNS)), [gap_row(gap) for gap in gaps])
    yield from sum_blocks(person)
    yield from _list(_("IN WORDS"), [f"{_(gap['name'])}: {gap['text']}" for gap in in_words(person["gaps"])])
    yield from _list(_("WHERE IT CAME FROM"), source_lines(person))
    yield from _list(_("CAFFEINE"), caffeine_lines(person["caffeine"]))
    yield from _notices(person["notices"])
    yield from _list(_("WHAT THIS DIARY CANNOT TELL"), limit_lines(person))


def _list(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield "\n".join([title, *(wrapped(line, "    ", "  ") for line in lines)])


def _place(gap: dict[str, Any]) -> int:
    return FIRST.index(gap["nutrient"])


def _ratio(gap: dict[str, Any]) -> float:
    return float(gap["ratio"])


def first_of(gaps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the gaps of the nutrients to look at first, in their order, as far as they are there."""
    return sorted((gap for gap in gaps if gap["nutrient"] in FIRST), key=_place)


def gap_tables(gaps: list[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Return the gaps that have a target and a mean: those asked about first, below it, and at or above."""
    shown = [gap for gap in gaps if gap["target"] is not None and gap["mean"] is not None]
    others = [gap for gap in shown if gap["nutrient"] not in FIRST and gap["target_kind"] != "EER"]
    groups = {
        mark("Looked at first"): first_of(shown),
        mark("Below the target"): sorted((gap for gap in others if gap["gap"] > 0), key=_ratio),
        mark("At or above the target"): [gap for gap in others if gap["gap"] == 0],
    }
    yield from ((title, found) for title, found in groups.items() if found)


def gap_row(gap: dict[str, Any]) -> list[str]:
    """Return what a gap has in each of :data:`GAP_COLUMNS`."""
    at_least = "≥ " if gap["lower_bound"] else ""
    target = f"{_amount(gap, 'target')} {gap['target_kind']}"
    sure = _(STATUSES[gap["status"]])
    if gap["p_adequate"] is not None and gap["status"] != "uncertain":
        sure += f" ({percent(gap['p_adequate'])})"
    elif gap["p_adequate"] is not None:
        sure += " " + _("(enough: {chance})", chance=percent(gap["p_adequate"]))
    if gap["over_upper"]:
        sure = _("{sure}; over the {level}", sure=sure, level=gap["upper_kind"])
    return [_(gap["name"]), at_least + _amount(gap, "mean"), target, f"{100 * gap['ratio']:.0f} %", sure]


def _amount(gap: dict[str, Any], key: str) -> str:
    value = gap[key]
    return amount(math.nan if value is None else float(value), gap["nutrient"], gap["unit"])


def in_words(gaps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the gaps to say in sentences: what is asked about first and short, or above an upper level."""
    wanted = [
        gap for gap in gaps
        if gap["over_upper"] or (gap["nutrient"] in FIRST and gap["gap"] is not None and gap["gap"] > 0)
    ]  # fmt: skip
    return sorted(wanted, key=lambda gap: _place(gap) if gap["nutrient"] in FIRST else len(FIRST))


def source_lines(person: dict[str, Any]) -> list[str]:
    """Return where each nutrient that is asked about first came from."""
    lines = []
    for nutrient in FIRST:
        foods = [f"{one['food']} {100 * one['share']:.0f} %" for one in person["top_sources"][nutrient][:3]]
        if foods:
            lines.append(f"{_(nutrients()[nutrient].name)}: {'; '.join(foods)}")
    return lines


def caffeine_lines(caffeine: dict[str, Any]) -> list[str]:
    """Return the caffeine of a diary in sentences: beside the cap, and by hour."""
    if caffeine["mean_mg"] is None:
        return [_("Not known.")]
    lines = [
        _(
            "{mean} mg a day on average; on the highest day up to {most} mg if the drinks were strong; "
            "cap {cap} mg.",
            mean=f"{caffeine['mean_mg']:.0f}",
            most=f"{caffeine['max_mg']:.0f}",
            cap=f"{caffeine['cap_mg']:.0f}",
        )
    ]
    hours = {hour: value for hour, value in caffeine["by_hour"].items() if value >= 0.5}
    if hours:
        listed = ", ".join(f"{hour}h {value:.0f} mg" for hour, value in hours.items())
        lines.append(_("By hour: {hours}.", hours=listed))
    if caffeine["unknown_time_mg"] >= 0.5:
        lines.append(_("At a time not noted: {mg} mg a day.", mg=f"{caffeine['unknown_time_mg']:.0f}"))
    return lines


def _notices(notices: list[dict[str, Any]]) -> Iterator[str]:
    same: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for notice in notices:
        same.setdefault((notice["severity"], notice["text"], notice["authority"]), []).append(notice)
    if same:
        yield _("WORTH KNOWING") + "\n" + "\n".join(map(_notice, same.values()))


def _notice(same: list[dict[str, Any]]) -> str:
    """Return notices of one text as one line; what is only good to know names foods without their days."""
    first, brief = same[0], len(same) > 1 and same[0]["severity"] == "info"
    keys = ("food",) if brief and any(notice["food"] for notice in same) else ("date", "food")
    abouts = [", ".join(str(notice[key]) for key in keys if notice[key]) for notice in same]
    about = "; ".join(dict.fromkeys(filter(None, abouts)))
    text = f"{about}: {first['text']}" if about else first["text"]
    return wrapped(f"{text} [{first['authority']}]", "    ", f"  {_(_SEVERITIES[first['severity']])}: ")


def limit_lines(person: dict[str, Any]) -> list[str]:
    """Return what a diary cannot tell."""
    gaps = person["gaps"]
    lines = [f"{_(gap['name'])}: {gap['text']}" for gap in gaps if gap["status"] == "logged_only"]
    absent = [_(gap["name"]) for gap in gaps if gap["status"] == "not_in_table"]
    if absent:
        lines.append(_("Not in the food table: {nutrients}.", nutrients=", ".join(absent)))
    partly = [_(gap["name"]) for gap in gaps if gap["lower_bound"] and gap["target"] is not None]
    if partly:
        lines.append(_("Known in part only (≥): {nutrients}.", nutrients=", ".join(partly)))
    return lines
