"""The command line: ``planner analyze``, ``plan``, ``match``, ``parse``, ``app`` and the rest.

Exit status: 0 done; 1 done, but rows need attention or no plan is possible; 2 bad usage or input. Standard
output holds the result and nothing else; messages and progress go to standard error.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from planner import cli_foods
from planner.cli_app import add_app
from planner.cli_corrections import add_commands, add_option, corrections_for
from planner.cli_files import add_file_options, calendar_file, gaps_file, plan_file, progress
from planner.cli_files import put as _put
from planner.cli_files import tell as _tell
from planner.cli_food_tables import add_tables_option, tables_in_use
from planner.cli_table import add_table
from planner.errors import InputError, PlannerError, SourceError
from planner.reference.person import DIETS, FRAMEWORKS, JURISDICTION_OF, Person

DONE, ATTENTION, BAD_INPUT = 0, 1, 2

_DEFAULT_PERSON: Final = Person(age=29, life_stage="pregnant")
_ASSUMED: Final = (
    "No person file: the values are for a pregnant woman of 29 in week 20. Give yours with --person FILE."
)
_MODES: Final = ("full", "topup", "swap")
_EPILOG: Final = (
    "Exit status: 0 done; 1 done, but rows need attention or no plan is possible; 2 bad usage or input. "
    "A planning aid, not a diagnosis: ask your midwife, doctor or pharmacist before you start a supplement."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those of the process where left out.

    Returns
    -------
    int
        Exit status.

    Examples
    --------
    >>> main(["match", "banana", "--limit", "1"])
    fndds:63107010  0...  Banana, raw
    0
    """
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.command is None:
        parser.print_help()
        return DONE
    if isinstance(
        sys.stdout, io.TextIOWrapper
    ):  # a terminal without Unicode shows \xb5g, rather than an error
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        with tables_in_use(given):
            status = int(given.run(given))
        sys.stdout.flush()
    except (InputError, SourceError) as error:
        return _refuse(str(error))
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        return _refuse(f"{error.filename or 'A file'}: {error.strerror}. Check the name and the folder.")
    except PlannerError as error:
        return _refuse(f"{error}. This is a fault of the program: please report it.")
    return status


def _refuse(message: str) -> int:
    _tell(f"planner: {message}")
    return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="planner",
        description="A food diary in; nutrient gaps and a week of small meals out.",
        epilog=_EPILOG,
    )
    commands = parser.add_subparsers(dest="command", title="commands", metavar="COMMAND")
    _add_analyze(commands)
    _add_plan(commands)
    _add_dishes(commands)
    _add_match(commands)
    _add_parse(commands)
    add_commands(commands, _add)
    add_table(commands, _add)
    cli_foods.add_command(commands, _add)
    add_app(commands, _add)
    return parser


def _add_analyze(commands: Any) -> None:
    command = _add(commands, "analyze", "what a diary amounts to and where the gaps are", _analyze)
    command.add_argument(
        "diary",
        metavar="DIARY",
        help="a CSV or XLSX file with food and amount, or another tool's export (see the README)",
    )
    _add_person(command)
    _add_format(command, "text", "json", "csv", "pdf")
    command.add_argument("--output", type=Path, metavar="FILE", help="write the result to a file")


def _add_plan(commands: Any) -> None:
    command = _add(commands, "plan", "a week of small meals that closes the gaps", _plan)
    command.add_argument(
        "diary", metavar="DIARY", nargs="?", help="a diary to stay close to (may be left out)"
    )
    _add_person(command)
    command.add_argument("--days", type=int, default=7, metavar="N", help="1 to 14 (default: 7)")
    command.add_argument(
        "--meals", type=int, metavar="N", help="meals a day, 4 to 8 (default: the person's, or 6)"
    )
    command.add_argument(
        "--mode", choices=_MODES, default="full", help="a full plan, the diary topped up, or one swap"
    )
    command.add_argument("--diet", choices=DIETS, help="default: the person's, or omnivore")
    command.add_argument(
        "--exclude", action="append", default=[], metavar="FOOD",
        help="leave out an allergen, a food group or a food: dairy, gluten, liver … (may be repeated)",
    )  # fmt: skip
    command.add_argument(
        "--keep", action="append", default=[], metavar="ITEM",
        help='what you will not give up: "1 mug coffee with milk at 08:00" (may be repeated)',
    )  # fmt: skip
    command.add_argument(
        "--closeness", type=float, metavar="X",
        help="how much a meal like those of the diary counts, 0 to 1 (default: the preset's, or 0.3)",
    )  # fmt: skip
    command.add_argument("--gentle", action="store_true", help="for days of nausea: gentle dishes first")
    command.add_argument("--seed", type=int, default=0, metavar="N", help="same seed, same plan (default: 0)")
    command.add_argument(
        "--prices", type=Path, metavar="FILE", help="a CSV of food, price, pack: what the shopping list costs"
    )
    command.add_argument("--why", action="store_true", help="text, pdf: with each dish, why it is here")
    add_file_options(command)
    _add_format(command, "text", "json", "csv", "xlsx", "pdf", "ics")
    command.add_argument("--output", type=Path, metavar="FILE", help="write the plan to a file")


