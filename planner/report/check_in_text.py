"""What she ticked in the check-in, as a page for her midwife or doctor."""

from __future__ import annotations

import textwrap
from typing import Final

from planner.gaps.check_in import CheckIn
from planner.reference.guide import Source
from planner.reference.person import Person

_UNCHECKED: Final = "usual advice, not compared with a source"


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
        return {"lactating": "Breastfeeding", "preconception": "Planning a pregnancy"}.get(
            person.life_stage, "Not pregnant"
        )
    if person.gestation_weeks is not None:
        return f"Pregnant, week {person.gestation_weeks:.0f} (trimester {person.current_trimester})"
    if person.trimester is not None:
        return f"Pregnant, trimester {person.trimester}"
    return "Pregnant, the week was not given"


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
    lines = [f"{flag.when}. {flag.do} ({_cited(flag.sources)})" for flag in found.red_flags]
    lines += [f"{flag.flag} ({_cited(flag.sources)})" for flag in found.flags]
    listed = "\n".join(_bullet(line) for line in lines) or "Nothing was ticked."
    return (
        f"For my midwife or doctor\n{stage_text(person)}\n\n{listed}\n\n"
        "What she ticked in a planning aid, not a diagnosis.\n"
    )


def _cited(sources: tuple[Source, ...]) -> str:
    return "; ".join(source.title for source in sources) or _UNCHECKED


def _bullet(text: str) -> str:
    return textwrap.fill(text, 100, initial_indent="- ", subsequent_indent="  ")
