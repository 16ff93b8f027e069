"""Bringing a food table: the file, what its columns are, what would come of it, and keeping it."""

from __future__ import annotations

import re
from typing import Final

import streamlit as st

from planner.errors import PlannerError, TableError
from planner.language import _, retold
from planner.report.tables import printable
from planner.sources.food_tables.mapping import TableMapping
from planner.sources.food_tables.sheets import Sheet
from planner.sources.food_tables.store import checked_name, imported_names, save
from planner.sources.food_tables.table import ImportedTable
from planner.ui import my_foods_table_look, my_foods_table_map
from planner.ui.errors_in_words import explained
from planner.ui.my_foods_fields import text
from planner.ui.session import Session, carefully, session
from planner.ui.table_file import TableFile
from planner.ui.widgets import number, plain

_NEW, _PROBLEM, _CHECKED = "brought_new", "brought_problem", "brought_checked"
_UPLOADS: Final = "my_table_uploads"
_PARTS: Final = "brought_"
_MOST_MEGABYTES: Final = 40
_LONGEST: Final = 400
_NOT_SAID: Final = "–"


def bring(now: Session) -> None:
    """Ask for a file; once it is read, show what its columns are and what would come of it."""
    st.header(_("Bring a food table"))
    st.markdown(
        _(
            "The national table of another country, or your own, as CSV or XLSX: a row for each food, with a "
            "code, a name and its nutrients. CIQUAL 2020 (France) and CoFID 2021 (United Kingdom) are known; "
            "of any other you say what its columns are. The file stays on this computer."
        )
    )
    st.file_uploader(
        _("CSV or Excel (XLSX; save an old XLS as XLSX first), up to {n} MB", n=_MOST_MEGABYTES),
        type=["csv", "xlsx", "xls", "txt", "tsv"], max_upload_size=_MOST_MEGABYTES, key=_upload_key(now),
        on_change=carefully(_take),
    )  # fmt: skip
    _read_new(now)
    if now.draft.get(_PROBLEM):
        st.error(plain(retold(now.draft[_PROBLEM])), icon=":material/error:")
    if now.food_table is not None:
        _opened(now, now.food_table)


def _upload_key(now: Session) -> str:
    """Return the key of the field for a file, which is another once a file was kept or put away."""
    return f"my_table_upload_{now.draft.get(_UPLOADS, 0)}"


def _take() -> None:
    now = session()
    file = st.session_state[_upload_key(now)]
    if file is not None:
        now.draft[_NEW] = TableFile(printable(file.name), file.getvalue())


def _read_new(now: Session) -> None:
    """Read a file that was just given; where it is none, what was done with the one before stays."""
    file = now.draft.get(_NEW)
    if file is None:
        return
    now.draft.pop(_PROBLEM, None)
    try:
        _sheets(file)
    except TableError as error:
        now.draft.pop(_NEW)
        now.draft[_PROBLEM] = str(error)
        return
    now.draft.pop(_NEW)
    if now.food_table is None or now.food_table.name != file.name:
        _forget(now)
    now.food_table = file


def _sheets(file: TableFile) -> list[Sheet]:
    place = st.empty()
    try:
        with st.spinner(_("Reading {file}", file=plain(file.name)), show_time=True):
            return file.sheets(lambda rows: place.caption(_("{n} rows read", n=number(rows))))
    finally:
        place.empty()


def _opened(now: Session, file: TableFile) -> None:
    """Show what is to be said of a file, and, once she has looked, what would be kept."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_("**{file}** is open here.", file=plain(file.name)), width="stretch")
        st.button(_("Put this file away"), icon=":material/close:", on_click=carefully(_put_away))
    try:
        mapping = my_foods_table_map.ask(file.name, _sheets(file))
    except TableError as error:
        st.error(plain(explained(error)), icon=":material/edit:")
        return
    if mapping is None:
        return
    if not now.draft.get(_CHECKED):
        st.button(
            _("Look at it first"), icon=":material/visibility:", type="primary", on_click=carefully(_check)
        )
        return
    _look(file, mapping)


def _look(file: TableFile, mapping: TableMapping) -> None:
    parts = (mapping.title or _NOT_SAID, mapping.licence or _NOT_SAID, mapping.citation or _NOT_SAID)
    try:
        with st.spinner(_("Reading the foods"), show_time=True):
            table, report = file.table(mapping.owned(*parts))
    except TableError as error:
        st.error(plain(explained(error)), icon=":material/edit:")
        return
    my_foods_table_look.show(table, report)
    _whose(file, mapping)
    problems = _missing()
    for problem in problems:
        st.error(plain(problem), icon=":material/edit:")
    if not problems:
        st.button(
            _("Keep this table"), icon=":material/check:", type="primary", on_click=carefully(_keep),
            args=(table,),
        )  # fmt: skip


def _whose(file: TableFile, mapping: TableMapping) -> None:
    """Ask for the table's name and whose it is; of a known table both are known."""
    st.header(_("Whose it is"))
    st.caption(_("Shown with each food of it. The licence stands where you found the table."))
    st.text_input(
        _("Title"),
        placeholder="Bundeslebensmittelschlüssel 4.0",
        **text("brought_title", _LONGEST, mapping.title),
    )
    st.text_input(_("Licence"), placeholder="CC BY 4.0", **text("brought_licence", _LONGEST, mapping.licence))
    st.text_input(
        _("Source: who made it, when, where it is found"),
        **text("brought_citation", _LONGEST, mapping.citation),
    )
    st.text_input(
        _("Short name, which stands in the ids of its foods"), **text("brought_short", 40, _short(file.name))
    )


def _short(file: str) -> str:
    """Return a short name made of a file's.

    Examples
    --------
    >>> _short("Table Ciqual 2020_FR.xlsx")
    'table-ciqual-2020-fr'
    """
    return re.sub(r"[^a-z0-9]+", "-", file.rsplit(".", 1)[0].casefold()).strip("-")[:40].strip("-")


def _said() -> dict[str, str]:
    """Return what stands in the fields, which holds what was filled in for her too."""
    return {
        part: " ".join(str(st.session_state.get(f"brought_{part}") or "").split())
        for part in ("short", "title", "licence", "citation")
    }


def _missing() -> list[str]:
    """Return what is to be said before the table can be kept."""
    given = _said()
    lacking = {
        "title": _("Write the title of the table."),
        "licence": _("Write its licence, or how you may use it."),
        "citation": _("Write its source."),
    }
    problems = [words for part, words in lacking.items() if not given[part]]
    try:
        if checked_name(given["short"]) in imported_names():
            words = _(
                "You keep a table of the short name {name}. Write another one, or remove that one above."
            )
            problems.append(words.format(name=given["short"]))
    except PlannerError as error:
        problems.append(explained(error))
    return problems


def _check() -> None:
    session().draft[_CHECKED] = True


def _put_away() -> None:
    now = session()
    now.food_table = None
    now.draft[_UPLOADS] = now.draft.get(_UPLOADS, 0) + 1
    _forget(now)


def _forget(now: Session) -> None:
    """Empty the fields of a file, for the next one."""
    for keys in (now.draft, st.session_state):
        for key in [key for key in keys if str(key).startswith(_PARTS)]:
            del keys[key]


def _keep(table: ImportedTable) -> None:
    now, given = session(), _said()
    named = table.owned(given["short"], given["title"], given["licence"], given["citation"])
    save(named)
    _put_away()
    done = _("Kept: {title}, as {name}. Choose below how it is used.", title=named.title, name=named.name)
    now.flash = ("success", plain(done))
