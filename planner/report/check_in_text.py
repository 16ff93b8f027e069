"""What she ticked in the check-in, as a page for her midwife or doctor."""

from __future__ import annotations

import textwrap
from typing import Any, Final

from planner.gaps.check_in import CheckIn
from planner.language import _, mark
from planner.reference.check_in import Question
from planner.reference.guide import RedFlag, Source
from planner.reference.person import Person
from planner.report.basis import STAGES

_UNCHECKED: Final = mark("usual advice, not compared with a source")


def stage_text(person: Person) -> str:
    """Return how far along she is.

    Examples
    --------
    >>> stage_text(Person(age=29, life_stage="pregnant", gestation_weeks=22))
    'Pregnant, week 22 (trimester 2)'
    >>> stage_text(Person(age=29, life_stage="pregnant"))
    'Pregnant, the week was not given'
    """
    if person.life_stage != "pregnant":
        return _(STAGES[person.life_stage])
    if person.gestation_weeks is not None:
        week = f"{person.gestation_weeks:.0f}"
        return _("Pregnant, week {week} (trimester {n})", week=week, n=person.current_trimester)
    if person.trimester is not None:
        return _("Pregnant, trimester {n}", n=person.trimester)
    return _("Pregnant, the week was not given")


def check_in_text(found: CheckIn, person: Person) -> str:
    """Return the check-in as text to print or to send.

    Examples
    --------
    >>> from planner.gaps.check_in import check_in
    >>> print(check_in_text(check_in(["levothyroxine"]), Person(age=29, life_stage="pregnant")))
    For my midwife or doctor
    Pregnant, the week was not given
    <BLANKLINE>
    - Levothyroxine. Calcium and iron, prenatal tablets and antacids too, should be at least four hours
      apart from it; ask the pharmacist. (Several public pages on levothyroxine)
    <BLANKLINE>
    What she ticked in a planning aid, not a diagnosis.
    <BLANKLINE>
    """
    lines = [f"{_(flag.when)}. {_(flag.do)} ({_cited(flag.sources)})" for flag in found.red_flags]
    lines += [f"{_(flag.flag)} ({_cited(flag.sources)})" for flag in found.flags]
    listed = "\n".join(_bullet(line) for line in lines) or _("Nothing was ticked.")
    head, foot = _("For my midwife or doctor"), _("What she ticked in a planning aid, not a diagnosis.")
    return f"{head}\n{stage_text(person)}\n\n{listed}\n\n{foot}\n"


def check_in_document(found: CheckIn) -> dict[str, Any]:
    """Return what comes first in a document: whom to call, what to pass on, and what is not shown.

    Examples
    --------
    >>> from planner.gaps.check_in import check_in
    >>> document = check_in_document(check_in(["digoxin"]))
    >>> document["red_flags"], document["hidden"]
    ([], ['magnesium', 'magnesium_supplements', 'plan', 'potassium'])
    """
    return {
        "red_flags": [_said(one, f"{_(one.when)}. {_(one.do)}") for one in found.red_flags],
        "flags": [_said(one, _(one.flag)) for one in found.flags],
        "hidden": sorted(found.hidden),
    }


def first_lines(document: dict[str, Any]) -> list[str]:
    """Return the sentences that come first in a document of the command line; none where none was ticked."""
    said = document.get("check_in", {})
    rows = [*said.get("red_flags", ()), *said.get("flags", ())]
    return [f"{row['text']} ({'; '.join(row['sources']) or _(_UNCHECKED)})" for row in rows]


def _said(one: RedFlag | Question, text: str) -> dict[str, Any]:
    return {"id": one.id, "text": text, "sources": [source.title for source in one.sources]}


def _cited(sources: tuple[Source, ...]) -> str:
    return "; ".join(source.title for source in sources) or _(_UNCHECKED)


def _bullet(text: str) -> str:
    return textwrap.fill(text, 100, initial_indent="- ", subsequent_indent="  ")
