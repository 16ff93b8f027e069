"""Which tool a file comes from, told by its column names alone; and exports of the wrong kind, named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from planner.diary.importers import nutrient_columns as named
from planner.errors import DiaryFileError
from planner.language import mark


class Recognised(NamedTuple):
    """A kind of file with the place of each column: fields of the reader, and nutrients by their id."""

    kind: str
    fields: dict[str, int]
    factors: dict[str, float]


MY: Final = "my "
"""How the names of her columns begin, see :mod:`planner.diary.changes`."""
WHAT: Final = ("food", "amount", "unit", "grams", "food_id")
WHEN: Final = ("person", "date", "time", "meal", "notes")

_CRONOMETER: Final = {
    "food": "foodname", "amount": "amount", "date": "day", "time": "time", "meal": "group",
    "category": "category",
}  # fmt: skip
_CRONOMETER_DAILY: Final = {"date": "date, day", "meal": "group"}
_MYFITNESSPAL: Final = {"date": "date", "meal": "meal", "time": "time", "notes": "note"}
_INTAKE24: Final = {
    "person": "userid, username, surveyaliasusername, surveyalias, useremail, participant",
    "recall": "submissionid, surveyid",
    "date": "recalldate",
    "started": "startdatetime, starttime, submissiondatetime, submissiontime, enddatetime",
    "time": "mealtime",
    "meal": "mealname",
    "code": "foodcode, intake24foodcode",
    "food": "nameen, descriptionen, englishname, englishdescription",
    "local": "namelocal, descriptionlocal, localname, localdescription",
    "missing": "missingname, missingfooddescription, missingdescription",
    "missing_portion": "missingportionsize, missingfoodportionsize",
    "missing_leftovers": "missingleftovers, missingfoodleftovers",
    "grams": "portionweight, portionsizegml, portionsize",
    "serving": "asservedweight, servingweight, servingsizegml, servingsize",
    "leftovers": "leftoversweight, leftoversgml, leftovers",
    "brand": "brand",
}  # fmt: skip
_SUPPLEMENTS: Final = {
    "food": "suppldescription", "amount": "supplamount", "unit": "supplunit", "code": "supplcode",
    "person": "username", "recall": "recallno", "attempt": "recallattempt",
    "started": "intakestartdatetime", "time": "occtime", "meal": "occno",
}  # fmt: skip
_ASA24: Final = {
    "food": "fooddescription", "food_id": "foodcode", "grams": "foodamt", "person": "username",
    "recall": "recallno", "attempt": "recallattempt", "started": "intakestartdatetime", "time": "occtime",
    "meal": "occno",
}  # fmt: skip
_NHANES: Final = {
    "person": "seqn", "food_id": "dr1ifdcd, dr2ifdcd, drxifdcd, drdifdcd",
    "grams": "dr1igrms, dr2igrms, drxigrms, drdigrms", "time": "dr1020, dr2020, drd020, drx020",
    "meal": "dr1030z, dr2030z, drd030z, drx030z", "status": "dr1drstz, dr2drstz, drddrstz, drxdrstz",
    "weekday": "dr1day, dr2day, drdday, drxday",
}  # fmt: skip


def recognise(plain: Sequence[str]) -> Recognised | None:
    """Return the tool whose export has these column names; None where it is none that is known.

    Parameters
    ----------
    plain : sequence of str
        Names as :func:`planner.diary.columns.plain_name` gives them.

    Examples
    --------
    >>> found = recognise(["day", "group", "food name", "amount", "energy kcal", "magnesium mg"])
    >>> found.kind, found.fields["magnesium"]
    ('cronometer', 5)
    """
    tight = [name.replace(" ", "") for name in plain]
    for kind, read in _READERS.items():
        found = read(plain, tight)
        if found:
            fields, columns, factors = found
            return Recognised(kind, fields | columns | _hers(plain), factors)
    return None


def _hers(plain: Sequence[str]) -> dict[str, int]:
    """Return the columns that a person has added with changes of her own, such as "my food"."""
    names = {f"{MY}{name.replace('_', ' ')}": f"{MY}{name}" for name in (*WHAT, *WHEN)}
    return {names[name]: place for place, name in enumerate(plain) if name in names}


_Found = tuple[dict[str, int], dict[str, int], dict[str, float]]


def _places(tight: Sequence[str], names: Mapping[str, str]) -> dict[str, int]:
    """Return the column of each field: of its names the first that the file has."""
    found = {
        field: next((tight.index(name) for name in known.split(", ") if name in tight), -1)
        for field, known in names.items()
    }
    return {field: place for field, place in found.items() if place >= 0}


def _cronometer(plain: Sequence[str], tight: Sequence[str]) -> _Found | None:
    fields = _places(tight, _CRONOMETER)
    if not {"food", "amount", "date"} <= fields.keys():
        return None
    columns, factors = named.nutrient_columns(plain, named.CRONOMETER)
    without_nutrients = "meal" in fields and {"unit", "units"}.isdisjoint(tight)
    return (fields, columns, factors) if columns or without_nutrients else None


def _cronometer_daily(plain: Sequence[str], tight: Sequence[str]) -> _Found | None:
    fields = _places(tight, _CRONOMETER_DAILY)
    columns, factors = named.nutrient_columns(plain, named.CRONOMETER)
    own = {"carbs", "b1thiamine", "b12cobalamin", "fiber"} & {
        re.sub(r"(?:m|μ)?g$", "", name) for name in tight
    }
    theirs = "completed" in tight or len(own) > 1
    if "date" not in fields or not columns or not theirs or not {"food", "foodname"}.isdisjoint(tight):
        return None
    return fields, columns, factors


def _myfitnesspal(plain: Sequence[str], tight: Sequence[str]) -> _Found | None:
    fields = _places(tight, _MYFITNESSPAL)
    if not {"date", "meal"} <= fields.keys() or not {"calories", "carbohydratesg"} <= set(tight):
        return None
    if not {"food", "foodname"}.isdisjoint(tight):
        return None
    with_unit = ["calories kcal" if name == "calories" else name for name in plain]
    columns, factors = named.nutrient_columns(with_unit, named.MYFITNESSPAL, unit_needed=False)
    more, their_factors = named.nutrient_columns(plain, named.MYFITNESSPAL_WITH_UNIT)
    return fields, columns | more, factors | their_factors


def _intake24(plain: Sequence[str], tight: Sequence[str]) -> _Found | None:
    fields = _places(tight, _INTAKE24)
    of_survey = {"recall", "person"} & fields.keys() or {"mealid", "mealindex"} & set(tight)
    named_food = fields.keys() & {"food", "local"} and fields.keys() & {"code", "missing"}
    if not of_survey or not named_food or not {"grams", "serving"} & fields.keys():
        return None
    return (fields, *named.nutrient_columns(plain, named.INTAKE24, unit_needed=False))


def _asa24(plain: Sequence[str], tight: Sequence[str]) -> _Found | None:
    fields = _places(tight, _ASA24)
    if not {"person", "recall", "food_id", "grams"} <= fields.keys():
        return None
    return (fields, *survey_columns(tight, named.ASA24))


def _supplements(plain: Sequence[str], tight: Sequence[str]) -> _Found | None:
    fields = _places(tight, _SUPPLEMENTS)
    if not {"food", "person", "recall"} <= fields.keys():
        return None
    return (fields, *survey_columns(tight, named.ASA24))


def _nhanes(plain: Sequence[str], tight: Sequence[str]) -> _Found | None:
    fields = _places(tight, _NHANES)
    if not {"person", "food_id", "grams"} <= fields.keys():
        return None
    bare = [re.sub(r"^dr[12x]i", "", name) if re.match(r"dr[12x]i", name) else "" for name in tight]
    return (fields, *survey_columns(bare, named.NHANES))


def survey_columns(tight: Sequence[str], known: Mapping[str, str]) -> tuple[dict[str, int], dict[str, float]]:
    """Return the columns of nutrients by short names; these tools use the units of the food table."""
    columns = {known[name]: number for number, name in enumerate(tight) if name in known}
    return columns, dict.fromkeys(columns, 1.0)


_READERS: Final[Mapping[str, Callable[[Sequence[str], Sequence[str]], _Found | None]]] = {
    "cronometer": _cronometer,
    "cronometer daily": _cronometer_daily,
    "myfitnesspal": _myfitnesspal,
    "intake24": _intake24,
    "asa24": _asa24,
    "asa24 supplements": _supplements,
    "nhanes": _nhanes,
}

_ASA24_RIGHT: Final = mark(
    "Use the Items file (its name ends in Items or INF) for the food, and the INS file for supplements."
)
_ASA24_OTHER: Final = mark("an ASA24 file, but not one with codes and amounts of foods")
_NHANES_RIGHT: Final = mark("Use the Individual Foods file: DR1IFF for the first day, DR2IFF for the second.")
_CRONOMETER_RIGHT: Final = mark("Use “Export Food & Recipe Entries” (servings.csv).")
_MYFITNESSPAL_RIGHT: Final = mark("Use the file whose name begins with Nutrition-Summary.")
_MEASUREMENTS: Final = mark("a file of body measurements, such as MyFitnessPal's Measurement-Summary")
_BODY: Final = ("weight", "bodyfat", "waist", "hips", "neck", "steps")
_INTAKE24_RIGHT: Final = mark("In Intake24, export with the food fields and the portion weight.")
_WRONG: Final = (
    ({"username", "recallno", "variable", "response"}, mark("an ASA24 Responses file"), _ASA24_RIGHT),
    ({"username", "recallno", "numfoods", "numsuppls"}, mark("an ASA24 TNS file of totals"), _ASA24_RIGHT),
    ({"username", "recallno", "numsuppls"}, mark("an ASA24 TS file of totals"), _ASA24_RIGHT),
    ({"username", "recallno", "numfoods"}, mark("an ASA24 Totals file"), _ASA24_RIGHT),
    ({"username", "recallno"}, _ASA24_OTHER, _ASA24_RIGHT),
    ({"seqn", "dr1tkcal"}, mark("an NHANES file of total nutrients"), _NHANES_RIGHT),
    ({"seqn", "dr2tkcal"}, mark("an NHANES file of total nutrients"), _NHANES_RIGHT),
    ({"seqn", "drxtkcal"}, mark("an NHANES file of total nutrients"), _NHANES_RIGHT),
    ({"seqn"}, mark("an NHANES file, but not the one with single foods"), _NHANES_RIGHT),
    ({"day", "metric", "unit", "amount"}, mark("Cronometer's file of biometrics"), _CRONOMETER_RIGHT),
    ({"day", "exercise", "minutes"}, mark("Cronometer's file of exercises"), _CRONOMETER_RIGHT),
    ({"day", "group", "note"}, mark("Cronometer's file of notes"), _CRONOMETER_RIGHT),
    ({"date", "exercise", "exercisecalories"}, mark("MyFitnessPal's Exercise-Summary"), _MYFITNESSPAL_RIGHT),
    *(({"date", body}, _MEASUREMENTS, _MYFITNESSPAL_RIGHT) for body in _BODY),
    ({"submissionid"}, mark("an export without the foods"), _INTAKE24_RIGHT),
)  # fmt: skip
"""Names that an export of the wrong kind has, the most telling first."""


def wrong_export(names: Sequence[object]) -> DiaryFileError | None:
    """Return the refusal of a row of column names that some tool writes into another of its files.

    Examples
    --------
    >>> wrong_export(["Date", "Weight"]).advice
    'Use the file whose name begins with Nutrition-Summary.'
    """
    pieces = re.split(r"[,;\t|]", ",".join(str(name or "") for name in names))
    seen = {re.sub(r"[\W_]+", "", piece.lower()) for piece in pieces}
    for theirs, kind, right in _WRONG:
        if theirs <= seen:
            return DiaryFileError(
                mark("This is {kind}: no food can be read from it.").format(kind=kind), right
            )
    return None
