"""The app, run without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from planner.language import in_language
from planner.ui.session import KEY, WENT_WRONG, Session

ROOT = Path(__file__).resolve().parents[2]


class App:
    """The app with short ways to do what a visitor does; every step fails on an unexpected error."""

    def __init__(self, draft: str | None = None) -> None:
        self.at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=180)
        if draft is not None:
            self.at.query_params["draft"] = draft
        self.run()

    def run(self) -> "App":
        self.at.run()
        assert not self.at.exception, self.at.exception
        assert WENT_WRONG not in self.errors
        return self

    @property
    def session(self) -> Session:
        return self.at.session_state[KEY]

    @property
    def errors(self) -> list[str]:
        return [one.value for one in self.at.error]

    @property
    def words(self) -> str:
        """All text of the page that is not in a table or a chart."""
        kinds = ("title", "header", "subheader", "markdown", "caption", "error", "warning", "info", "success")
        said = [str(one.value) for kind in kinds for one in getattr(self.at, kind)]
        return "\n".join([*said, *(box.label for box in self.at.checkbox)])

    def go(self, page: str) -> "App":
        self.at.switch_page(f"planner/ui/pages/{page}.py")
        return self.run()

    def speak(self, language: str, before: str = "en") -> "App":
        """Choose a language; until the app has run, its fields have the words of the one before."""
        self.at.get_by_key("language").set_value(language)
        with in_language(before):
            return self.run()

    def click(self, label: str) -> "App":
        found = [button for button in self.at.button if button.label == label]
        assert found, f"no button {label!r}; there are {[button.label for button in self.at.button]}"
        found[0].click()
        return self.run()

    def sample(self) -> "App":
        return self.click("Try a sample diary")

    def upload(self, data: bytes, name: str = "diary.csv") -> "App":
        self.at.get_by_key("way").set_value("Upload a file")
        self.run()
        self.at.file_uploader(key="upload").upload(name, data)
        return self.run()

    def edit_grid(self, **changes: object) -> "App":
        key = f"diary_grid_{self.session.draft['grid_count']}"
        nothing = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}
        self.at.session_state[key] = nothing | changes
        return self.run()


@pytest.fixture
def app() -> App:
    return App()


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> type[App]:
    """The app as this computer's own browser opens it; a draft's name opens that draft, as a reload does."""
    monkeypatch.setattr("planner.ui.draft.may_keep", lambda: True)
    return App
