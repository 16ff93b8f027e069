import streamlit as st

from planner.ui import diary_add, diary_file, diary_grid, diary_mend, diary_remember, draft_offer, widgets
from planner.ui.session import session

now = session()
diary_grid.take_edits(now)
st.title("Food diary")
diary = now.diary()
widgets.flash(now)

if now.table is None or now.table.cells.empty:
    st.markdown(
        "Write down what you ate on a few days. You will see which nutrients you may be short of, and get "
        "small meals that fill the gaps. Everything stays on this computer."
    )
    draft_offer.offer()
    with st.container(border=True):
        st.markdown("**First time here?** Look at a ready-made week, then put in your own.")
        with st.container(horizontal=True):
            diary_add.sample_button("diary_week.csv", "Try a sample diary", primary=True)
            diary_add.sample_button("diary_with_problems.csv", "One with mistakes in it")
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
        need = f", **{bad:,}** need{'s' if bad == 1 else ''} you" if bad else ""
        st.markdown(
            f"This is {now.source}: **{read:,}** rows, {days} {'day' if days == 1 else 'days'}, "
            f"**{used:,}** understood{need}."
        )
        with st.container(horizontal=True):
            if used:
                widgets.go("gaps", "See the gaps", ":material/monitoring:", primary=True)
            diary_add.start_over()
            diary_add.undo(now)
    diary_file.about_file(now, diary)
    diary_mend.faults(now, diary)
    if used:
        diary_mend.understood(now, diary)

st.subheader("Your rows")
st.caption("Click a cell to change it. Add a row at the bottom; mark rows on the left to delete them.")
diary_grid.grid(now)
diary_add.downloads(now, diary)

st.subheader("Add more food")
diary_add.ways(now)
diary_remember.listed(now)
