"""``planner foods add, list, propose, remove, export, import``: the foods that a person keeps."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from planner.cli_corrections import add_option, corrections_for
from planner.cli_files import tell
from planner.errors import FoodError
from planner.sources.kept import MEALS

if TYPE_CHECKING:
    from planner.diary.resolve import Resolution
    from planner.sources.kept import KeptFood, KeptFoods

_ABOUT: Final = {
    "add": "keep a food by its label, or a recipe, from a TOML file; what has changed becomes a new version",
    "list": "the foods that you keep",
    "propose": "let plans propose a recipe that you keep for some meals; for none where none is named",
    "remove": "no longer take a text for a food; diaries of the days before keep it",
    "export": "all versions as JSON, or the foods by label as CSV",
    "import": "keep what a JSON or CSV file holds",
}
_MOST_FILE: Final = 8 * 1024 * 1024
_UNSURE: Final = 0.4


def add_commands(actions: Any, add: Any) -> None:
    """Add these commands to ``planner foods``.

    Parameters
    ----------
    actions : argparse subparsers
    add : callable
        Adds one command: (subparsers, name, about, run).
    """
    runs = {
        "add": _add, "list": _list, "propose": _propose, "remove": _remove, "export": _export,
        "import": _import,
    }  # fmt: skip
    parsers = {name: add(actions, name, _ABOUT[name], run) for name, run in runs.items()}
    parsers["add"].add_argument(
        "file", type=Path, metavar="FILE.toml", help="see data/samples/own_label.toml"
    )
    add_option(parsers["add"])
    for name in ("propose", "remove"):
        parsers[name].add_argument("food", metavar="ID", help="as the list shows it: own:lentil-soup")
    parsers["propose"].add_argument("meals", nargs="*", metavar="MEAL", help=", ".join(MEALS))
    parsers["list"].add_argument("--all", action="store_true", help="older versions and removed foods too")
    for name in ("export", "import"):
        parsers[name].add_argument("file", type=Path, metavar="FILE", help="ends with .json or .csv")


def _list(given: argparse.Namespace) -> int:
    """Print the foods that are kept."""
    from planner.sources.kept_file import load_foods

    kept = load_foods()
    shown = kept.versions if given.all else kept.in_force()
    sys.stdout.writelines(f"{_line(one)}\n" for one in shown)
    if not shown:
        tell("No food is kept yet: planner foods add FILE.toml (data/samples/own_label.toml shows one).")
    return 0


def _add(given: argparse.Namespace) -> int:
    from planner.diary.own_foods import Added, add_food
    from planner.sources.kept_file import change_foods

    data, corrections, done = _bytes(given.file), corrections_for(given), list[Added]()

    def change(kept: KeptFoods) -> KeptFoods:
        done.append(add_food(data, corrections.with_foods(kept), given.file.name))
        return done[-1].foods

    change_foods(change)
    added = done[-1]
    sys.stdout.writelines(f"{line}\n" for line in [*map(_taken, added.found), _line(added.food)])
    for flag in added.food.food.flags:
        tell(flag)
    tell("Kept." if added.is_new else "Nothing has changed; no new version.")
    return int(any(found.confidence < _UNSURE for found in added.found))


def show(food_id: str, kept: KeptFood | None, servings: float | None) -> int:
    """Print a kept food: what it holds, its ingredients, its nutrients."""
    if kept is None:
        raise FoodError(
            f"No food “{food_id[:60]}” is kept.", "`planner foods list --all` shows those that are."
        )
    lines = [
        _line(kept),
        *_contents(kept),
        *_ingredients(kept, servings),
        *_amounts(kept),
        *kept.food.flags,
    ]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0


def _propose(given: argparse.Namespace) -> int:
    from planner.sources.kept_file import change_foods

    one = change_foods(lambda kept: kept.propose(given.food, given.meals)).get(given.food)
    assert one is not None
    tell(f"Plans {_proposed(one) or 'do not propose it, unless you eat it'}.")
    return 0


def _remove(given: argparse.Namespace) -> int:
    from planner.sources.kept_file import change_foods

    change_foods(lambda kept: kept.remove(given.food))
    tell("Removed from today on; diaries of the days before, and those that name its id, keep it.")
    return 0


def _export(given: argparse.Namespace) -> int:
    from planner.diary.own_foods_csv import labels_to_csv
    from planner.sources.kept_file import foods_to_json, load_foods

    kept = load_foods()
    text = labels_to_csv(kept) if _is_csv(given.file) else foods_to_json(kept)
    given.file.write_text(text, encoding="utf-8", newline="")
    tell(
        f"Written to {given.file}"
        + (": foods by label; recipes are in JSON only." if _is_csv(given.file) else "")
    )
    return 0


def _import(given: argparse.Namespace) -> int:
    from planner.diary.own_foods import foods_of_file
    from planner.sources.kept_file import change_foods

    _is_csv(given.file)
    take, before = foods_of_file(_bytes(given.file), given.file.name), list[int]()

    def change(kept: KeptFoods) -> KeptFoods:
        before.append(len(kept.versions))
        return take(kept)

    tell(f"New versions: {len(change_foods(change).versions) - before[-1]}.")
    return 0


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_FILE + 1)


def _is_csv(path: Path) -> bool:
    if path.suffix.lower() not in (".csv", ".json"):
        raise FoodError(f"“{path.name}” is neither CSV nor JSON.", "Let its name end with .csv or .json.")
    return path.suffix.lower() == ".csv"


def _taken(found: Resolution) -> str:
    sure = "" if found.confidence >= _UNSURE else "; PLEASE CHECK"
    assumed = f"; {found.assumed}" if found.assumed else ""
    return f"  {found.household}: {found.description}, {found.grams:g} g ({found.food_id}{assumed}{sure})"


def _line(one: KeptFood) -> str:
    from planner.report.tables import printable

    food, energy = one.food, one.food.amounts.get("energy")
    kcal = "energy unknown" if energy is None else f"{energy:.0f} kcal"
    known = f"{len(food.amounts)} nutrients known" + (
        f", {len(one.known)} of them in part" if one.known else ""
    )
    removed = f", removed {one.until}" if one.until else ""
    proposed = f"; plans {_proposed(one)}" if one.meals and not one.until else ""
    return printable(
        f"{one.food_id}  {food.description}: {kcal} in {food.basis}, {known}, since {one.since}{removed}"
        f"{proposed}"
    )


def _proposed(one: KeptFood) -> str:
    return f"may propose it for {', '.join(one.meals)}" if one.meals else ""


def _contents(one: KeptFood) -> list[str]:
    from planner.diary.kept_contents import diets_of_kept, holds

    held = holds(one)
    if held is None:
        return ["What it holds is not known: not every list of ingredients is. The label decides."]
    named = ", ".join(sorted(held)) or "none of the allergens and animal sources that are looked for"
    return [f"Holds: {named}. Diets: {', '.join(diets_of_kept(one))}."]


def _ingredients(one: KeptFood, servings: float | None) -> list[str]:
    """Return the ingredients of a recipe in so many servings, in one where it has any, else in 100 g."""
    serving = one.food.measures[0].grams if one.food.measures else None
    if servings is not None and (not one.parts or serving is None or not 0 < servings <= 1_000):
        raise FoodError("This has no servings to count.", "Give a recipe its servings, and up to 1,000 here.")
    grams = 100.0 if serving is None else serving * (servings or 1)
    return [f"  {part.grams * grams / 100:.4g} g {part.description}" for part in one.parts]


def _amounts(one: KeptFood) -> list[str]:
    from planner.reference.nutrients import nutrients

    return [
        f"  {known.name}: {_at_least(one, name)}{one.food.amounts[name]:.{known.decimals}f} {known.unit}"
        for name, known in nutrients().items()
        if name in one.food.amounts
    ]


def _at_least(one: KeptFood, name: str) -> str:
    return f"at least (known for {one.known[name]:.0%} of the weight) " if name in one.known else ""
