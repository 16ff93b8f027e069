"""What is to be said about a diary: rules met, weeks of fish, days of caffeine and herbal tea, who to ask.

The rules are for pregnancy. For a woman planning one they are shown as information; while breastfeeding
only caffeine and alcohol are, because for the rest we have read no advice; for others nothing is shown,
but a caffeine cap that somebody set for herself always counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from planner.diary.kept_contents import Kept, described, in_100, table_parts, texts_of, with_parts
from planner.diary.kept_fish import kept_fish
from planner.diary.model import Diary
from planner.gaps.caffeine_notices import OWN, caffeine_notices
from planner.gaps.fault_notices import fault_notices
from planner.gaps.fish_week import FishWeek, fish_weeks
from planner.gaps.notice import Notice, make_notice, most_severe_first, rank
from planner.gaps.refer import refer_notices
from planner.language import _, mark
from planner.reference.foods import food_table
from planner.reference.safety import ALCOHOL_G_PER_100_G, Flag, flag_of_rule, flags_of, flags_of_parts
from planner.reference.safety_rules import rules
from planner.reference.targets import Targets

_GRAMS_PER_OUNCE: Final = 28.35
_STAGES: Final = {
    "pregnant": "",
    "preconception": mark("The advice is for pregnancy."),
    "lactating": mark("The advice is for pregnancy; ask your midwife or doctor about breastfeeding."),
}
WEIGHED: Final = {"raw": mark("raw weight"), "cooked": mark("cooked weight")}
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
        ``kind`` (food, fish_week, herbal_tea_day, caffeine_day or refer), ``rule``, ``severity``, ``date``
        (ISO text or None), ``food``, ``text``, ``authority``; the most severe first, then by date. One rule
        speaks once for a food and a day. A rule looks at her words also where a row could not be used, and
        at supplements and foods that are not of the table.

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
    found: list[Notice] = []
    for _name, own in diary.entries.groupby("person", dropna=False, sort=False):
        found += [
            *_foods(own, diary.kept, targets),
            *_fish(own, diary.kept, targets),
            *_herbal(own, diary.kept, targets),
            *caffeine_notices(replace(diary, entries=own), targets),
        ]
    found += fault_notices(diary, targets.jurisdiction)
    staged = [notice for each in found if (notice := _for_stage(each, targets)) is not None]
    return most_severe_first([*staged, *refer_notices(targets.person)])


def _foods(entries: pd.DataFrame, kept: Kept, targets: Targets) -> Iterator[Notice]:
    """Yield the rules that single entries meet, each once a day and food; weekly and daily rules wait."""
    found: dict[tuple[Any, str, str], Notice] = {}
    for date, text, food_id in entries[["date", "text", "food_id"]].drop_duplicates().itertuples(index=False):
        words = "" if pd.isna(text) else str(text)
        for flag in flags_of_eaten(words, food_id, kept, targets.jurisdiction):
            food = words or described(food_id, kept)
            notice = make_notice("food", flag, date, food, flag.words())
            known = food_id in kept or food_id in food_table().foods.index
            key = (notice["date"], flag.rule, food_id if known else words)
            before = found.get(key)
            if not rules()[flag.rule].counts and (before is None or rank(notice) > rank(before)):
                found[key] = notice
    yield from found.values()


def _fish(entries: pd.DataFrame, kept: Kept, targets: Targets) -> Iterator[Notice]:
    of_own = kept_fish(kept)
    labels = entries[entries["food_id"].isin(of_own.index)]
    eaten = pd.concat([with_parts(entries, kept), labels]) if len(labels) else with_parts(entries, kept)
    for week in fish_weeks(eaten, of_own):
        flag = flag_of_rule(week.rule, targets.jurisdiction)
        yield make_notice(
            "fish_week", flag, week.last_day, ", ".join(week.foods), f"{_week_text(week)} {flag.words()}"
        )


def _week_text(week: FishWeek) -> str:
    limit = rules()[week.rule].limit
    weighed = _(WEIGHED[limit.weighed]) if limit else ""
    grams, ounces = f"{week.grams:.0f}", f"{week.grams / _GRAMS_PER_OUNCE:.0f}"
    if week.last_day is None:
        return _(
            "In this diary: about {grams} g ({ounces} oz), {weighed}.",
            grams=grams, ounces=ounces, weighed=weighed,
        )  # fmt: skip
    return _(
        "In the 7 days to {date}: about {grams} g ({ounces} oz), {weighed}.",
        date=week.last_day.isoformat(), grams=grams, ounces=ounces, weighed=weighed,
    )  # fmt: skip


def _herbal(entries: pd.DataFrame, kept: Kept, targets: Targets) -> Iterator[Notice]:
    """Yield the days with more herbal tea than a rule allows."""
    limit = rules()["HERBAL_TEA"].limit
    drunk = entries[
        [_is_herbal(row, kept, targets) for row in entries[["text", "food_id"]].itertuples(index=False)]
    ]
    for date, day in drunk.groupby("date", dropna=False):
        grams = float(day["grams"].sum())
        if limit and grams > limit.max_g:
            flag = flag_of_rule("HERBAL_TEA", targets.jurisdiction)
            text = _("About {cups} cups on this day.", cups=f"{grams / limit.max_g * 4:.0f}")
            yield make_notice("herbal_tea_day", flag, date, _("herbal tea"), f"{text} {flag.words()}")


def _is_herbal(row: Any, kept: Kept, targets: Targets) -> bool:
    words = "" if pd.isna(row.text) else str(row.text)
    flags = flags_of_eaten(words, row.food_id, kept, targets.jurisdiction)
    return any(flag.rule == "HERBAL_TEA" for flag in flags)


def flags_of_eaten(words: str, food_id: Any, kept: Kept, jurisdiction: str) -> tuple[Flag, ...]:
    """Return what the rules say about something eaten; of a kept food by its ingredients and alcohol too.

    Examples
    --------
    >>> [flag.rule for flag in flags_of_eaten("glass of wine", "fndds:93401010", {}, "us")]
    ['ALCOHOL']
    """
    if food_id not in kept:
        return flags_of(words, food_id, jurisdiction)
    own = kept[food_id]
    ids = [part.food_id for part in table_parts(own)]
    found = flags_of_parts(texts_of((words, own.food.description), own), ids, jurisdiction)
    is_alcoholic = in_100("alcohol", own) > ALCOHOL_G_PER_100_G  # in whatever language its name is
    return (*found, flag_of_rule("ALCOHOL", jurisdiction)) if is_alcoholic else found


def _for_stage(notice: Notice, targets: Targets) -> Notice | None:
    """Return a notice as it applies to the person's stage of life, or None where it does not."""
    stage, topic = targets.person.life_stage, rules()[notice["rule"]].topic
    if stage == "pregnant" or notice["authority"].startswith(_(OWN)):
        return notice
    if stage not in _STAGES or (stage == "lactating" and topic not in _WHILE_BREASTFEEDING):
        return None
    return notice | {"severity": "info", "text": f"{_(_STAGES[stage])} {notice['text']}"}
