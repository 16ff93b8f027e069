"""What is kept on this computer, in words, and the button that deletes all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from planner.diary.corrections import saved_in as corrections_file
from planner.diary.cramp_log import saved_in as cramp_log_file
from planner.diary.own_dishes import own_dishes_file
from planner.errors import InputError
from planner.gaps.wording import joined
from planner.home import home_folder
from planner.language import _, mark, plural
from planner.sources.answers import any_answers, forget_answers
from planner.sources.food_tables.store import forget_names, table_files
from planner.sources.kept_file import foods_file
from planner.sources.secrets import secrets_file
from planner.ui import draft, draft_store
from planner.ui.session import carefully, session
from planner.ui.widgets import plain

_FILES: dict[str, Callable[[], Path]] = {
    mark("the cramp log"): cramp_log_file,
    mark("what your own phrases mean"): corrections_file,
    mark("your own dishes"): own_dishes_file,
    mark("your key of FoodData Central"): secrets_file,
    mark("the foods that you keep"): foods_file,
}


def your_data() -> None:
    """Say where what she types goes, and offer to delete what is kept."""
    st.markdown(
        _(
            "Everything runs on this computer. Nothing is sent anywhere, nothing is counted, and nothing of "
            "it is written to logs. The one exception is yours to make: the words that you search for on the "
            "My foods page go to the food database named there when you press its button."
        )
    )
    if not draft.may_keep():
        st.markdown(
            _(
                "This page was opened **over a network**, where several people may use it. Your diary, your "
                "settings and your plan are therefore not kept: they are gone when you close the page. Save "
                "them as files. The cramp log and what you ask to have remembered are kept on the computer "
                "that serves this page, for all who use it."
            )
        )
        return
    st.markdown(
        _(
            "What you type is **kept on this computer**, in {folder}, so that a closed page or a reload "
            "loses nothing; that goes for the last {n} visits. Only your account on this computer may read "
            "these files, and whoever uses that account can open them here. The page’s address has a random "
            "name for your visit, and nothing of what you typed.",
            folder=plain(home_folder()),
            n=draft_store.MOST_DRAFTS,
        )
    )
    kept = what_is_kept()
    if not kept:
        st.caption(_("Nothing is kept here now."))
    elif st.toggle(_("Forget everything on this machine"), key="forget_everything"):
        st.markdown(
            _(
                "This deletes, for good: **{what}**. Save what you still want as a file first.",
                what=joined(kept),
            )
        )
        st.button(
            _("Delete all of it"), icon=":material/delete_forever:", on_click=carefully(forget_everything)
        )


def what_is_kept() -> list[str]:
    """Return what is kept, in words; nothing where there is nothing."""
    whole, damaged = draft_store.count()
    typed = plural("what was typed in {n} visit", "what was typed in {n} visits", whole)
    aside = plural("{n} damaged draft set aside", "{n} damaged drafts set aside", damaged)
    drafts = [typed] * bool(whole) + [aside] * bool(damaged)
    drafts += [_("what food databases answered")] * any_answers()
    drafts += [_("the food tables that you brought")] * bool(table_files())
    return drafts + [_(words) for words, file in _FILES.items() if file().is_file() or file().is_symlink()]


def forget_everything() -> None:
    """Delete all of it, and say what was deleted; what cannot be deleted is said too."""
    kept = what_is_kept()
    files = [*(file() for file in _FILES.values()), *table_files()]
    left = [problem for file in files if (problem := _deleted(file))]
    for forget in (draft.forget_drafts, forget_answers, forget_names):
        try:
            forget()
        except OSError as error:
            left.append(f"{error.filename}: {error.strerror}")
    st.session_state["forget_everything"] = False
    if left:
        raise InputError(_("Not all of it could be deleted. {why}.", why="; ".join(left)))
    done = _("Deleted from this computer: {what}. This page is empty again.", what=joined(kept))
    session().flash = ("success", done)


def _deleted(file: Path) -> str:
    """Delete a file, also where it is a link to one, and return what stands in the way."""
    try:
        unfinished = file.parent.glob(f".{file.name}.*")  # of a write that was cut short
        for path in {file.resolve(), file, *unfinished}:
            path.unlink(missing_ok=True)
    except OSError as error:
        return f"{file}: {error.strerror}"
    return ""
