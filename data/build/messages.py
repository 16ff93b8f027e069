"""List every text that is shown, from the code and the data files: ``python data/build/messages.py``.

Writes ``data/language/messages.pot``; a test compares it with the tree, and each language with it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[2]
POT = ROOT / "data" / "language" / "messages.pot"
MARKS = {"_": 1, "mark": 1, "plural": 2}
"""What marks a text, and how many texts it takes."""


def from_code() -> Iterator[tuple[str, str | tuple[str, str]]]:
    """Yield each marked text of the code with the file that it stands in."""
    for path in (ROOT / "planner").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
                given = node.args[: MARKS[node.func.id]]
                texts = [one.value for one in given if isinstance(one, ast.Constant) and one.value]
                if texts:
                    yield path.relative_to(ROOT).as_posix(), texts[0] if len(texts) == 1 else tuple(texts)


def catalogue() -> Catalog:
    """Return all texts, in a steady order, without line numbers, which change with every edit."""
    texts = Catalog(project="Cramp Planner", charset="utf-8")
    for path, text in sorted(from_code(), key=lambda found: (found[0], str(found[1]))):
        texts.add(text, locations=[(path, 0)])
    return texts


if __name__ == "__main__":
    with POT.open("wb") as file:
        write_po(file, catalogue(), omit_header=True, sort_by_file=True, include_lineno=False, width=110)
