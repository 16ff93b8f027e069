"""List every text that is shown, from the code and the data files: ``python data/build/messages.py``.

Writes ``data/language/messages.pot``; a test compares it with the tree, and each language with it.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[2]
POT = ROOT / "data" / "language" / "messages.pot"
KEYWORDS = {"_": None, "mark": None, "plural": (1, 2)}
SHOWN = {
    "assessment/caffeine_caps.toml": {"wording"},
    "dishes/*.toml": {"name", "cuisine"},
    "emphasis/*.toml": {"name", "note"},
    "fndds/components.csv": {"name"},
    "guide/about.toml": {"evidence", "text"},
    "guide/article_claims.toml": {"claim", "why"},
    "guide/check_in.toml": {"name", "ask", "label", "flag", "why", "topics"},
    "guide/exercises.toml": {"before", "stop", "never", "name", "steps", "safety"},
    "guide/prevention.toml": {"do", "note"},
    "guide/red_flags.toml": {"when", "do"},
    "guide/relief.toml": {"do", "note"},
    "planning/aisles.toml": {"name"},
    "planning/kitchen_words.toml": {"foods"},
    "planning/packs.toml": {"buy"},
    "planning/timing.toml": {"name", "text", "does", "basis", "amounts_from", "what", "levels", "meaning", "dha"},
    "reference_values/*.toml": {"name", "note"},
    "safety/caffeine_drinks.toml": {"name", "size"},
    "safety/foods.csv": {"text"},
    "safety/rules.toml": {"text", "none"},
    "supplements/products.toml": {"label_note", "name", "unit"},
}
"""Which words of a data file are shown: those under these keys, or in these columns."""


def from_code() -> Iterator[tuple[str, str | tuple[str, str]]]:
    """Yield each marked text of the code with the file that it stands in."""
    found = extract_from_dir(
        ROOT / "planner", [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True
    )
    for path, _line, text, _comments, _context in found:
        yield f"planner/{path}", text


def from_data() -> Iterator[tuple[str, str]]:
    """Yield each text of the data files that is shown, with its file."""
    for pattern, keys in SHOWN.items():
        for path in sorted((ROOT / "data").glob(pattern)):
            rows = list(csv.DictReader(path.open())) if path.suffix == ".csv" else _toml(path)
            for text in _under(rows, keys):
                yield f"data/{path.relative_to(ROOT / 'data')}", text
    yield from (("data/planning/kitchen_words.toml", text) for text in _kitchen_lines())
    yield from (("data/guide/drawings", text) for text in _drawings())


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _under(value: Any, keys: set[str], shown: bool = False) -> Iterator[str]:
    """Yield the texts anywhere below one of the keys; an empty one is not shown."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _under(below, keys, shown or key in keys)
    elif isinstance(value, list):
        for below in value:
            yield from _under(below, keys, shown and isinstance(below, str))
    elif shown and isinstance(value, str) and value:
        yield value


def _kitchen_lines() -> Iterator[str]:
    """Yield each measure with its place before the food; and what is counted by the can without that word."""
    words = _toml(ROOT / "data" / "planning" / "kitchen_words.toml")
    for unit in [*words["measures"].values(), *words["weighed"].values()]:
        if unit:
            yield f"{unit} {{food}}"
    yield from (name.removeprefix("canned ") for name in words["foods"].values() if name.startswith("canned "))


def _drawings() -> Iterator[str]:
    """Yield the title and the description of each drawing, for who does not see it."""
    for path in sorted((ROOT / "data" / "guide" / "drawings").glob("*.svg")):
        for words in re.findall(r"<(?:title|desc)\b[^>]*>([^<]+)<", path.read_text(encoding="utf-8")):
            yield words.strip()


def catalogue() -> Catalog:
    """Return all texts, in a steady order, without line numbers, which change with every edit."""
    texts = Catalog(project="Cramp Planner", charset="utf-8")
    for path, text in sorted([*from_code(), *from_data()], key=lambda found: (found[0], str(found[1]))):
        texts.add(text, locations=[(path, 0)])
    return texts


if __name__ == "__main__":
    with POT.open("wb") as file:
        write_po(file, catalogue(), omit_header=True, sort_by_file=True, include_lineno=False, width=110)
