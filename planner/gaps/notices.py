"""What the safety rules say about a diary: rules met, weeks of fish, days of caffeine and herbal tea.

The rules are for pregnancy. For a woman planning one they are shown as information; while breastfeeding
only caffeine and alcohol are, because for the rest we have read no advice; for others nothing is shown,
but a caffeine cap that somebody set for herself always counts.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from planner.diary.model import FILE, Diary
from planner.gaps.caffeine import caffeine_summary
from planner.gaps.fish_week import FishWeek, fish_weeks
from planner.reference.foods import food_table
from planner.reference.safety import Flag, flag_of_rule, flags_of
from planner.reference.safety_rules import SEVERITIES, rules
from planner.reference.targets import Targets

Notice = dict[str, Any]

_GRAMS_PER_OUNCE: Final = 28.35
_STAGES: Final = {
    "pregnant": "",
    "preconception": "The advice is for pregnancy. ",
    "lactating": "The advice is for pregnancy; ask your midwife or doctor about breastfeeding. ",
}
_OWN: Final = "the limit set for you"
_WHILE_BREASTFEEDING: Final = ("alcohol", "caffeine")


def notices(diary: Diary, targets: Targets) -> list[Notice]:
    """Return what the rules of the targets' jurisdiction say about a diary.

    Parameters
    ----------
    diary : Diary
        Weeks are reckoned person by person.
    targets : Targets
        Its person's stage decides which rules speak, its jurisdiction whose, its cap on caffeine.

    Returns
    -------
    list of dict
        ``kind`` (food, fish_week, herbal_tea_day or caffeine_day), ``rule``, ``severity``, ``date`` (ISO text
        or None), ``food``, ``text``, ``authority``; the most severe first, then by date. One rule speaks once
        for a food and a day.

    Examples
    --------
    >>> from planner.diary.model import entries_frame
    >>> from planner.reference.person import Person
    >>> from planner.reference.targets import targets_for
    >>> glass = {"text": ["glass of wine"], "food_id": ["fndds:93401010"], "grams": [148.0]}
    >>> wine = entries_frame({"row": [2], **glass})
    >>> pregnant = targets_for(Person(age=29, life_stage="pregnant", gestation_weeks=22))
    >>> [(n["rule"], n["severity"]) for n in notices(Diary(wine, wine, {}), pregnant)]
    [('ALCOHOL', 'avoid')]
    """
    known = diary.entries["food_id"].isin(food_table().foods.index)
    entries = diary.entries[known | (diary.entries["source"] == FILE)]
    found: list[Notice] = []
    for _, own in entries.groupby("person", dropna=False, sort=False):
        found += [
            *_foods(own, targets),
            *_fish(own, targets),
            *_herbal(own, targets),
            *_caffeine(own, diary.given, targets),
        ]
    staged = [notice for each in found if (notice := _for_stage(each, targets)) is not None]
    return sorted(staged, key=lambda notice: (-_rank(notice), notice["date"] or ""))


def _foods(entries: pd.DataFrame, targets: Targets) -> Iterator[Notice]:
    """Yield the rules that single entries meet, each once a day and food; weekly and daily rules wait."""
    found: dict[tuple[Any, str, str], Notice] = {}
    for date, text, food_id in entries[["date", "text", "food_id"]].drop_duplicates().itertuples(index=False):
        words = "" if pd.isna(text) else str(text)
        for flag in flags_of(words, food_id, targets.jurisdiction):
            food = words or food_table().description(food_id)  # without words only a food of the table is met
            notice = _notice("food", flag, date, food, flag.text)
            before = found.get((notice["date"], flag.rule, food_id))
            if not rules()[flag.rule].counts and (before is None or _rank(notice) > _rank(before)):
                found[notice["date"], flag.rule, food_id] = notice
    yield from found.values()


def _rank(notice: Notice) -> int:
    return SEVERITIES.index(notice["severity"])


def _fish(entries: pd.DataFrame, targets: Targets) -> Iterator[Notice]:
    for week in fish_weeks(entries):
        flag = flag_of_rule(week.rule, targets.jurisdiction)
        yield _notice(
            "fish_week", flag, week.last_day, ", ".join(week.foods), f"{_week_text(week)} {flag.text}"
        )


def _week_text(week: FishWeek) -> str:
    limit = rules()[week.rule].limit
    weighed = limit.weighed if limit else ""
    days = "In this diary" if week.last_day is None else f"In the 7 days to {week.last_day.isoformat()}"
    return f"{days}: about {week.grams:.0f} g ({week.grams / _GRAMS_PER_OUNCE:.0f} oz), {weighed} weight."


def _herbal(entries: pd.DataFrame, targets: Targets) -> Iterator[Notice]:
    """Yield the days with more herbal tea than a rule allows."""
    limit = rules()["HERBAL_TEA"].limit
    drunk = entries[
        [_is_herbal(row, targets) for row in entries[["text", "food_id"]].itertuples(index=False)]
    ]
    for date, day in drunk.groupby("date", dropna=False):
        grams = float(day["grams"].sum())
        if limit and grams > limit.max_g:
            flag = flag_of_rule("HERBAL_TEA", targets.jurisdiction)
            text = f"About {grams / limit.max_g * 4:.0f} cups on this day. {flag.text}"
            yield _notice("herbal_tea_day", flag, date, "herbal tea", text)


def _is_herbal(row: Any, targets: Targets) -> bool:
    words = "" if pd.isna(row.text) else str(row.text)
    return any(flag.rule == "HERBAL_TEA" for flag in flags_of(words, row.food_id, targets.jurisdiction))


def _caffeine(entries: pd.DataFrame, given: pd.DataFrame, targets: Targets) -> Iterator[Notice]:
    """Yield the days whose caffeine, at its high end, reaches over the authority's limit or her own."""
    rule = "CAFFEINE" if targets.jurisdiction == "us" else "CAFFEINE_EU_UK"
    own_day = Diary(entries, entries.iloc[:0], {}, {}, given)
    for day in caffeine_summary(own_day, targets)["days"]:
        low, high = day["low_mg"], day["high_mg"]
        for authority, cap, strictly in _caffeine_limits(targets):
            if high > cap or (strictly and high == cap):
                text = _caffeine_text(
                    low, high, f"{'below' if strictly else 'no more than'} {cap:.0f} mg", low > cap
                )
                flag = Flag(rule, "limit", authority, text)
                yield _notice("caffeine_day", flag, day["date"], _drinks(own_day, day["date"]), text)
                break