def _add_dishes(commands: Any) -> None:
    from planner.cli_dishes import add_arguments

    command = _add(commands, "dishes", "the dishes that plans are made of, and your own", _dishes)
    add_arguments(command)
    _add_format(command, "text", "json")


def _add_match(commands: Any) -> None:
    command = _add(commands, "match", "which foods of the table a text may mean", _match)
    command.add_argument("text", metavar="TEXT", nargs="+", help='such as "wholemeal toast"')
    command.add_argument("--limit", type=int, default=5, metavar="N", help="at most so many (default: 5)")
    add_option(command)
    add_tables_option(command)
    _add_format(command, "text", "json")


def _add_parse(commands: Any) -> None:
    command = _add(commands, "parse", "the foods and amounts of a sentence", _parse)
    command.add_argument("text", metavar="TEXT", nargs="+", help='such as "2 eggs and a banana"')
    add_option(command)
    add_tables_option(command)
    _add_format(command, "text", "json")


def _add(
    commands: Any, name: str, about: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=about, description=f"{about[0].upper()}{about[1:]}.", epilog=_EPILOG
    )
    command.set_defaults(run=run)
    return command


def _add_person(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--person", type=Path, metavar="FILE", help="a TOML file about the person (see the README)"
    )
    command.add_argument(
        "--preset",
        type=Path,
        metavar="FILE",
        help="targets and priorities to take instead of the person's (TOML)",
    )
    command.add_argument(
        "--framework", choices=FRAMEWORKS, help="whose reference values (default: the person's, or nasem)"
    )
    command.add_argument(
        "--jurisdiction",
        choices=tuple(JURISDICTION_OF.values()),
        help="whose safety rules (default: the framework's)",
    )
    command.add_argument(
        "--date-order", choices=("dmy", "mdy"), help="whether the day or the month comes first"
    )
    command.add_argument(
        "--myfitnesspal-vitamins", default="not used", metavar="UNIT",
        help="what MyFitnessPal's vitamin C, calcium and iron are, for its file does not tell: "
        "'not used' (default), 'percent of daily value' or 'milligrams'",
    )  # fmt: skip
    add_option(command)
    add_tables_option(command)


def _add_format(command: argparse.ArgumentParser, *formats: str) -> None:
    command.add_argument("--format", choices=formats, default=formats[0], help=f"default: {formats[0]}")


def _analyze(given: argparse.Namespace) -> int:
    from planner.cli_check_in import held_back, said
    from planner.report.analysis import analysis
    from planner.report.text import analysis_text, gaps_csv

    targets = _targets(given)
    ticked = said(targets.person)
    diary = _read(given, targets.person)
    document = held_back(analysis(diary, targets), ticked)
    write: dict[str, Callable[[Any], str | bytes]]
    write = {"text": analysis_text, "csv": gaps_csv, "json": _json, "pdf": partial(gaps_file, targets.person)}
    _put(write[given.format](document), given.output)
    return _attention(diary.rows["with_faults"])


def _plan(given: argparse.Namespace) -> int:
    from planner.cli_check_in import no_plan, said

    targets = _targets(given)
    ticked = said(targets.person)
    if "plan" not in ticked.hidden:
        return _made_plan(given, targets, ticked.hidden)
    stopped = no_plan(ticked, targets.person, given.format)
    if stopped is not None:
        _put(stopped, given.output)
    return ATTENTION


