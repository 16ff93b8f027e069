"""What one visit holds: the diary as typed, the person as typed, the last plan.

Nothing of it is written to disk; what she asks to remember is kept apart, see :mod:`planner.ui.memory`.

Widgets lose their values when their page is left, so everything typed is kept here under one key of
``st.session_state`` of our own, and widgets are filled from it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, ParamSpec

import streamlit as st

from planner.diary import Corrections, DateOrderError, Diary, read_diary
from planner.diary.choices import NOT_USED
from planner.errors import DiaryFileError, PlannerError, TableError
from planner.gaps.check_in import CheckIn, check_in
from planner.language import LANGUAGES, _, language, mark, use_language
from planner.plan.prices import Price
from planner.reference.targets import Targets
from planner.report.analysis import analysis
from planner.sources.food_tables.preference import take_food_tables
from planner.ui import profile
from planner.ui.errors_in_words import explained
from planner.ui.memory import UsedTables, remembered, tables_in_use
from planner.ui.table import Table
from planner.ui.table_file import TableFile
from planner.ui.unbroken import unbroken

if TYPE_CHECKING:
    from planner.plan import Plan
    from planner.ui.hand import Hand

P = ParamSpec("P")

KEY: Final = "planner"
MOST_PEOPLE: Final = 50
"""A survey has thousands, each with an analysis of her own; the command line counts them all."""
MOST_UNDONE: Final = 30
WENT_WRONG: Final = mark(
    "Something went wrong in the program, not in what you did. What you typed is kept. Try again, or open "
    "another page and come back."
)
_log = logging.getLogger(__name__)


@dataclass
class Session:
    """One visit.

    Attributes
    ----------
    table : Table or None
        The diary as typed.
    previous : tuple or None
        The diary before it with its source and what she had said of it, for "undo".
    source : str
        Where the diary came from, in words.
    date_order : str or None
        ``dmy`` or ``mdy``, once she has said which.
    vitamins : str
        What the vitamins, calcium and iron of a MyFitnessPal file are, once she has said.
    ask_dates : list of str
        Dates that can be read two ways, while she has not.
    typed : dict
        Fields of the person as typed, valid or not.
    is_example : bool
        Nobody has said yet who she is.
    settings_before : list of tuple
        What was typed before each change, with the closeness of plans, for "undo".
    targets : Targets
        Of the last valid person.
    refused : PlannerError or None
        Why what is typed makes no person.
    plan, plan_for : dict or None, tuple
        The last plan's document, and the targets, diary and options that it was made for.
    prices : dict of str to Price
        What foods cost, as she said in this visit.
    made : Plan or None
        The last plan itself, to say it in another language; None after a restart.
    hand : Hand or None
        The work on the last plan by hand, where it is a plan of new meals.
    plan_options : dict
        Days, mode, seed, closeness, and whether gentle dishes come first.
    draft : dict
        What is half typed on a page: a sentence, a pasted table.
    flash : tuple of str, or None
        Kind and text of a message to show once.
    changed : dict
        What stood in rows whose food was changed, by row number.
    ticked : frozenset of str
        What she ticked in the check-in: signs to call for, medicines, conditions.
    language : str
        The language that she chose, ``""`` while the browser's own is a guess.
    food_table : TableFile or None
        The file of a food table that she is bringing, until it is kept.
    """

    table: Table | None = None
    previous: tuple[Table, str, str | None, str] | None = None
    source: str = ""
    date_order: str | None = None
    vitamins: str = NOT_USED
    ask_dates: list[str] = field(default_factory=list)
    typed: profile.Typed = field(default_factory=lambda: dict(profile.EXAMPLE))
    is_example: bool = True
    settings_before: list[tuple[profile.Typed, float]] = field(default_factory=list)
    targets: Targets = field(default_factory=lambda: profile.targets_of(profile.EXAMPLE))
    refused: PlannerError | None = None
    plan: dict[str, Any] | None = None
    plan_for: tuple[Any, ...] = ()
    prices: dict[str, Price] = field(default_factory=dict)
    made: Plan | None = None
    hand: Hand | None = None
    plan_options: dict[str, Any] = field(
        default_factory=lambda: {"days": 7, "mode": "full", "seed": 0, "closeness": 0.3, "gentle": False}
    )
    draft: dict[str, Any] = field(default_factory=dict)
    flash: tuple[str, str] | None = None
    changed: dict[int, str] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()
    language: str = ""
    food_table: TableFile | None = None
    version: int = 0
    _diary: tuple[tuple[Any, ...], Diary | None] = ((), None)
    _document: tuple[tuple[Any, ...], dict[str, Any]] = ((), {})

    def put_table(self, table: Table | None, source: str | None = None) -> None:
        """Take another diary, or the same with changes; with a source the one before can be brought back."""
        if source is not None:
            if self.table is not None:
                self.previous = (self.table, self.source, self.date_order, self.vitamins)
            self.source, self.date_order, self.vitamins, self.changed = source, None, NOT_USED, {}
        self.table = table
        self.ask_dates = []
        self.version += 1

    def undo(self) -> None:
        """Bring back the diary before; what stood in its place can be brought back in turn."""
        if self.previous is not None:
            table, source, order, vitamins = self.previous
            self.put_table(table, source)
            self.date_order, self.vitamins = order, vitamins

    def put_typed(self, **fields: Any) -> None:
        """Take what was typed about the person; the targets change when it makes sense."""
        self.keep_settings()
        self.typed = {**self.typed, **fields}
        self.is_example = False
        try:
            self.targets = profile.targets_of(self.typed)
            self.refused = None
        except PlannerError as error:
            self.refused = error

    def keep_settings(self) -> None:
        """Keep what is typed about the person, and the closeness, before they change."""
        self.settings_before.append((self.typed, self.plan_options["closeness"]))
        del self.settings_before[:-MOST_UNDONE]

    def undo_settings(self) -> None:
        """Bring back what was typed before the last change."""
        typed, closeness = self.settings_before.pop()
        self.plan_options = {**self.plan_options, "closeness": closeness}
        self.put_typed(**typed)
        self.settings_before.pop()

    def note_change(self, row: int) -> None:
        """Keep the words of a row whose food is about to change; the first ones, however often it does."""
        words = "" if self.table is None else str(self.table.cells["food"].get(row, ""))
        if words:
            self.changed.setdefault(row, words)

    @property
    def problem(self) -> str:
        """Why what is typed makes no person, in a sentence; ``""`` where it makes one."""
        return "" if self.refused is None else explained(self.refused)

    @property
    def said(self) -> CheckIn:
        """What follows from the check-in: whom to call, flags for a clinician, what is not shown."""
        return check_in(self.ticked, self.targets.person.age)

    @property
    def corrections(self) -> Corrections:
        """What is remembered between visits."""
        return remembered()[0]

    @property
    def plan_is_stale(self) -> bool:
        """Whether the diary, the person or the options have changed since the plan was made."""
        return self.plan is not None and self.plan_for != self.plan_inputs

    @property
    def plan_inputs(self) -> tuple[Any, ...]:
        """What a plan depends on."""
        options = tuple(sorted(self.plan_options.items()))
        said = (self.date_order, self.vitamins, self.corrections, self.draft.get("whose"))
        return (self.targets.person, self.table, *said, self._tables(), options)

    def diary(self) -> Diary | None:
        """Return the diary as read; None where there is none yet, or its dates wait for an answer."""
        person = self.targets.person
        said = (self.date_order, self.vitamins, person.day_start, self.corrections)
        key = (self.table, *said, person.supplements, self._tables(), language())
        if self._diary[0] != key:
            self._diary = (key, self._read())
        return self._diary[1]

    def _tables(self) -> UsedTables:
        """Return the food tables in use; they differ once one of them, or one named by id, has changed."""
        ids = [] if self.table is None else self.table.cells["food_id"].unique().tolist()
        return tables_in_use([*ids, *(entry.food_id for entry in self.corrections.entries)])

    def document(self) -> dict[str, Any] | None:
        """Return the analysis that the pages show and the downloads hold; None without entries."""
        diary = self.diary()
        if diary is None or diary.entries.empty:
            return None
        key = (diary, self.targets, language())
        if self._document[0] != key:
            with st.spinner(_("Working out what it amounts to")):
                self._document = (key, analysis(_first_people(diary), self.targets))
        return self._document[1]

    def people_left_out(self) -> int:
        """Return how many people of the diary the pages do not show."""
        diary = self.diary()
        return 0 if diary is None else max(0, diary.entries["person"].nunique() - MOST_PEOPLE)

    def _read(self) -> Diary | None:
        if self.table is None or self.table.cells.empty:
            return None
        place = st.empty()
        try:
            with st.spinner(_("Reading the diary")):
                return read_diary(
                    self.table.to_read(),
                    date_order=self.date_order,
                    day_start=self.targets.person.day_start,
                    progress=_teller(place, len(self.table.cells)),
                    myfitnesspal_vitamins=self.vitamins,
                    corrections=self.corrections,
                    supplements=self.targets.person.supplements,
                )
        except DateOrderError as error:
            self.ask_dates = error.examples[:3]
        except (DiaryFileError, TableError) as error:
            self.flash = ("error", explained(error))
        finally:
            place.empty()
        return None


def session() -> Session:
    """Return this visit's session; this thread speaks its language and uses the food tables in use."""
    if KEY not in st.session_state:
        st.session_state[KEY] = Session()
    found: Session = st.session_state[KEY]
    use_language(found.language or _guessed_language())
    take_food_tables(tables_in_use().names)
    return found


