"""A recipe from lines as people write them: what each was taken for, what a serving holds, keeping it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from planner.diary.corrections import Corrections
from planner.diary.ingredients import ingredient_of
from planner.diary.recipe_file import MOST_INGREDIENTS, read_ingredient
from planner.diary.resolve import Resolution, resolve
from planner.errors import InputError
from planner.language import _, retold
from planner.sources.checks import LONGEST_NAME
from planner.sources.food_file import measure_text
from planner.sources.kept import KeptFood
from planner.ui import my_foods_keep
from planner.ui.errors_in_words import explained
from planner.ui.my_foods_fields import number, put, said, text
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain

SURE: Final = 0.7
"""From this confidence on a match rarely needs a look."""
_CHECKED: Final = "my_recipe_checked"
_PICK: Final = "my_recipe_pick "
_MOST_TEXT: Final = 6_000
_MOST_SERVINGS: Final = 1_000.0
_MOST_WEIGHT: Final = 100_000.0


@dataclass(frozen=True)
class Line:
    """One line of a recipe: as written, as a file says it, what it is taken for, what is wrong."""

    written: str
    entry: dict[str, str]
    found: Resolution
    grams: float
    problem: str


def form(now: Session) -> None:
    """Show the fields of a recipe; once she has looked, what each line is taken for and what comes of it."""
    st.text_input(
        _("Name, as you will write it in the diary"), placeholder=_("lentil soup of ours"),
        **text("my_recipe_name", LONGEST_NAME),
    )  # fmt: skip
    st.text_area(
        _("Ingredients, one a line, each with its amount"), height=180,
        placeholder=_("200 g cooked lentils\n2 carrots\n1 tablespoon olive oil\n500 ml water"),
        help=_("A food that you keep may be an ingredient too, by its name."),
        **text("my_recipe_lines", _MOST_TEXT),
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input(_("Servings"), width=170, **number("my_recipe_servings", _MOST_SERVINGS))
        st.number_input(
            _("Weight after cooking, g"), width=220,
            help=_("Without the pot. Leave it empty if not weighed."),
            **number("my_recipe_weight", _MOST_WEIGHT),
        )  # fmt: skip
    with st.container(horizontal=True):
        st.button(_("Look at it first"), icon=":material/visibility:", on_click=carefully(_check))
        st.button(_("Empty the form"), icon=":material/delete_sweep:", on_click=carefully(_clear))
    if now.draft.get(_CHECKED):
        _preview(now)


def _preview(now: Session) -> None:
    with st.spinner(_("Looking the foods up")):
        lines = read_lines(str(now.draft.get("my_recipe_lines") or ""), now.draft, now.corrections)
    if lines:
        st.header(_("What the lines were taken for"))
    for line in lines:
        _line(line)
    problems = [] if said("my_recipe_name") else [_("Write the name of the recipe.")]
    if not lines:
        problems.append(_("Write at least one ingredient with its amount, such as 200 g cooked lentils."))
    if any(line.problem for line in lines):
        problems.append(_("Mend the lines that are marked; then you can keep the recipe."))
    for problem in problems:
        st.error(problem, icon=":material/edit:")
    if not problems:
        one = my_foods_keep.preview(now, _said(now, lines))
        if not one.food.measures:
            st.caption(_("Say how many servings it makes to count it by the serving."))
        st.button(_("Keep this recipe"), icon=":material/check:", type="primary", on_click=carefully(_keep))


def read_lines(typed: str, picks: dict[str, Any], corrections: Corrections) -> list[Line]:
    r"""Return what each line of a recipe is taken for.

    Parameters
    ----------
    typed : str
    picks : mapping
        The foods that were chosen for lines.
    corrections : Corrections
        With the foods that are kept.

    Examples
    --------
    >>> lines = read_lines("2 bananas\nsome xyzzy", {}, Corrections())
    >>> [(line.found.description, line.grams, bool(line.problem)) for line in lines]
    [('Banana, raw', 252.0, False), ('', nan, True)]
    """
    written = filter(None, (" ".join(line.split()) for line in typed.splitlines()))
    return [_read(line, picks.get(_PICK + line), corrections) for line in [*written][:MOST_INGREDIENTS]]


def _read(written: str, pick: object, corrections: Corrections) -> Line:
    entry = {"food": written[:200]} | ({"food_id": pick} if isinstance(pick, str) else {})
    found = ingredient_of(entry["food"], food_id=entry.get("food_id"), corrections=corrections)
    if found.problem is not None:
        return Line(written, entry, found, math.nan, retold(f"{found.problem} {found.advice or ''}"))
    try:
        ingredient = read_ingredient(entry, corrections)[0]
    except InputError as error:
        return Line(written, entry, found, math.nan, explained(error))
    return Line(written, entry, found, ingredient.grams, "")


def _line(line: Line) -> None:
    """Show one line with its food, weight and doubts; where there are any, ask which food is meant."""
    key = _PICK + line.written
    if line.problem:
        st.error(f"**{plain(line.written)}**  \n{plain(line.problem)}", icon=":material/edit:")
        if line.found.food_id is None and line.found.alternatives:
            _ask(line, key)
        return
    is_sure = line.found.confidence >= SURE
    icon = ":material/check:" if is_sure else ":material/help:"
    st.markdown(f"{icon} {plain(line.written)}: **{plain(line.found.description)}**, {line.grams:.4g} g")
    doubts = [retold(line.found.assumed)] * bool(line.found.assumed)
    doubts += [] if is_sure else [_("Please check: this is not certain.")]
    if doubts:
        st.caption(plain("; ".join(doubts)))
    if not is_sure or key in session().draft:
        _ask(line, key)


def _ask(line: Line, key: str) -> None:
    """Ask which of several foods a line means."""
    own = resolve(line.written)
    found = [(one.food_id, one.description) for one in (own, line.found)]
    found += [(one.food_id, one.description) for one in own.alternatives]
    names = {str(food_id): description for food_id, description in found if food_id}
    st.session_state.setdefault(key, line.found.food_id)
    st.selectbox(
        _("“{line}” is", line=plain(line.written)), list(names), key=key, format_func=names.__getitem__,
        on_change=carefully(_pick), args=(key,), index=None,
        placeholder=_("None of these: write the line more plainly"),
    )  # fmt: skip


def _pick(key: str) -> None:
    session().draft[key] = st.session_state[key]


def _said(now: Session, lines: list[Line]) -> dict[str, Any]:
    """Return what the form says, as the file of a recipe does."""
    draft = now.draft
    found: dict[str, Any] = {
        "name": said("my_recipe_name"), "ingredients": [line.entry for line in lines],
        "measures": list(draft.get("my_recipe_measures", ())),
    }  # fmt: skip
    sizes = (("servings", "my_recipe_servings"), ("weight_after_cooking", "my_recipe_weight"))
    return found | {name: draft[key] for name, key in sizes if draft.get(key)}


def _check() -> None:
    session().draft[_CHECKED] = True


def _keep() -> None:
    now = session()
    lines = read_lines(str(now.draft.get("my_recipe_lines") or ""), now.draft, now.corrections)
    my_foods_keep.keep_said(_said(now, lines))
    _clear()


def _clear() -> None:
    now = session()
    for name in ("name", "lines"):
        put(f"my_recipe_{name}", "")
    for name in ("servings", "weight"):
        put(f"my_recipe_{name}", None)
    for key in [key for key in now.draft if key.startswith(_PICK)]:
        del now.draft[key]
        st.session_state.pop(key, None)
    now.draft.pop("my_recipe_measures", None)
    now.draft[_CHECKED] = False


def take_up(one: KeptFood) -> None:
    """Fill the form with a recipe that is kept, for one serving or for 100 g, to change it."""
    _clear()
    now, measures = session(), one.food.measures
    is_served = one.is_served
    weight = (measures[0].grams if is_served else None) or 100.0
    put("my_recipe_name", one.food.description)
    put("my_recipe_servings", 1.0 if is_served else None)
    put("my_recipe_weight", weight)
    lines = []
    for part in one.parts:
        lines.append(f"{part.grams * weight / 100:.4g} g {part.description}")
        now.draft[_PICK + " ".join(lines[-1].split())] = part.food_id
    put("my_recipe_lines", "\n".join(lines))
    now.draft["my_recipe_measures"] = [*map(measure_text, measures[is_served:])]
    now.flash = ("success", _about_taken_up(one, is_served))
    put(my_foods_keep.VIEW, "recipe")


def _about_taken_up(one: KeptFood, is_served: bool) -> str:
    said = (
        _("{food} stands in the form for one serving.", food=one.food.description)
        if is_served
        else _("{food} stands in the form for 100 g.", food=one.food.description)
    )
    lost = _("What cooking takes from its vitamins is not in the form: see the file of the recipe.")
    return f"{said} {lost}" if any(" left" in flag for flag in one.food.flags) else said