def _drinks(diary: Diary, date: datetime.date | None) -> str:
    """Return what held caffeine on a day, in the words of the diary."""
    entries = diary.entries
    same = entries["date"].isna() if date is None else entries["date"] == date
    amount = entries["food_id"].map(food_table().composition["caffeine"])
    if "caffeine" in diary.given:
        amount = amount.fillna(entries["food_id"].map(diary.given["caffeine"]))
    drunk = entries[same & ((amount > 0) | (amount.isna() & (entries["source"] != FILE)))]
    return ", ".join(drunk["text"].fillna(drunk["description"]).dropna().unique())


def _caffeine_limits(targets: Targets) -> list[tuple[str, float, bool]]:
    """Return who sets a limit, in mg a day, and whether one should stay below it."""
    said, own = targets.caffeine, targets.person.caffeine_cap_mg
    limits = [(said["authority"], float(said["cap_mg"]), bool(said["strictly_below"]))]
    if targets.person.life_stage not in _STAGES:
        limits = []
    return limits if own is None else [*limits, (_OWN, float(own), False)]


def _caffeine_text(low: float, high: float, limit: str, sure: bool) -> str:
    amount = f"{low:.0f}" if f"{low:.0f}" == f"{high:.0f}" else f"between {low:.0f} and {high:.0f}"
    doubt = "" if sure else " It depends on how strong the drinks were."
    return f"About {amount} mg of caffeine on this day; the limit is {limit} a day.{doubt}"


def _notice(kind: str, flag: Flag, date: Any, food: str, text: str) -> Notice:
    day = date.isoformat() if isinstance(date, datetime.date) and not pd.isna(date) else None
    return {
        "kind": kind, "rule": flag.rule, "severity": flag.severity, "date": day, "food": food, "text": text,
        "authority": flag.authority,
    }  # fmt: skip


def _for_stage(notice: Notice, targets: Targets) -> Notice | None:
    """Return a notice as it applies to the person's stage of life, or None where it does not."""
    stage, topic = targets.person.life_stage, rules()[notice["rule"]].topic
    if stage == "pregnant" or notice["authority"] == _OWN:
        return notice
    if stage not in _STAGES or (stage == "lactating" and topic not in _WHILE_BREASTFEEDING):
        return None
    return notice | {"severity": "info", "text": _STAGES[stage] + notice["text"]}
