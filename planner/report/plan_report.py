"""A plan as a document (the JSON of ``planner plan``), and that document as text, CSV and XLSX.

Every format is made from the same document, so that what is downloaded equals what is shown.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from planner.gaps.wording import amount
from planner.language import _, mark
from planner.plan.batch import batch_cooking
from planner.plan.own_meals import shown_name
from planner.plan.shopping import cost_of, leftovers, shopping_list
from planner.reference.emphasis import emphasis_groups
from planner.reference.nutrients import nutrient, nutrients
from planner.report.basis import person_words
from planner.report.measures import beside_words
from planner.report.plain import plain
from planner.report.plan_words import energy_text
from planner.report.routine_text import routine_text
from planner.report.shopping_text import shopping_rows, shopping_text, summary_rows
from planner.report.supplement_sums import PLAN_NOTE, sums_sheet, sums_table
from planner.report.tables import aligned, to_csv, wrapped
from planner.report.text import EVIDENCE
from planner.report.timing_text import timing_sheet, timing_text

if TYPE_CHECKING:
    from planner.plan import Plan
    from planner.plan.prices import Price

MEAL_NAMES: Final = {
    "breakfast": mark("Breakfast"),
    "mid_morning": mark("Mid-morning"),
    "lunch": mark("Lunch"),
    "afternoon": mark("Afternoon"),
    "dinner": mark("Dinner"),
    "evening": mark("Evening"),
}
_MODES: Final = {"full": mark("full"), "topup": mark("topup"), "swap": mark("swap")}
_STATUS: Final = {
    "optimal": mark("No plan with these dishes and rules can be noticeably better."),
    "feasible": mark("It keeps every rule; a somewhat better week may exist."),
    "infeasible": mark("No plan keeps to all of this."),
}
_WIDEST: Final = 60
OF_THE_MEAN: Final = mark("Targets hold for the mean of the plan; a single day may be above or below.")
AS_NOW: Final = mark("as you eat now")
"""What a meal without a dish is called where her own foods would take too much room."""


def plan_document(plan: Plan, prices: Mapping[str, Price] | None = None) -> dict[str, Any]:
    """Return a plan as plain values, in the language in use, after its printed portions were checked.

    Parameters
    ----------
    plan : Plan
    prices : mapping, optional
        What the shopping list costs, from :func:`planner.plan.prices.read_prices`.

    Raises
    ------
    PlanCheckError
        When the plan does not hold: such a plan is never printed.
    """
    plan = plan.in_words_of_now()
    plan.check()
    request = plan.request
    document: dict[str, Any] = plain(
        {
            "status": plan.status,
            "mode": plan.mode,
            "seed": plan.seed,
            "language": plan.language,
            "framework": request.targets.framework,
            "jurisdiction": request.jurisdiction,
            "made_for": person_words(request.targets.person),
            "energy_kcal": request.energy,
            "caffeine_cap_mg": request.targets.caffeine_cap_mg,
            "last_caffeine": request.last_caffeine,
            "objective": plan.objective,
            "bound": plan.bound,
            "gap": plan.gap,
            "seconds": plan.seconds,
            "parts": plan.parts,
            "familiar": plan.familiar,
            "days": plan.days,
            "targets": plan.targets,
            "sums": plan.sums,
            "unmet": plan.unmet,
            "prices": plan.prices,
            "emphasis": plan.emphasis,
            "timing": plan.timing,
            "conflicts": plan.conflicts,
            **_shopping(plan.shopping_list),
            "leftover_dishes": plan.leftover_dishes,
            "batch_cooking": batch_cooking(plan.days),
            "notices": plan.notices,
        }
    )
    return with_prices(document, prices) if prices else document


def with_prices(document: dict[str, Any], prices: Mapping[str, Price]) -> dict[str, Any]:
    """Return a plan's document with what its shopping list costs.

    Parameters
    ----------
    document : dict
        From :func:`plan_document`.
    prices : mapping
        From :func:`planner.plan.prices.read_prices`; the packs that they name replace those of the list.
    """
    rows = shopping_list(document["days"], "us" if document["jurisdiction"] == "us" else "metric", prices)
    return {**document, **plain(_shopping(rows))}


def _shopping(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"shopping_list": rows, "shopping_cost": cost_of(rows), "leftovers": leftovers(rows)}


def plan_text(document: dict[str, Any], *, why: bool = False) -> str:
    """Return a plan to read in a terminal, with ``why`` a line under each dish that says why it is here."""
    blocks = [_head(document)]
    blocks += [wrapped(conflict["text"], "  ", "- ") for conflict in document["conflicts"]]
    blocks += ["\n".join(_day_lines(day, why)) for day in document["days"]]
    if document["days"]:
        blocks += [_targets_text(document), *sums_table(document, PLAN_NOTE)]
        blocks += [_emphasis_text(document), timing_text(document)]
        blocks += [shopping_text(document)]
    blocks += [
        wrapped(row["text"], "  ", "- ")
        for row in [*document["unmet"], *document["prices"], *document["notices"]]
    ]
    return "\n\n".join([*blocks, wrapped(_(EVIDENCE))]) + "\n"


def _head(document: dict[str, Any]) -> str:
    energy = f"{document['energy_kcal']:.0f}"
    lines = [
        _("Plan ({mode}) for {energy} kcal a day.", mode=_(_MODES[document["mode"]]), energy=energy),
        _("Reference values: {authority}.", authority=document["framework"].upper()),
        _("Safety rules: {where}.", where=document["jurisdiction"].upper()),
        _(_STATUS[document["status"]]),
    ]
    if document["days"]:
        proof = _(
            "Proof: {points} points a day above what no plan can beat\n"
            "(a point is one percent of one nutrient's target for one day).",
            points=f"{document['gap']:.1f}",
        )
        lines.append(proof)
    if document["familiar"]:
        lines.append(_("Close to what you eat: {how}", how=document["familiar"]["text"]))
    return "\n".join(lines)


def _day_lines(day: dict[str, Any], why: bool) -> Iterator[str]:
    yield _("Day {n}: {energy} kcal", n=day["day"], energy=f"{day['totals']['energy']:.0f}")
    for meal in day["meals"]:
        yield f"  {meal['time']}  {meal_title(meal)} ({energy_text(meal)})"
        for item in meal["items"]:
            yield f"         {item_text(item)}"
        if why:
            yield wrapped(meal["why"]["text"], " " * 9, f"         {_('why')}: ")
    for row in day.get("routine", []):
        yield wrapped(routine_text(row), " " * 9, "  ")


def cap_text(document: Mapping[str, Any]) -> str:
    """Return the most caffeine of a day, in the words of the authority: the US says less than.

    Examples
    --------
    >>> cap_text({"caffeine_cap_mg": 200.0, "jurisdiction": "us"})
    'under 200 mg'
    """
    cap = amount(document["caffeine_cap_mg"], "caffeine", "mg")
    return (
        _("under {amount}", amount=cap)
        if document["jurisdiction"] == "us"
        else _("at most {amount}", amount=cap)
    )


def meal_title(meal: dict[str, Any]) -> str:
    """Return the name of a meal with its dish.

    Examples
    --------
    >>> meal_title({"slot": "mid_morning", "dish": None})
    'Mid-morning: as you eat now'
    """
    return f"{_(MEAL_NAMES[meal['slot']])}: {shown_name(meal['dish'] or AS_NOW)}"


def item_words(item: dict[str, Any]) -> str:
    """Return an amount of a food as a kitchen says it, with what stands beside it: grams where nobody chose.

    Examples
    --------
    >>> item_words({"words": "2 hard-boiled eggs", "grams": 100.0})
    '2 hard-boiled eggs (100 g)'
    >>> item_words({"words": "14 g walnuts", "grams": 14.2})
    '14 g walnuts'
    """
    said = beside_words(item)
    return f"{item['words']} ({said})" if said else str(item["words"])


def item_text(item: dict[str, Any]) -> str:
    """Return an amount of a food, and whether she keeps it.

    Examples
    --------
    >>> item_text({"words": "1 cup coffee", "grams": 240.0, "kept": True})
    '1 cup coffee (240 g) – kept'
    """
    return f"{item_words(item)} – {_('kept')}" if item["kept"] else item_words(item)


def _targets_text(document: dict[str, Any]) -> str:
    rows = [
        [
            _(nutrient(row["nutrient"]).name),
            *(
                amount(row[key], row["nutrient"], row["unit"])
                for key in ("target", "planned_mean", "best_case")
            ),
        ]
        for row in document["targets"]
    ]
    return aligned([_("Mean of a day"), _("target"), _("this plan"), _("most possible")], rows)


def _emphasis_text(document: dict[str, Any]) -> str:
    names = {group.id: group.name for group in emphasis_groups()}
    rows = [
        [_(names[row["group"]]), row["or_why_not"] or f"{row['servings']:.1f}"]
        for row in document["emphasis"]
    ]
    return aligned([_("The article's foods"), _("servings")], rows)


def item_rows(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return one row a food of the plan: day, time, meal, dish, amount, the table's own words, and why."""
    return [
        {
            "day": day["day"], "time": meal["time"], "slot": meal["slot"], "dish": meal["dish"],
            "what": item["words"], **_beside(item), "grams": item["grams"], "kept": item["kept"],
            "food": item["description"], "household": item["household"], "food_id": item["food_id"],
            "why": meal["why"]["text"],
        }
        for day in document["days"]
        for meal in day["meals"]
        for item in meal["items"]
    ]  # fmt: skip