def _made_plan(given: argparse.Namespace, targets: Any, hidden: Collection[str]) -> int:
    from planner.cli_dishes import own_dishes_to_plan_with
    from planner.plan import plan_meals
    from planner.plan.prices import read_prices
    from planner.report.plan_report import plan_csv, plan_document, plan_text, plan_xlsx
    from planner.report.routine_text import with_routine

    diary = None if given.diary is None else _read(given, targets.person)
    prices = None if given.prices is None else read_prices(given.prices)
    plan = plan_meals(
        targets, diary=diary, days=given.days, meals_per_day=given.meals, mode=given.mode, diet=given.diet,
        exclude=given.exclude, keep=given.keep, closeness=_closeness(given), gentle=given.gentle,
        seed=given.seed, corrections=corrections_for(given), own_dishes=own_dishes_to_plan_with(_tell),
    )  # fmt: skip
    document = plan_document(plan, prices)
    if given.routine:
        document = with_routine(document, hidden)
    write: dict[str, Callable[[Any], str | bytes]]
    text = partial(plan_text, why=given.why)
    write = {
        "text": text, "csv": plan_csv, "json": _json, "xlsx": plan_xlsx, "pdf": partial(plan_file, given),
        "ics": partial(calendar_file, given),
    }  # fmt: skip
    impossible = document["status"] == "infeasible"
    if not (impossible and given.format == "ics"):  # a calendar without events is none
        _put(write[given.format](document), given.output)
    if impossible:
        _tell("No plan keeps to all of this; the result says what to relax (in every format but ics).")
    faults = _attention(diary.rows["with_faults"]) if diary is not None else DONE
    return ATTENTION if impossible else faults


def _dishes(given: argparse.Namespace) -> int:
    from planner.cli_dishes import answer

    lines, document, notes, well = answer(given)
    sys.stdout.write(_json(document) if given.format == "json" else "".join(f"{line}\n" for line in lines))
    for note in notes:
        _tell(note)
    return DONE if well else ATTENTION


def _match(given: argparse.Namespace) -> int:
    from planner.diary.corrections import matches
    from planner.diary.imported import in_order

    text = " ".join(given.text)
    found = in_order(text, given.limit, matches(text, given.limit, corrections_for(given)))
    if given.format == "json":
        sys.stdout.write(_json(found))
    else:
        sys.stdout.writelines(_match_line(food) for food in found)
    if not found:
        _tell("No food of the table fits. Try fewer or other words.")
    return DONE if found else ATTENTION


def _match_line(food: Any) -> str:
    """Return one match; with its source where it is not of the shipped table."""
    from planner.diary.imported import source_of

    source = source_of(food.food_id)
    return f"{food.food_id}  {food.score:.2f}  {food.description}{f'  [{source}]' if source else ''}\n"


def _parse(given: argparse.Namespace) -> int:
    from planner.diary.parse import parse_meal
    from planner.report.parsed import parsed_document, parsed_text, understood

    items = parsed_document(parse_meal(" ".join(given.text), corrections_for(given)))
    sys.stdout.write(_json(items) if given.format == "json" else parsed_text(items))
    if not items:
        _tell('No food was found in this. Write it as "2 eggs and a banana".')
    return DONE if items and all(map(understood, items)) else ATTENTION


def _targets(given: argparse.Namespace) -> Any:
    from planner.reference.people import read_person
    from planner.reference.targets import targets_for

    if given.person is None:
        _tell(_ASSUMED)
    person = _DEFAULT_PERSON if given.person is None else read_person(given.person)
    if given.preset is not None:
        person = _preset(given.preset).apply(person)
    if given.jurisdiction:
        person = replace(person, jurisdiction=given.jurisdiction)
    return targets_for(person, given.framework)


def _closeness(given: argparse.Namespace) -> float:
    from planner.reference.preset import USUAL_CLOSENESS

    if given.closeness is not None:
        return float(given.closeness)
    return USUAL_CLOSENESS if given.preset is None else float(_preset(given.preset).closeness)


def _preset(path: Path) -> Any:
    from planner.reference.preset import MOST_BYTES, read_preset

    with path.open("rb") as file:
        return read_preset(file.read(MOST_BYTES + 1), path.name)


def _read(given: argparse.Namespace, person: Person) -> Any:
    from planner.diary import read_diary

    return read_diary(
        given.diary, date_order=given.date_order, progress=progress(), day_start=person.day_start,
        myfitnesspal_vitamins=given.myfitnesspal_vitamins,
        corrections=corrections_for(given), supplements=person.supplements,
    )  # fmt: skip


def _attention(faults: int) -> int:
    if faults:
        _tell(f"Rows that need attention and are not counted: {faults:,}; `planner analyze` lists them.")
    return ATTENTION if faults else DONE


def _json(document: Any) -> str:
    from planner.report.plain import plain

    return json.dumps(plain(document), indent=1, allow_nan=False) + "\n"
