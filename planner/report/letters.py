"""Letters that no font of this computer has: said in words in a PDF, where Typst would draw empty boxes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import typst

from planner.language import _, mark

NOT_PRINTED: Final = mark("[no font for this text]")
"""What stands in place of words that cannot be printed."""
WHY: Final = mark(
    "Where “{mark}” stands, the text has letters or pictures that no font of this computer has. They are "
    "whole in the other files that can be saved here, such as the text; with a font for them on this "
    "computer (Noto has most), the PDF holds them too."
)
_BEYOND_LATIN: Final = re.compile(r"[^\s\u0000-\u036f]+")
_ALONE: Final = b'#set document(title: "-")\n#set text(font: "Libertinus Serif")\n#sys.inputs.words'
_NO_GLYPH: Final = "could not be displayed"


def lacks_letters(error: typst.TypstError) -> bool:
    """Return whether a document was refused as no font has some of its letters."""
    return _NO_GLYPH in str(error)


def in_known_letters(report: dict[str, Any]) -> dict[str, Any]:
    r"""Return a report with :data:`NOT_PRINTED` in place of what no font has, the fonts of the system too.

    Examples
    --------
    >>> in_known_letters({"words": "Борщ \U00012000\U00012001 \U00012002, 2 cups"})
    {'words': 'Борщ [no font for this text], 2 cups'}
    """
    compiler, known = typst.Compiler(), dict[str, bool]()

    def shown(found: re.Match[str]) -> str:
        words = found[0]
        if words not in known:
            known[words] = _has_font(compiler, words)
        return words if known[words] else _(NOT_PRINTED)

    again = re.compile(rf"{re.escape(_(NOT_PRINTED))}(\s*{re.escape(_(NOT_PRINTED))})+")
    changed: dict[str, Any] = _mapped(
        report, lambda text: again.sub(_(NOT_PRINTED), _BEYOND_LATIN.sub(shown, text))
    )
    return changed


def _has_font(compiler: typst.Compiler, words: str) -> bool:
    try:
        compiler.compile(_ALONE, format="pdf", sys_inputs={"words": words}, pdf_standards="ua-1")
    except typst.TypstError as error:
        if not lacks_letters(error):
            raise
        return False
    return True


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """Return plain values with every text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _mapped(one, change) for key, one in value.items()}
    return [_mapped(one, change) for one in value] if isinstance(value, (list, tuple)) else value
