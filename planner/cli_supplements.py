"""``planner foods supplements``: the products that are known, and her own of a person file."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Final

from planner.language import _, mark

_ABOUT: Final = mark("the supplements that are known, and those of a person file by their labels")


def add_commands(actions: Any) -> None:
    """Add ``supplements`` to the actions of ``planner foods``.

    Parameters
    ----------
    actions : argparse subparsers
    """
    about = _(_ABOUT)
    command = actions.add_parser("supplements", help=about, description=f"{about[0].upper()}{about[1:]}.")
    command.add_argument(
        "--person", type=Path, metavar="FILE", help=_("a person file: her own products and what she takes")
    )
    command.add_argument("--format", choices=("text", "json"), default="text", help=_("default: text"))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the products.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> run(SimpleNamespace(person=None, format="text"))
    prenatal: Prenatal multivitamin with iron (usual US kind), 1 tablet: ...
    0
    """
    document = _document(given.person)
    if given.format == "json":
        from planner.report.plain import plain

        sys.stdout.write(json.dumps(plain(document), indent=1, allow_nan=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(document))
    return 0


def _document(person: Path | None) -> dict[str, Any]:
    from planner.reference.people import read_person
    from planner.reference.regimen import Regimen
    from planner.reference.supplements import PREFIX, products

    regimen = Regimen() if person is None else read_person(person).supplements
    listed = [
        {
            "id": one.id.removeprefix(PREFIX), "name": one.name, "unit": one.unit, "kind": one.kind,
            "amounts": dict(one.amounts), "source": one.source,
            "notes": [one.note] if one.note else [],
        }
        for one in products().values()
    ]  # fmt: skip
    own = []
    for label in regimen.products:
        amounts, notes = label.read()
        own.append({"name": label.name, "unit": label.unit, "amounts": amounts, "notes": notes})
    taken = [
        {"product": one.name, "when": one.when, "amount": one.amount, "units_a_day": one.a_day}
        for one in regimen.regular()
    ]
    return {"products": listed, "own": own, "taken": taken}


def _lines(document: dict[str, Any]) -> list[str]:
    from planner.report.tables import printable

    lines = [f"{one['id']}: {_product(one)}" for one in document["products"]]
    for one in document["own"]:
        lines.append(printable(_("own: {product}", product=_product(one))))
        lines += [f"  {printable(note)}" for note in one["notes"]]
    for one in document["taken"]:
        said = _(
            "taken: {product}, {amount} at a time, {when}; in the long run {a_day} a day",
            product=one["product"],
            amount=f"{one['amount']:g}",
            when=one["when"],
            a_day=f"{one['units_a_day']:.3g}",
        )
        lines.append(printable(said))
    return lines


def _product(one: dict[str, Any]) -> str:
    from planner.gaps.wording import amount
    from planner.reference.nutrients import nutrients

    held = ", ".join(
        f"{_(nutrients()[name].name)} {amount(value, name, nutrients()[name].unit)}"
        for name, value in one["amounts"].items()
    )
    return f"{one['name']}, 1 {one['unit']}: {held}"
