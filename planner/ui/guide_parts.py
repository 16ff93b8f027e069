"""The parts of the Leg cramps page: relief, movements, prevention, what is known, the article's claims."""

from __future__ import annotations

from collections import Counter
from typing import Final

import streamlit as st

from planner.language import _, mark
from planner.reference.claims import PARTS, VERDICTS, Claim, article_claims, prevention
from planner.reference.guide import Exercise, Step, drawing, exercise_safety, exercises, relief
from planner.report.tables import to_csv
from planner.report.text import EVIDENCE
from planner.tables import read_toml
from planner.ui import help_first, widgets
from planner.ui.session import Session

_WIDTH: Final = 200
_NOT_STUDIED: Final = mark(":gray-badge[:material/spa: For comfort, not studied]")
_BASIS: Final = {
    "service": mark(":green-badge[:material/local_hospital: A health service describes it]"),
    "comfort": _NOT_STUDIED,
}
_WHEN: Final = {"day": mark("by day"), "evening": mark("in the evening"), "bed": mark("in bed")}
_PART: Final = {
    "what": mark("What cramps are"), "causes": mark("Causes"), "relief": mark("Relief of an attack"),
    "treatment": mark("Treatment"), "food": mark("Food"), "movement": mark("Movement"),
    "prevention": mark("Prevention"),
}  # fmt: skip
_VERDICT: Final = {
    "supported": ("green", ":material/check:", mark("Backed by a source")),
    "partly": ("blue", ":material/rule:", mark("Partly so")),
    "unproven": ("orange", ":material/help:", mark("Not shown")),
    "contradicted": ("red", ":material/close:", mark("Sources say otherwise")),
    "unchecked": ("gray", ":material/remove:", mark("No source we could check")),
}


def a_cramp_now() -> None:
    """Show what to do while a cramp lasts."""
    for number, step in enumerate(relief(), 1):
        with st.container(border=True):
            _pictured(step.drawing, _step_text(number, step))
    widgets.go("cramp_log", _("Write this cramp down"), ":material/edit_note:")


def movements(now: Session) -> None:
    """Show the movements, each with its drawing, its steps and its words of safety."""
    shown = [one for one in exercises() if not one.topics & now.said.hidden]
    if len(shown) < len(exercises()):
        st.caption(
            _("Those that you should ask about first, by what you ticked in the check-in, are not shown.")
        )
    safety = exercise_safety()
    st.warning(f"{_(safety['never'])} {_(safety['stop'])}", icon=":material/front_hand:")
    st.caption(_(safety["before"]))
    for one in shown:
        with st.container(border=True):
            st.markdown(f"**{_(one.name)}** {_(_BASIS[one.basis])}")
            _pictured(one.drawing, _exercise_text(one))


def rules(now: Session) -> None:
    """Show the article's rules for prevention, each with what is known of it."""
    st.markdown(_("The article's rules, each with what is known of it. None was shown to keep cramps away."))
    for rule in prevention():
        if not rule.claim.topics & now.said.hidden:
            st.markdown(f"**{_(rule.do)}**  \n{_(rule.note)}")


def known(now: Session) -> None:
    """Show what is known and how surely."""
    st.info(_(EVIDENCE), icon=":material/science:")
    if "magnesium_supplements" in now.said.hidden:
        st.markdown(
            _("What studies found of tablets is not shown, because of what you ticked in the check-in.")
        )
        return
    for study in read_toml("guide/about.toml")["studies"]:
        st.markdown(f"- {_(study['text'])} :small[({study['source']})]")


def claims(now: Session) -> None:
    """Show each claim of the article with a verdict, why, and the sources."""
    counts = Counter(claim.verdict for claim in article_claims())
    listed = "  \n".join(f"{_badge(name)} {counts[name]}" for name in VERDICTS)
    said = _(
        "The article makes **{n} claims**. Here is each of them in our words, with what the sources say.",
        n=sum(counts.values()),
    )
    st.markdown(f"{said}\n\n{listed}")
    if any(claim.topics & now.said.hidden for claim in article_claims()):
        st.caption(_("Those on what you ticked in the check-in are not shown here."))
    for part in PARTS:
        with st.expander(_(_PART[part])):
            for claim in article_claims():
                if claim.part == part and not claim.topics & now.said.hidden:
                    st.markdown(claim_text(claim))
    widgets.download(_("Download as CSV"), _claims_csv, "article_claims.csv", "text/csv")


def _pictured(name: str, text: str) -> None:
    if not name:
        st.markdown(text)
        return
    picture, words = st.columns([2, 3], vertical_alignment="center")
    with picture:
        st.image(drawing(name).svg, width=_WIDTH, alt=_(drawing(name).alt))
    words.markdown(text)


def _step_text(number: int, step: Step) -> str:
    source = f":small[{help_first.cited(step.sources)}]" if step.sources else _(_NOT_STUDIED)
    return f"**{number}. {_(step.do)}**  \n{_(step.note)}  \n{source}"


def _exercise_text(one: Exercise) -> str:
    steps = "\n".join(f"{number}. {_(text)}" for number, text in enumerate(one.steps, 1))
    when = _(_WHEN[one.when[0]])
    for time in one.when[1:]:
        when = _("{one} or {other}", one=when, other=_(_WHEN[time]))
    source = f"  \n:small[{help_first.cited(one.sources)}]" if one.sources else ""
    return (
        f"{steps}\n\n:material/front_hand: {_(one.safety)}  \n:material/schedule: {when.capitalize()}{source}"
    )


def _badge(verdict: str) -> str:
    colour, icon, words = _VERDICT[verdict]
    return f":{colour}-badge[{icon} {_(words)}]"


def claim_text(claim: Claim) -> str:
    """Return a claim with its verdict, why, what was measured, and the sources."""
    measured = "".join(f"\n- {_(text)}" for text in claim.measured)
    source = f"\n\n:small[{help_first.cited(claim.sources)}]" if claim.sources else ""
    return f"**“{_(claim.claim)}”**  \n{_badge(claim.verdict)}  \n{_(claim.why)}\n{measured}{source}"


def _claims_csv() -> str:
    rows = [
        {
            "part": claim.part, "claim": claim.claim, "verdict": claim.verdict, "why": claim.why,
            "evidence": claim.evidence, "measured": "; ".join(claim.measured),
            "sources": "; ".join(source.title for source in claim.sources),
        }
        for claim in article_claims()
    ]  # fmt: skip
    return to_csv(rows)
