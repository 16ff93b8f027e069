"""What was begun is done: a click that comes meanwhile breaks no callback off."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import planner.ui

_HARMLESS = {"rerun", "ignore"}
"""What Streamlit takes in place of a callback."""


def _page() -> None:
    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

    from planner.ui.session import carefully
    from planner.ui.unbroken import unbroken

    def take() -> None:
        context = get_script_run_ctx()
        assert context is not None
        assert context.script_requests is not None
        context.script_requests.request_rerun(RerunData())  # as the next click does
        word = st.session_state["word"]  # where Streamlit breaks off
        with unbroken():
            st.session_state["kept"] = word
        st.session_state["after"] = word

    callback = carefully(take) if st.session_state.get("careful") else take
    st.text_input("Word", key="word", on_change=callback)


@pytest.mark.parametrize("careful", [True, False])
def test_a_callback_runs_to_its_end_though_a_click_came(careful: bool) -> None:
    page = AppTest.from_function(_page)
    page.session_state["careful"] = careful
    page.run().text_input(key="word").set_value("banana").run()
    assert [name in page.session_state for name in ("kept", "after")] == [careful, careful]


def _callbacks() -> Iterator[tuple[str, ast.expr]]:
    for file in sorted(Path(planner.ui.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            named = [(one.arg, one.value) for one in node.keywords] if isinstance(node, ast.Call) else []
            if isinstance(node, ast.Dict):
                pairs = zip(node.keys, node.values, strict=True)
                named = [(getattr(key, "value", ""), value) for key, value in pairs]
            for name, value in named:
                if name in ("on_click", "on_change", "on_select"):
                    yield f"{file.name}:{value.lineno}", value


def test_every_callback_of_the_dashboard_is_careful() -> None:
    found = list(_callbacks())
    assert len(found) > 100
    bare = [
        where
        for where, value in found
        if not (isinstance(value, ast.Constant) and value.value in _HARMLESS)
        and not (isinstance(value, ast.Call) and getattr(value.func, "id", "") == "carefully")
    ]
    assert bare == []
