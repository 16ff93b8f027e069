"""Days whose caffeine is outside the limit that is set for a person, or outside an authority's advice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from planner.diary.model import Diary
from planner.gaps.caffeine import caffeine_by_day, caffeine_of_entries
from planner.gaps.notice import Notice, make_notice
from planner.gaps.wording import joined
from planner.language import _, mark
from planner.reference.safety import Flag
from planner.reference.targets import Targets

OWN: Final = mark("set for you")
"""Who says so, where the limit is her own: the authority of such a notice begins with it."""
_ADVISED: Final = ("pregnant", "preconception", "lactating")
"""Stages of life at which the advice for pregnancy is shown."""


@dataclass(frozen=True)
class _Limit:
    """Milligrams a day, and whether the advice is to stay below them."""

    cap_mg: float
    strictly: bool
    authority: str
    words: str

    def is_met(self, mg: float) -> bool:
        return mg > self.cap_mg or (self.strictly and mg == self.cap_mg)


def caffeine_notices(diary: Diary, targets: Targets) -> Iterator[Notice]:
    """Yield one notice for each day that is, at the high end of its caffeine, outside one limit or both.

    Parameters
    ----------
    diary : Diary
        Of one person.
    targets : Targets
        For her own cap and the jurisdiction's advice.

    Examples
    --------
    >>> from planner.diary.model import entries_frame
    >>> from planner.reference.person import Person
    >>> from planner.reference.targets import targets_for
    >>> mug = {"food_id": ["fndds:92101000"], "grams": [240.0], "text": ["strong coffee"]}
    >>> coffee = Diary(entries_frame({"row": [2], **mug}), entries_frame({"row": []}), {})
    >>> her = Person(age=29, life_stage="pregnant", caffeine_cap_mg=100)
    >>> [notice["text"] for notice in caffeine_notices(coffee, targets_for(her))]
    ['About 133 mg of caffeine on this day: over the limit set for you (100 mg).']
    """
    rule = "CAFFEINE" if targets.jurisdiction == "us" else "CAFFEINE_EU_UK"
    drunk, limits = caffeine_of_entries(diary, targets.jurisdiction), _limits(targets)
    for date, low, high in caffeine_by_day(drunk)[["low", "high"]].itertuples():
        met = [limit for limit in limits if limit.is_met(high)]
        if met:
            flag = Flag(rule, "limit", "; ".join(limit.authority for limit in met), _text(low, high, met))
            yield make_notice("caffeine_day", flag, date, _drinks(drunk, date), flag.text)


def _limits(targets: Targets) -> list[_Limit]:
    said, own = targets.caffeine, targets.person.caffeine_cap_mg
    limits = []
    if own is not None:
        words = _("over the limit set for you ({own} mg)", own=f"{own:.0f}")
        limits.append(_Limit(own, False, _(OWN), words))
    if targets.person.life_stage in _ADVISED:
        words = _("not within the advice for pregnancy ({advice})", advice=_(said["wording"]))
        limits.append(_Limit(said["cap_mg"], said["strictly_below"], said["authority"], words))
    return limits


def _text(low: float, high: float, met: list[_Limit]) -> str:
    numbers = f"{low:.0f}", f"{high:.0f}"
    said = joined([_said(limit, low) for limit in met])
    if numbers[0] == numbers[1]:
        text = _("About {mg} mg of caffeine on this day: {said}.", mg=numbers[0], said=said)
    else:
        text = _(
            "Between about {least} and {most} mg of caffeine on this day: {said}.",
            least=numbers[0], most=numbers[1], said=said,
        )  # fmt: skip
    return text if met[-1].is_met(low) else f"{text} {_('It depends on how strong the drinks were.')}"


def _said(limit: _Limit, low: float) -> str:
    return limit.words if limit.is_met(low) else _("perhaps {over_limit}", over_limit=limit.words)


def _drinks(drunk: pd.DataFrame, date: Any) -> str:
    """Return what held caffeine on a day, in the words of the diary."""
    same = drunk["date"].isna() if pd.isna(date) else drunk["date"] == date
    return ", ".join(drunk.loc[same & (drunk["high"] > 0), "food"].dropna().unique())
