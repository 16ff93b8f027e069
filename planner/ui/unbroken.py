"""Work that the next click may not break off.

Streamlit ends what runs as soon as she clicks or types again, wherever it stands, and a callback that was
ended so is never called again: what she had typed or asked for would be lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.runtime.scriptrunner import get_script_run_ctx


@contextmanager
def unbroken() -> Iterator[None]:
    """Have what is done in it run to its end; a click that came meanwhile is answered after it.

    Nothing in it may call ``st.rerun``, ``st.stop`` or ``st.switch_page``: these wait for the end too.
    """
    context = get_script_run_ctx(suppress_warning=True)
    requests = None if context is None else context.script_requests
    if requests is None or "on_scriptrunner_yield" in vars(requests):  # no page runs, or it holds already
        yield
        return
    vars(requests)["on_scriptrunner_yield"] = lambda: None  # where Streamlit asks whether to break off
    try:
        yield
    finally:
        del vars(requests)["on_scriptrunner_yield"]
