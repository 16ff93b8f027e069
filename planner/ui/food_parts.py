"""Looking up a food: the search, the amount, what it holds, what to mind, and the way into the diary."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.diary.corrections import matches
from planner.diary.matching.search import NEAREST, FoodMatch, not_found
from planner.gaps.notice import make_notice
from planner.gaps.wording import joined
from planner.language import _
from planner.reference.best_sources import groups_of, is_fortified
from planner.reference.caffeine import caffeine_range
from planner.reference.diets import allowed_foods
from planner.reference.foods import CITATION, food_table
from planner.reference.safety import flags_of
from planner.reference.servings import kitchen_portions, usual_serving
from planner.reference.values import reference_values
from planner.report.food_tables import Portion, nutrient_frame, on_basis, saved_table, shown_table
from planner.ui import diary_add, food_add, food_compare, gap_parts, widgets
from planner.ui.caffeine_add import mg_words
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain

MOST_FOUND: Final = 8
LONGEST: Final = 200
GRAMS: Final = "g"
_USUAL_GRAMS: Final = 100.0
_FIRST_ROWS: Final = 10


def look_up(now: Session) -> None:
    """Ask for a food and show the one that is meant."""
    st.session_state.setdefault("food_text", now.draft.get("food_text", ""))
    text = st.text_input(
        _("Which food?"), key="food_text", max_chars=LONGEST, on_change=carefully(_keep), args=("food_text",),
        placeholder=_("for example: pumpkin seeds, kefir, lentil soup"),
    ).strip()  # fmt: skip
    if not text:
        st.caption(
            _("Write it as you would say it, without an amount. Other languages and brands often work too.")
        )
    else:
        with st.spinner(_("Looking through the food table")):
            found = matches(text, MOST_FOUND, now.corrections.of(diary_add.person_of_rows(now)))
        if found:
            _found(now, text, found)
        else:
            st.info(
                _(
                    "The food table has nothing like “{food}”. Write it more plainly, such as “bean soup”, "
                    "or look up what it is made of.",
                    food=plain(text),
                ),
                icon=":material/search_off:",
            )
    food_compare.compared(now)


def _found(now: Session, text: str, found: list[FoodMatch]) -> None:
    by_id = {one.food_id: one for one in found}
    key = f"food_pick_{text}"
    kept = now.draft.get("food_pick")
    st.session_state.setdefault(key, kept if kept in by_id else found[0].food_id)
    chosen = st.radio(
        _("“{food}” may be one of these:", food=plain(text)),
        list(by_id),
        key=key,
        on_change=carefully(_keep_pick),
        args=(key,),
        format_func=lambda food: plain(by_id[food].description),
    )
    if doubt := _doubt(text, by_id[chosen]):
        st.caption(f":material/help: {plain(doubt)}")
    words = text if chosen == found[0].food_id else by_id[chosen].description
    one_food(now, chosen, words)


def _doubt(text: str, match: FoodMatch) -> str:
    """Return what of the words is not in the food, or was read in another way; blank where all is."""
    if match.why.startswith("“"):  # her own phrase, remembered
        return f"{match.why}."
    missing = [one.words for one in not_found(text, match.food_id)]
    parts = [_("“{words}” is not in this food.", words=joined(missing))] if missing else []
    read = [part for part in match.why.split("; ") if part.startswith((NEAREST, "spelling guessed"))]
    return " ".join([*parts, *(f"{part[:1].upper()}{part[1:]}." for part in read)])


def one_food(now: Session, food_id: str, words: str) -> None:
    """Show one food: what to mind, how much of it, what that holds, and what to do with it."""
    with st.container(border=True):
        st.header(plain(food_table().description(food_id)))
        _marks(food_id)
        _to_mind(now, food_id, words)
        portion = _amount(food_id)
        if food_table().composition.loc[food_id].isna().all():
            st.info(_("The food table says nothing of what this food holds. That is unknown, not nothing."))
            return
        _caffeine(now, portion)
        _nutrients(now, portion)
        food_compare.offer(now, portion)
    with st.container(border=True):
        st.markdown(_("**Add to my diary: {amount}**", amount=plain(portion.words)))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            diary_add.when(now)
            st.button(
                _("Add to my diary"), icon=":material/add:", type="primary", on_click=carefully(_add),
                args=(words, portion),
            )  # fmt: skip
        food_add.after(now)


def _marks(food_id: str) -> None:
    marks = [
        _(":blue-badge[:material/article: The article names it: {group}]", group=_(name).lower())
        for name in groups_of(food_id)
    ]
    if is_fortified(food_id):
        marks.append(_(":orange-badge[:material/add_circle: Fortified: vitamins or minerals are added]"))
    if marks:
        st.markdown(" ".join(marks))


def _to_mind(now: Session, food_id: str, words: str) -> None:
    """Show what safety rules say of the words and the food, and whether she leaves it out."""
    name = food_table().description(food_id)
    flags = flags_of(words, food_id, now.targets.jurisdiction)
    gap_parts.notice_cards(
        [make_notice("food", flag, None, name.replace(", ", " "), flag.words()) for flag in flags]
    )
    person = now.targets.person
    if person.diet == "omnivore" and not person.exclude:
        return
    if not allowed_foods(person.diet, person.exclude)[food_id]:
        out = joined(
            [*([_(person.diet.capitalize()).lower()] if person.diet != "omnivore" else []), *person.exclude]
        )
        st.caption(
            _(":material/no_meals: Not among what you eat (your settings: {settings}).", settings=plain(out))
        )


def _amount(food_id: str) -> Portion:
    """Ask how much; the portion of a usual size first."""
    usual, own = usual_serving(food_id), kitchen_portions(food_id)
    measures = {one.words: one.grams for one in [*([usual] if usual else []), *own]} | {GRAMS: 1.0}
    key, count_key = f"food_measure_{food_id}", f"food_count_{food_id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure = st.session_state.get(key, next(iter(measures)))
        st.session_state.setdefault(count_key, _USUAL_GRAMS if measure == GRAMS else 1.0)
        count = st.number_input(_("How many"), 0.1, 5000.0, step=0.5, format="%g", key=count_key, width=150)
        measure = st.selectbox(
            _("Measure"), list(measures), key=key, width=300,
            on_change=carefully(_fit_count), args=(key, count_key),
            format_func=lambda words: words if words in (GRAMS,) else _weighed(words, measures[words]),
        )  # fmt: skip
    grams = count * measures[measure]
    if measure == GRAMS:
        return Portion(food_id, f"{grams:g} g", grams)
    return Portion(food_id, f"{'' if count == 1 else f'{count:g} × '}{measure} ({grams:g} g)", grams)


def _weighed(words: str, grams: float) -> str:
    return words if words.endswith(" g") else f"{words} ({grams:g} g)"


def _fit_count(key: str, count_key: str) -> None:
    st.session_state[count_key] = _USUAL_GRAMS if st.session_state[key] == GRAMS else 1.0


def _caffeine(now: Session, portion: Portion) -> None:
    found = caffeine_range([portion.food_id], [portion.grams], now.targets.jurisdiction)
    low, high = float(found["low"].iloc[0]), float(found["high"].iloc[0])
    if high >= 1:
        cap = now.targets.caffeine_cap_mg
        st.markdown(
            _(
                ":material/local_cafe: **Caffeine: {amount}** of the day's {cap} mg.",
                amount=mg_words(low, high),
                cap=f"{cap:.0f}",
            )
        )


def _nutrients(now: Session, portion: Portion) -> None:
    """Show what the amount, 100 g or 100 kcal hold beside her targets."""
    names = {"amount": portion.words, "100 g": "100 g", "100 kcal": "100 kcal"}
    basis = food_compare.ask_basis(now, "food_basis", _("What is in"), names)
    shown = on_basis(portion, basis)
    food_compare.say_if_no_energy([shown])
    hidden = now.said.hidden
    frame = nutrient_frame([shown], now.targets, hidden)
    food_compare.draw(frame, f"food_{portion.food_id.split(':')[1]}")
    table = shown_table(frame)
    st.dataframe(table.head(_FIRST_ROWS), hide_index=True, width="stretch")
    with st.expander(_("All {n} nutrients, and save them", n=len(table)), icon=":material/expand_more:"):
        st.dataframe(table, hide_index=True, width="stretch")
        widgets.download(
            _("Save as CSV"),
            lambda: saved_table([portion], now.targets, hidden).to_csv(index=False),
            "food.csv",
            "text/csv",
        )
    lacking = [_(reference_values()[one.nutrient].name) for one in now.targets.not_in_table]
    said = [_("Food table: {citation}.", citation=CITATION)]
    if lacking:
        said.append(_("Not in it: {nutrients}; unknown, not nothing.", nutrients=", ".join(lacking)))
    st.caption(" ".join(said))


def _add(words: str, portion: Portion) -> None:
    food_add.put(words, portion.food_id, portion.grams, diary_add.said_when(), f"{words}, {portion.words}")


def _keep(key: str) -> None:
    session().draft[key] = st.session_state[key]


def _keep_pick(key: str) -> None:
    session().draft["food_pick"] = st.session_state[key]
