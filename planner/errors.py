"""The error tree: every error carries fields, not only text.

::

    PlannerError
    ├── InputError                 something given can be mended by the person who gave it
    │   ├── DiaryFileError         a diary file refused as a whole     (reason, advice)
    │   ├── CorrectionError        something to remember, or its file  (reason, advice)
    │   ├── CrampLogError          an entry of the cramp log, or its file (reason, advice)
    │   ├── DraftError             what was kept of a visit is damaged (reason, advice)
    │   ├── FoodError              a food to keep, or its file         (reason, advice)
    │   ├── PersonError            a person or a setting               (field, value, advice)
    │   ├── TargetError            a target or an override             (nutrient, value, advice)
    │   ├── TableError             a custom table or a food table that is brought (table, problem, advice)
    │   └── UnknownNameError       a name that nothing here has        (name, kind, suggestions)
    ├── DataError                  a shipped table is broken           (table, problem)
    │   └── UnknownLabelError      a label that a table lacks          (table, labels)
    ├── SourceError                an outside source has not given it  (reason, advice)
    │   └── FoodNotFoundError      it answers, and has no such food
    └── PlanError                  a plan could not be trusted
        └── PlanCheckError         the printed plan breaks a promise   (broken)

A row of a diary that cannot be used is not an exception: it is a row of ``Diary.faults``.
"""

from __future__ import annotations

from collections.abc import Sequence


class PlannerError(Exception):
    """Base of all errors that the planner raises on purpose."""


class InputError(PlannerError):
    """Something given is not usable as it is; the text says what to do."""


class DiaryFileError(InputError):
    """A diary file is refused as a whole: binary, empty, too large, without a food column."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(f"{reason} {advice}")
        self.reason = reason
        self.advice = advice


class CorrectionError(InputError):
    """A correction cannot be remembered, or a file of corrections is refused as a whole."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(f"{reason} {advice}")
        self.reason = reason
        self.advice = advice


class CrampLogError(InputError):
    """An entry of the cramp log cannot be kept, or its file is refused as a whole."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(f"{reason} {advice}")
        self.reason = reason
        self.advice = advice


class DraftError(InputError):
    """What was kept of a visit cannot be used."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(f"{reason} {advice}")
        self.reason = reason
        self.advice = advice


class FoodError(InputError):
    """A food or a recipe cannot be kept, or a file of foods is refused as a whole."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(f"{reason} {advice}")
        self.reason = reason
        self.advice = advice


class PersonError(InputError):
    """A field of a person or a setting is out of range or of the wrong kind."""

    def __init__(self, field: str, value: object, advice: str) -> None:
        super().__init__(f"{field} = {value!r}: {advice}")
        self.field = field
        self.value = value
        self.advice = advice


class TargetError(InputError):
    """A target or its override cannot be used."""

    def __init__(self, nutrient: str, value: object, advice: str) -> None:
        super().__init__(f"{nutrient}: {value!r}: {advice}")
        self.nutrient = nutrient
        self.value = value
        self.advice = advice


class TableError(InputError):
    """A custom table, its bounds or costs, or a food table that a person brings cannot be used."""

    def __init__(self, table: str, problem: str, advice: str) -> None:
        super().__init__(f"{table}: {problem} {advice}")
        self.table = table
        self.problem = problem
        self.advice = advice


class UnknownNameError(InputError):
    """A name that nothing here has: an exclusion, a diet, a nutrient, a framework."""

    def __init__(self, name: str, kind: str, suggestions: Sequence[str] = ()) -> None:
        hint = f" Did you mean {', '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"{kind} {name!r} is not known.{hint}")
        self.name = name
        self.kind = kind
        self.suggestions = list(suggestions)


class DataError(PlannerError):
    """A shipped table does not have the shape that the code relies on."""

    def __init__(self, table: str, problem: str) -> None:
        super().__init__(f"{table}: {problem}")
        self.table = table
        self.problem = problem


class UnknownLabelError(DataError):
    """Labels that a table does not have."""

    def __init__(self, table: str, labels: Sequence[object]) -> None:
        shown = ", ".join(str(label) for label in labels[:5])
        super().__init__(table, f"no row for {shown}" + (" …" if len(labels) > 5 else ""))
        self.labels = list(labels)


class SourceError(PlannerError):
    """An outside source of foods has not given what was asked; the rest of the product goes on without."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(f"{reason} {advice}")
        self.reason = reason
        self.advice = advice


class FoodNotFoundError(SourceError):
    """The source answers, and has no such food."""


class PlanError(PlannerError):
    """A plan cannot be made or trusted."""


class PlanCheckError(PlanError):
    """A printed plan, recomputed from the food table, breaks a promise."""

    def __init__(self, broken: Sequence[str]) -> None:
        super().__init__("The plan does not hold: " + "; ".join(broken))
        self.broken = list(broken)
