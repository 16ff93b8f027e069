"""What the command line keeps back because of what is ticked in a person file, as the dashboard does."""

from __future__ import annotations

import json
from typing import Any, Final

from planner.cli_files import tell
from planner.gaps.check_in import CheckIn, check_in
from planner.gaps.wording import joined
from planner.reference.person import Person
from planner.report.check_in_text import check_in_document, check_in_text, first_lines
from planner.report.left_out import without_hidden

STOPPED: Final = "stopped"
_NO_PLAN: Final = (
    "No plan is made, because of what the person file has ticked under [check_in]: {ticked}. Once it was "
    "seen to, or if it was a mistake, take it out of the file."
)


def said(person: Person) -> CheckIn:
    """Return what follows from the ticks of a person file, and say on standard error whom to ask first."""
    found = check_in(person.ticked)
    for line in first_lines({"check_in": check_in_document(found)}):
        tell(line)
    return found


def held_back(document: dict[str, Any], found: CheckIn) -> dict[str, Any]:
    """Return an analysis with what comes first, without what is not for this person."""
    if not found.red_flags and not found.flags:
        return document
    return {"check_in": check_in_document(found), **without_hidden(document, found.hidden)}


def no_plan(found: CheckIn, person: Person, form: str) -> str | None:
    """Return what stands in a plan's place, and say why; None in a format that has no room for it."""
    why = [*(flag.id for flag in found.red_flags), *(one.id for one in found.hiding("plan"))]
    reason = _NO_PLAN.format(ticked=joined(why))
    tell(reason)
    if form == "json":
        stopped = {"check_in": check_in_document(found), "status": STOPPED, "reason": reason, "days": []}
        return json.dumps(stopped, indent=1) + "\n"
    return f"{check_in_text(found, person)}\n{reason}\n" if form == "text" else None