def _guessed_language() -> str:
    """Return the browser's own language where its words are here, else English."""
    code = str(st.context.locale or "").split("-")[0].lower()
    return code if code in LANGUAGES else "en"


def carefully(action: Callable[P, None]) -> Callable[P, None]:
    """Return a callback that the next click cannot break off; its errors become a message, no traceback."""

    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        with unbroken():
            try:
                action(*args, **kwargs)
            except PlannerError as error:
                session().flash = ("error", explained(error))
            except Exception as error:  # whatever it is, she must not lose her page to it
                session().flash = ("error", _(WENT_WRONG))
                log_without_data(error)

    return run


def log_without_data(error: Exception) -> None:
    """Log where an error arose, but not its text: it may quote what somebody ate."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown place"
    _log.error("%s at %s", type(error).__name__, where)


def _first_people(diary: Diary) -> Diary:
    people = diary.entries["person"].dropna().unique()
    if len(people) <= MOST_PEOPLE:
        return diary
    return replace(diary, entries=diary.entries[diary.entries["person"].isin(people[:MOST_PEOPLE])])


def _teller(place: Any, rows: int) -> Callable[[int, int, str], object] | None:
    """Return what shows progress, for a diary that takes long enough to wonder."""
    if rows < 500:
        return None
    bar = place.progress(0.0, text=_("Reading the diary"))
    return lambda done, total, label: bar.progress(done / max(total, 1), text=label.capitalize())