def _beside(item: dict[str, Any]) -> dict[str, str]:
    """Return the measure that she chose to see, where she chose one."""
    return {"beside": str(item["beside"])} if "beside" in item else {}


def plan_csv(document: dict[str, Any]) -> str:
    """Return the foods of a plan as CSV, one row a food."""
    return to_csv(item_rows(document))


def plan_xlsx(document: dict[str, Any]) -> bytes:
    """Return a plan as a workbook: meals, totals by day, targets, the article's foods, shopping, notices."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in _sheets(document).items():
        sheet = book.create_sheet(title)
        header = list(rows[0]) if rows else ["nothing to show"]
        sheet.append(header)
        for row in rows:
            sheet.append([_safe(value) for value in row.values()])
        for number, name in enumerate(header, start=1):
            sheet.cell(1, number).font = Font(bold=True)
            longest = max([len(name), *(len(str(row[name])) for row in rows)])
            sheet.column_dimensions[get_column_letter(number)].width = min(_WIDEST, longest + 2)
        sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _joined(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its lists as texts, one cell each."""
    return {key: ", ".join(value) if isinstance(value, list) else value for key, value in row.items()}


def _safe(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value


def _sheets(document: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    about = [
        {"what": key, "value": document[key]}
        for key in (
            "status",
            "mode",
            "seed",
            "framework",
            "jurisdiction",
            "energy_kcal",
            "objective",
            "bound",
            "gap",
        )
    ]
    units = {name: f"{name} ({row.unit})" for name, row in nutrients().items()}
    totals = [
        {"day": day["day"], **{units[name]: value for name, value in day["totals"].items()}}
        for day in document["days"]
    ]
    return {
        "Meals": item_rows(document),
        "Totals": totals,
        "Targets": document["targets"],
        "Food and supplements": sums_sheet(document),
        "Unmet": document["unmet"],
        "Article's foods": document["emphasis"],
        "Pairing and timing": timing_sheet(document),
        "Shopping": shopping_rows(document),
        "Cost and leftovers": summary_rows(document),
        "Cook once": [{"text": row["text"]} for row in document["batch_cooking"]],
        "One more": [{"text": row["text"], "points a day": row["per_unit"]} for row in document["prices"]],
        "Conflicts": [_joined(row) for row in document["conflicts"]],
        "Notices": document["notices"],
        "About": [*about, {"what": "evidence", "value": EVIDENCE}],
    }
