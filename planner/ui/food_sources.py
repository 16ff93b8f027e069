"""The best sources of a nutrient among what she may eat."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.gaps.wording import amount, in_text, joined
from planner.language import _, mark
from planner.reference.best_sources import BASES, Source, best_sources
from planner.reference.nutrients import nutrients
from planner.reference.safety import flags_of
from planner.report.basis import JURISDICTIONS
from planner.report.food_charts import source_chart, source_frame
from planner.report.food_tables import sources_table
from planner.report.text import FIRST
from planner.ui import widgets
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain

_NAMES: Final = {"serving": mark("A usual portion"), "100 kcal": "100 kcal"}
_NOT_TO_SEEK: Final = ("energy", "sodium", "carbohydrate", "fa_18_2", "water")
"""With a target or a limit, and yet nothing to look for more of."""


def best(now: Session) -> None:
    """Ask for a nutrient and show the foods that hold most of it."""
    nutrient, per = _ask(now)
    targets, person = now.targets, now.targets.person
    with st.spinner(_("Looking through the foods you may eat")):
        found = best_sources(nutrient, person.diet, tuple(person.exclude), targets.jurisdiction, per)
    about = nutrients()[nutrient]
    if not found:
        st.info(
            _("No food you may eat holds {nutrient} by the food table.", nutrient=in_text(_(about.name))),
            icon=":material/search_off:",
        )
        return
    target = targets[nutrient].target
    frame = source_frame(found, nutrient, per)
    top = "; ".join(frame["words"].head(5))
    said = _(
        "Most {nutrient} in {amount}: {foods}",
        nutrient=in_text(_(about.name)),
        amount=_(_NAMES[per]).lower(),
        foods=top,
    )
    widgets.chart(
        source_chart(frame, about.unit), said, frame.drop(columns="words"), f"{nutrient}_sources_chart"
    )
    st.dataframe(sources_table(found, nutrient, target), hide_index=True, width="stretch")
    widgets.download(
        _("Save as CSV"),
        lambda: sources_table(found, nutrient, target).to_csv(index=False),
        f"best_sources_{nutrient}.csv",
        "text/csv",
    )
    _to_mind(now, found)
    _how(now, nutrient)


def _ask(now: Session) -> tuple[str, str]:
    aimed = [name for name in now.targets if now.targets[name].target > 0]
    options = [
        name for name in dict.fromkeys([*FIRST, *aimed])
        if name not in _NOT_TO_SEEK and name not in now.said.hidden
    ]  # fmt: skip
    kept = now.draft.get("source_nutrient")
    if st.session_state.get("source_nutrient", kept) not in options:
        st.session_state.pop("source_nutrient", None)
        kept = options[0]
    st.session_state.setdefault("source_nutrient", kept)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        nutrient = st.selectbox(
            _("Nutrient"), options, key="source_nutrient", width=300,
            on_change=carefully(_keep), args=("source_nutrient",),
            format_func=lambda name: _(nutrients()[name].name),
        )  # fmt: skip
        st.session_state.setdefault("source_per", now.draft.get("source_per", BASES[0]))
        per = st.segmented_control(
            _("Most in"), BASES, required=True,
            key="source_per", format_func=lambda one: _(_NAMES[one]),
            on_change=carefully(_keep), args=("source_per",),
        )  # fmt: skip
    return str(nutrient), str(per)


def _to_mind(now: Session, found: tuple[Source, ...]) -> None:
    """Say which of the foods a rule speaks about."""
    for one in found:
        for flag in flags_of(one.description, one.food_id, now.targets.jurisdiction):
            colour, icon = widgets.SEVERITIES[flag.severity]
            about = f":{colour}[{icon}] **{plain(one.description)}**"
            st.caption(
                _(
                    "{food}: {advice} Source: {authority}",
                    food=about,
                    advice=plain(flag.words()),
                    authority=plain(_(flag.authority)),
                )
            )


def _how(now: Session, nutrient: str) -> None:
    person, target = now.targets.person, now.targets[nutrient]
    aim = _("This framework has no value for it.")
    if target.target > 0:
        aim = _("Your target: {amount} a day.", amount=amount(target.target, nutrient, target.unit))
    fits = _(person.diet.capitalize()).lower()
    if person.exclude:
        fits = _("{diet}, without {foods}", diet=fits, foods=plain(joined(person.exclude)))
    how = _(
        "Listed are foods of this product's dishes that fit you ({settings}) and the safety rules ({rules}), "
        "one of each kind. “Fortified”: vitamins or minerals were added to it, not always this one. "
        "“Article”: the article about leg cramps names such food. By 100 kcal a food counts only where a "
        "usual portion brings enough to matter.",
        settings=fits,
        rules=_(JURISDICTIONS[now.targets.jurisdiction]),
    )
    st.caption(f"{aim} {how}")


def _keep(key: str) -> None:
    session().draft[key] = st.session_state[key]
