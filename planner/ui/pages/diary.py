import streamlit as st

from planner.language import _, plural
from planner.ui import (
    diary_add,
    diary_file,
    diary_grid,
    diary_mend,
    diary_remember,
    draft_offer,
    tables_note,
    widgets,
)
from planner.ui.session import session
from planner.ui.widgets import number

now = session()
diary_grid.take_edits(now)
st.title(_("Food diary"))
diary = now.diary()
widgets.flash(now)

if now.table is None or now.table.cells.empty:
    st.markdown(
        _(
            "Write down what you ate on a few days. You will see which nutrients you may be short of, and "
            "get small meals that fill the gaps. Everything stays on this computer."
        )
    )
    draft_offer.offer()
    with st.container(border=True):
        st.markdown(_("**First time here?** Look at a ready-made week, then put in your own."))
        with st.container(horizontal=True):
            diary_add.sample_button("diary_week.csv", _("Try a sample diary"), primary=True)
            diary_add.sample_button("diary_with_problems.csv", _("One with mistakes in it"))
    diary_add.undo(now)
    diary_add.ways(now)
    diary_remember.listed(now)
    st.stop()

if now.ask_dates:
    diary_mend.ask_dates(now)
if diary is None:
    diary_add.undo(now)
if diary is not None:
    read, used, bad = (diary.rows[key] for key in ("read", "used", "with_faults"))
    days = diary.entries["date"].nunique(dropna=False)
    with st.container(border=True):
        said = {"read": number(read), "used": number(used), "bad": number(bad)} | {
            "source": diary_add.source_words(now.source),
            "days": plural("{n} day", "{n} days", days),
        }
        if bad:
            st.markdown(
                plural(
                    "This is {source}: **{read}** rows, {days}, **{used}** understood, **{bad}** needs you.",
                    "This is {source}: **{read}** rows, {days}, **{used}** understood, **{bad}** need you.",
                    bad,
                    **said,
                )
            )
        else:
            st.markdown(_("This is {source}: **{read}** rows, {days}, **{used}** understood.", **said))
        with st.container(horizontal=True):
            if used:
                widgets.go("gaps", _("See the gaps"), ":material/monitoring:", primary=True)
            diary_add.start_over()
            diary_add.undo(now)
    tables_note.above_a_diary()
    diary_file.about_file(now, diary)
    diary_mend.faults(now, diary)
    if used:
        diary_mend.understood(now, diary)

st.header(_("Your rows"))
st.caption(_("Click a cell to change it. Add a row at the bottom; mark rows on the left to delete them."))
diary_grid.grid(now)
diary_add.downloads(now, diary)

st.header(_("Add more food"))
diary_add.ways(now)
diary_remember.listed(now)
