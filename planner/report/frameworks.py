"""The same diary under the values of each authority: short under one, it may be fine under another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from planner.diary.model import Diary
from planner.diary.taken import with_supplements
from planner.gaps import assess
from planner.gaps.wording import STATUSES, amount, joined, percent
from planner.intake import compute_intake
from planner.language import _
from planner.reference.person import Person
from planner.reference.targets import targets_for
from planner.report.basis import FRAMEWORKS
from planner.report.charts import OPEN, verdict_of
from planner.report.plain import records

_COLUMNS: Final = ("nutrient", "name", "framework", "target", "kind", "words", "verdict")


def under_each(diary: Diary, name: str | None, person: Person, nutrients: Sequence[str]) -> pd.DataFrame:
    r"""Compare one person's days with each authority's own values; targets of her own are left aside.

    Parameters
    ----------
    diary : Diary
    name : str or None
        Whose days.
    person : Person
    nutrients : sequence of str

    Returns
    -------
    pandas.DataFrame
        A row for each nutrient and framework: ``nutrient``, ``name``, ``framework``, ``target`` (in words),
        ``kind`` (RDA, PRI, AI …), ``words`` (what can be said) and ``verdict`` (Enough, Short, Cannot say).
        A value that a framework does not have is not borrowed.

    Examples
    --------
    >>> from planner.diary import read_diary
    >>> diary = read_diary(b"food,amount,unit\nbanana,7,medium\n")
    >>> anna = Person(age=29, life_stage="pregnant")
    >>> under_each(diary, None, anna, ["magnesium"])["target"].tolist()
    ['350 mg', '300 mg', '270 mg']
    """
    usual = with_supplements(diary, person.supplements, usual=True)
    intake, plain = compute_intake(usual).of(name), replace(person, target_overrides={})
    rows = [
        _row(gap, framework)
        for framework in FRAMEWORKS
        for gap in records(assess(intake, targets_for(plain, framework)))
        if gap["nutrient"] in nutrients
    ]
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    return frame.sort_values("nutrient", key=lambda ids: ids.map(nutrients.index), kind="stable")


def side_by_side(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row a nutrient and one column a framework, in words."""
    said = frame.assign(cell=[f"{row.target} {row.kind}: {row.words}" for row in frame.itertuples()])
    said.loc[said["kind"] == "", "cell"] = _("no value")
    table = said.pivot(index="name", columns="framework", values="cell")
    table = table.loc[frame["name"].unique(), list(FRAMEWORKS)].rename(columns=lambda one: _(FRAMEWORKS[one]))
    return table.rename_axis(index=_("Nutrient"), columns=None)


def what_changes(frame: pd.DataFrame) -> list[str]:
    """Return a sentence for each nutrient that the authorities do not judge alike.

    Examples
    --------
    >>> rows = [("Iron", "nasem", "Short"), ("Iron", "efsa", "Enough"), ("Iron", "uk", "Enough")]
    >>> what_changes(pd.DataFrame(rows, columns=["name", "framework", "verdict"]))
    ['Iron: enough under EFSA (European Union) and UK (COMA and SACN), short under NASEM (US and Canada).']
    """
    lines = []
    for name, rows in frame[frame["verdict"] != ""].groupby("name", sort=False):
        if rows["verdict"].nunique() > 1:
            whose = rows.groupby("verdict")["framework"].agg(list)
            parts = [
                _(
                    "{verdict} under {authorities}",
                    verdict=_(str(verdict)).lower(),
                    authorities=joined([_(FRAMEWORKS[one]) for one in frameworks]),
                )
                for verdict, frameworks in sorted(whose.items(), key=lambda item: (item[0] == OPEN, item[0]))
            ]
            lines.append(f"{name}: {', '.join(parts)}.")
    return lines


def _row(gap: dict[str, Any], framework: str) -> tuple[Any, ...]:
    has = gap["target"] is not None
    chance = "" if gap["p_adequate"] is None else f" ({percent(gap['p_adequate'])})"
    return (
        gap["nutrient"], gap["name"], framework,
        amount(gap["target"], gap["nutrient"], gap["unit"]) if has else "",
        gap["target_kind"] if has else "", f"{_(STATUSES[gap['status']])}{chance}",
        verdict_of(gap["status"]) if has and gap["mean"] is not None else "",
    )  # fmt: skip
