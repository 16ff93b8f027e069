"""The analysis as text for a terminal: what is short and how sure, caffeine, notices, what cannot be said."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Final

from planner.gaps.wording import STATUSES, amount, percent
from planner.reference.nutrients import nutrients
from planner.report.tables import aligned, printable, to_csv, wrapped

EVIDENCE: Final = (
    "Leg cramps are common in pregnancy and their cause is not known. Small trials of magnesium, calcium "
    "and B vitamins gave inconsistent, low- or very-low-certainty results (Cochrane 2020). This tool finds "
    "nutrients your diary is low in; eating more of them is good for pregnancy but is not proven to stop "
    "cramps. Do not start a supplement without asking your midwife, doctor or pharmacist."
)
METHOD: Final = (
    "The chance of enough is the National Academies' method for one person (IOM 2000). It takes the "
    "day-to-day spread of women of 19 to 50 who were not pregnant, as no such table exists for pregnancy. "
    "A few days cannot settle it: near 50 % is usual. This is a planning aid, not a diagnosis."
)
FIRST: Final = ("magnesium", "potassium", "calcium", "iron", "vitamin_b6")
"""The nutrients that a person with cramps asks about first."""

_NAMES: Final = {"nasem": "NASEM (US, Canada)", "efsa": "EFSA (EU)", "uk": "UK (COMA, SACN)"}
_SAFETY: Final = {"us": "US", "uk": "UK", "eu": "EU"}
_MOST_FAULTS: Final = 20


def analysis_text(document: dict[str, Any]) -> str:
    """Return the text of an analysis, as from :func:`planner.report.analysis.analysis`."""
    blocks = [_head(document), *_faults(document)]
    for person in document["people"]:
        blocks += _person(person, alone=len(document["people"]) == 1)
    blocks += [wrapped(METHOD), wrapped(EVIDENCE)]
    return "\n\n".join(blocks) + "\n"


def gaps_csv(document: dict[str, Any]) -> str:
    """Return the gaps of everybody in an analysis as one table, with the framework in each row."""
    rows = [
        {"person": person["person"], "framework": document["framework"], **gap}
        for person in document["people"]
        for gap in person["gaps"]
    ]
    return to_csv(rows)


def _head(document: dict[str, Any]) -> str:
    rows = document["rows"]
    lines = [
        f"Reference values: {_NAMES[document['framework']]}.",
        f"Safety rules: {_SAFETY[document['jurisdiction']]}.",
        f"Rows read: {rows['read']:,}; used: {rows['used']:,}; need attention: {rows['with_faults']:,}.",
    ]
    return "\n".join(lines)


def _faults(document: dict[str, Any]) -> Iterator[str]:
    faults = document["faults"]
    if not faults:
        return
    lines = ["ROWS THAT NEED ATTENTION (not counted: what is said below is too low until they are mended)"]
    for fault in faults[:_MOST_FAULTS]:
        value = f" ({fault['value']})" if fault["value"] else ""
        said = f"{fault['column']}{value}: {fault['problem']} {fault['advice']}"
        lines.append(wrapped(said, "    ", f"  row {fault['row']}, "))
    if len(faults) > _MOST_FAULTS:
        lines.append(f"  … and {len(faults) - _MOST_FAULTS:,} more; --format json lists them all.")
    yield "\n".join(lines)


def _person(person: dict[str, Any], alone: bool) -> Iterator[str]:
    count = len(person["days"])
    days = "1 day" if count == 1 else f"{count} days"
    name = printable(person["person"] or "No name given")
    if not count:
        yield "No row of this diary could be counted, so nothing is compared."
        yield from _notices(person["notices"])
        return
    yield f"{days} with entries; means leave out days without any." if alone else f"=== {name}: {days} ==="
    shown = [gap for gap in person["gaps"] if gap["target"] is not None and gap["mean"] is not None]
    first = [gap for gap in shown if gap["nutrient"] in FIRST]
    yield from _table("LOOKED AT FIRST", sorted(first, key=_place))
    others = [gap for gap in shown if gap["nutrient"] not in FIRST and gap["target_kind"] != "EER"]
    yield from _table("BELOW THE TARGET", sorted((gap for gap in others if gap["gap"] > 0), key=_ratio))
    yield from _table("AT OR ABOVE THE TARGET", [gap for gap in others if gap["gap"] == 0])
    yield from _in_words(person["gaps"])
    yield from _sources(person)
    yield _caffeine(person["caffeine"])
    yield from _notices(person["notices"])
    yield from _limits(person)


def _place(gap: dict[str, Any]) -> int:
    return FIRST.index(gap["nutrient"])


def _ratio(gap: dict[str, Any]) -> float:
    return float(gap["ratio"])


def _table(title: str, gaps: list[dict[str, Any]]) -> Iterator[str]:
    if gaps:
        yield f"{title}\n" + aligned(["", "a day", "target", "", "how sure"], [_row(gap) for gap in gaps])


def _row(gap: dict[str, Any]) -> list[str]:
    at_least = "≥ " if gap["lower_bound"] else ""
    target = f"{_amount(gap, 'target')} {gap['target_kind']}"
    sure = STATUSES[gap["status"]]
    if gap["p_adequate"] is not None and gap["status"] != "uncertain":
        sure += f" ({percent(gap['p_adequate'])})"
    elif gap["p_adequate"] is not None:
        sure += f" (enough: {percent(gap['p_adequate'])})"
    if gap["over_upper"]:
        sure += f"; over the {gap['upper_kind']}"
    return [gap["name"], at_least + _amount(gap, "mean"), target, f"{100 * gap['ratio']:.0f} %", sure]


def _amount(gap: dict[str, Any], key: str) -> str:
    value = gap[key]
    return amount(math.nan if value is None else float(value), gap["nutrient"], gap["unit"])


def _in_words(gaps: list[dict[str, Any]]) -> Iterator[str]:
    """Say in sentences what is asked about first and short, and what is above an upper level."""
    wanted = [
        gap for gap in gaps
        if gap["over_upper"] or (gap["nutrient"] in FIRST and gap["gap"] is not None and gap["gap"] > 0)
    ]  # fmt: skip
    wanted.sort(key=lambda gap: _place(gap) if gap["nutrient"] in FIRST else len(FIRST))
    if wanted:
        yield "IN WORDS\n" + "\n".join(
            wrapped(f"{gap['name']}: {gap['text']}", "    ", "  ") for gap in wanted
        )


def _sources(person: dict[str, Any]) -> Iterator[str]:
    lines = []
    for nutrient in FIRST:
        foods = [f"{one['food']} {100 * one['share']:.0f} %" for one in person["top_sources"][nutrient][:3]]
        if foods:
            lines.append(wrapped(f"{nutrients()[nutrient].name}: {'; '.join(foods)}", "    ", "  "))
    if lines:
        yield "WHERE IT CAME FROM\n" + "\n".join(lines)


def _caffeine(caffeine: dict[str, Any]) -> str:
    if caffeine["mean_mg"] is None:
        return "CAFFEINE\n  Not known."
    lines = [
        f"  {caffeine['mean_mg']:.0f} mg a day on average; on the highest day up to "
        f"{caffeine['max_mg']:.0f} mg if the drinks were strong; cap {caffeine['cap_mg']:.0f} mg."
    ]
    hours = {hour: value for hour, value in caffeine["by_hour"].items() if value >= 0.5}
    if hours:
        lines.append(
            "  By hour: " + ", ".join(f"{hour}h {value:.0f} mg" for hour, value in hours.items()) + "."
        )
    if caffeine["unknown_time_mg"] >= 0.5:
        lines.append(f"  At a time not noted: {caffeine['unknown_time_mg']:.0f} mg a day.")
    return "\n".join(["CAFFEINE", *lines])


def _notices(notices: list[dict[str, Any]]) -> Iterator[str]:
    same: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for notice in notices:
        same.setdefault((notice["severity"], notice["text"], notice["authority"]), []).append(notice)
    if same:
        yield "WORTH KNOWING\n" + "\n".join(map(_notice, same.values()))


def _notice(same: list[dict[str, Any]]) -> str:
    """Return notices of one text as one line; what is only good to know names foods without their days."""
    first, brief = same[0], len(same) > 1 and same[0]["severity"] == "info"
    keys = ("food",) if brief and any(notice["food"] for notice in same) else ("date", "food")
    abouts = [", ".join(str(notice[key]) for key in keys if notice[key]) for notice in same]
    about = "; ".join(dict.fromkeys(filter(None, abouts)))
    text = f"{about}: {first['text']}" if about else first["text"]
    return wrapped(f"{text} [{first['authority']}]", "    ", f"  {first['severity']}: ")


def _limits(person: dict[str, Any]) -> Iterator[str]:
    """Say what this diary cannot tell."""
    lines = [
        wrapped(f"{gap['name']}: {gap['text']}", "    ", "  ")
        for gap in person["gaps"]
        if gap["status"] == "logged_only"
    ]
    absent = [gap["name"] for gap in person["gaps"] if gap["status"] == "not_in_table"]
    if absent:
        lines.append(wrapped(f"Not in the food table: {', '.join(absent)}.", "    ", "  "))
    partly = [gap["name"] for gap in person["gaps"] if gap["lower_bound"] and gap["target"] is not None]
    if partly:
        lines.append(wrapped(f"Known in part only (≥): {', '.join(partly)}.", "    ", "  "))
    if lines:
        yield "WHAT THIS DIARY CANNOT TELL\n" + "\n".join(lines)
