"""Rules that hold for the whole dashboard: privacy, errors, size."""

import re
import tomllib
from pathlib import Path

from streamlit.testing.v1 import AppTest

from planner.errors import PersonError
from planner.ui.errors_in_words import explained
from planner.ui.print_view import SHEETS, SPOKEN
from planner.ui.session import WENT_WRONG, Session
from planner.ui.table import append, edited, empty_table, read_table
from planner.ui.tabs import TO_TAB

ROOT = Path(__file__).resolve().parents[2]
SECRET = "salmon and wine"


def test_it_binds_to_this_machine_and_sends_nothing():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert config["server"]["address"] == "127.0.0.1"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"
    assert config["server"]["maxUploadSize"] >= 25
    assert config["runner"]["fastReruns"] is False  # else a quick second click may drop the first


def test_no_markup_or_style_is_injected_but_print_colour_outline_menu_language_and_focus():
    for path in [ROOT / "app.py", *(ROOT / "planner" / "ui").rglob("*.py")]:
        text = path.read_text(encoding="utf-8").replace("st.html(sheet)", "")
        for ours in ("SPOKEN.format(language()) + WAIT_FOR_LAST_WORD", "TO_TAB.format(key, place)"):
            text = text.replace(f"st.html({ours}, unsafe_allow_javascript=True)", "")
        assert not any(
            word in text for word in ("unsafe_allow_html", "st.html", "components.v1", "<style", "javascript")
        )
    assert SPOKEN == "<script>document.documentElement.lang = '{}'</script>"
    assert re.findall(r"(?<!{){[^{}]*}(?!})", TO_TAB) == ["{}", "{}"]  # a key and a place, as it is called
    printed, contrast, menu = (
        re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL).strip()
        for sheet in SHEETS
    )
    assert printed.startswith("@media print {")
    assert re.search(r"\n}$", printed)
    assert printed.count("\n}") == 1
    assert "url(" not in printed
    assert re.findall(r"\{([^}]*)\}", contrast) == [
        "\n  color: CanvasText;\n",
        "\n  outline: 2px solid CanvasText;\n  outline-offset: -2px;\n",
    ]
    assert re.findall(r"\{([^}]*)\}", menu) == ["\n  row-gap: 0.5rem;\n", "\n  padding-inline: 0.5rem;\n"]


def test_pages_are_short_and_the_entry_shorter():
    assert len((ROOT / "app.py").read_text().splitlines()) <= 15
    for path in (ROOT / "planner" / "ui" / "pages").glob("*.py"):
        assert len(path.read_text().splitlines()) <= 120


def test_an_unexpected_error_shows_nothing_of_what_was_eaten(caplog):
    def script():
        from planner.ui.navigation import kindly

        with kindly():
            raise RuntimeError("salmon and wine")

    at = AppTest.from_function(script, default_timeout=60).run()
    assert [error.value for error in at.error] == [WENT_WRONG]
    assert not at.exception
    assert "RuntimeError at " in caplog.text
    assert SECRET not in caplog.text


def test_an_unexpected_error_of_a_button_shows_nothing_either(caplog):
    def script():
        import streamlit as st

        from planner.ui import widgets
        from planner.ui.session import carefully, session

        def fail():
            raise RuntimeError("salmon and wine")

        widgets.flash(session())
        st.button("Go", on_click=carefully(fail))

    at = AppTest.from_function(script, default_timeout=60).run()
    at.button[0].click().run()
    assert [error.value for error in at.error] == [WENT_WRONG]
    assert SECRET not in caplog.text


def test_an_error_of_the_planner_says_what_to_do():
    error = PersonError("weight_kg", 3, "give the weight in kilograms, 30 to 250, or leave it out.")
    assert explained(error) == "Weight: give the weight in kilograms, 30 to 250, or leave it out."


def test_each_visit_has_its_own_session():
    one, other = Session(), Session()
    one.put_typed(age=40.0)
    one.draft["meal_text"] = SECRET
    assert other.typed["age"] == 30
    assert other.draft == {}


def test_a_table_keeps_its_rows_through_edits_and_a_round_trip():
    table = append(
        empty_table(), [{"food": "milk, whole", "amount": "1"}, {"food": "tea"}, {"food": "kefir"}]
    )
    changes = {"edited_rows": {"1": {"food": 'a "green" tea', "amount": None}}, "deleted_rows": [0]}
    again = read_table(edited(table, changes).to_bytes())
    assert again.cells["food"].tolist() == ['a "green" tea', "kefir"]
    assert again.cells.index.tolist() == [3, 4]
