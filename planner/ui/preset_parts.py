"""Presets on the Targets page: keep, load, share, take over, delete."""

from __future__ import annotations

import streamlit as st

from planner.errors import InputError
from planner.language import _
from planner.reference.preset import Preset, preset_of
from planner.reference.preset import read_preset as read
from planner.reference.preset_files import (
    LONGEST_NAME,
    delete_preset,
    load_preset,
    preset_folder,
    preset_names,
    save_preset,
)
from planner.ui import profile, widgets
from planner.ui.session import Session, carefully, session
from planner.ui.widgets import plain


def presets(now: Session) -> None:
    """Show the presets that are kept, and the ways to make, load and share one."""
    st.caption(
        _(
            "A preset holds targets with their reasons, what a plan should favour, meals, caps, closeness "
            "and whose values: nothing of who you are. Loading one replaces all of these; “Undo the last "
            "change” on the workbench brings them back."
        )
    )
    _keep(now)
    _listed(now)
    st.file_uploader(
        _("Take over a preset (TOML)"), type=["toml"], max_upload_size=1, key="preset_file",
        on_change=carefully(_take_file),
    )  # fmt: skip


def _keep(now: Session) -> None:
    st.session_state.setdefault("preset_name", now.draft.get("preset_name", ""))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            _("Name of the preset"), key="preset_name", max_chars=LONGEST_NAME,
            placeholder=_("Night cramps"),
            width=260, on_change=carefully(_keep_name),
        )  # fmt: skip
        st.button(
            _("Keep it here"), icon=":material/bookmark_add:", on_click=carefully(_save), key="preset_save"
        )
        _download(now)


def _download(now: Session) -> None:
    try:
        text = _preset(now).to_toml()
    except InputError:
        st.caption(_("To share it, give each target of your own a reason."))
    else:
        widgets.download(_("Download it (TOML)"), lambda: text, "preset.toml", "application/toml")


def _keep_name() -> None:
    session().draft["preset_name"] = st.session_state["preset_name"]


def _preset(now: Session) -> Preset:
    return preset_of(now.targets.person, float(now.plan_options["closeness"]))


def _save() -> None:
    now = session()
    name = save_preset(st.session_state["preset_name"], _preset(now))
    st.session_state["preset_name"] = now.draft["preset_name"] = ""
    now.flash = ("success", _("Kept as “{name}”.", name=name))


def _listed(now: Session) -> None:
    names = preset_names()
    st.caption(
        _("Kept on this computer, in {folder}", folder=preset_folder())
        if names
        else _("No preset is kept on this computer yet.")
    )
    for name in names:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(name)}**", width="stretch")
            st.button(
                _("Load"), key=f"preset_load_{name}", icon=":material/tune:",
                help=_("Load {name}", name=name),
                on_click=carefully(_load), args=(name,),
            )  # fmt: skip
            st.button(
                _("Delete"), key=f"preset_delete_{name}", icon=":material/delete:",
                help=_("Delete {name}", name=name),
                on_click=carefully(_delete), args=(name,),
            )  # fmt: skip
    if "preset_deleted" in now.draft:
        label = _("Bring back “{name}”", name=now.draft["preset_deleted"][0])
        st.button(label, icon=":material/undo:", key="preset_back", on_click=carefully(_bring_back))


def _load(name: str) -> None:
    _take(load_preset(name), name)


def _take_file() -> None:
    file = st.session_state["preset_file"]
    if file is not None:
        _take(read(file.getvalue(), file.name), file.name)


def _take(preset: Preset, name: str) -> None:
    """Put a preset in the place of the settings, once it goes with who she is."""
    now, fields = session(), preset.of_person()
    profile.targets_of({**now.typed, **fields})
    now.put_typed(**fields)
    now.plan_options = {**now.plan_options, "closeness": preset.closeness}
    now.draft.pop("bench_waiting", None)
    now.draft["form"] = now.draft.get("form", 0) + 1
    now.flash = ("success", _("In use: {name}.", name=name))


def _delete(name: str) -> None:
    now = session()
    now.draft["preset_deleted"] = (name, load_preset(name))
    delete_preset(name)
    now.flash = ("success", _("Deleted: “{name}”.", name=name))


def _bring_back() -> None:
    now = session()
    save_preset(*now.draft.pop("preset_deleted"))
