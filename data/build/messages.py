"""List every text that is shown, from the code and the data files: ``python data/build/messages.py``.

Writes ``data/language/messages.pot``; a test compares it with the tree, and each language with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[2]
POT = ROOT / "data" / "language" / "messages.pot"
KEYWORDS = {"_": None, "mark": None, "plural": (1, 2)}


def from_code() -> Iterator[tuple[str, str | tuple[str, str]]]:
    """Yield each marked text of the code with the file that it stands in."""
    found = extract_from_dir(
        ROOT / "planner", [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True
    )
    for path, _line, text, _comments, _context in found:
        yield f"planner/{path}", text


def catalogue() -> Catalog:
    """Return all texts, in a steady order, without line numbers, which change with every edit."""
    texts = Catalog(project="Cramp Planner", charset="utf-8")
    for path, text in sorted(from_code(), key=lambda found: (found[0], str(found[1]))):
        texts.add(text, locations=[(path, 0)])
    return texts


if __name__ == "__main__":
    with POT.open("wb") as file:
        write_po(file, catalogue(), omit_header=True, sort_by_file=True, include_lineno=False, width=110)
