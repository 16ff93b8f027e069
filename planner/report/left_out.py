"""An analysis without the minerals that the check-in hides: neither drawn nor advised on, in files too."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from planner.gaps.wording import in_text, joined
from planner.language import _
from planner.reference.nutrients import nutrients

MINERALS: Final = ("magnesium", "potassium")
"""Nutrients that are topics of the check-in too."""


def left_out(hidden: Collection[str]) -> list[str]:
    """Return the minerals among the topics that the check-in hides.

    Examples
    --------
    >>> left_out({"plan", "potassium"})
    ['potassium']
    """
    return [name for name in MINERALS if name in hidden]


def without_hidden(document: dict[str, Any], hidden: Collection[str]) -> dict[str, Any]:
    """Return an analysis without what it says of hidden minerals: their gaps, and the foods they came from.

    Parameters
    ----------
    document : dict
        From :func:`planner.report.analysis.analysis`.
    hidden : collection of str
        Topics of :func:`planner.reference.check_in.topics`.

    Returns
    -------
    dict
        The same where no mineral is hidden; else a copy that names them under ``left_out``.
    """
    names = left_out(hidden)
    if not names:
        return document
    return {**document, "left_out": names, "people": [_person(one, names) for one in document["people"]]}


def left_out_words(document: dict[str, Any]) -> str:
    """Return in a sentence what an analysis leaves out; nothing where it is whole.

    Examples
    --------
    >>> left_out_words({"left_out": ["magnesium", "potassium"]})
    'Not shown, because of what was ticked in the check-in: magnesium and potassium. Ask the doctor.'
    >>> left_out_words({})
    ''
    """
    if not (names := document.get("left_out", [])):
        return ""
    return _(
        "Not shown, because of what was ticked in the check-in: {minerals}. Ask the doctor.",
        minerals=joined([in_text(_(nutrients()[name].name)) for name in names]),
    )


def _person(person: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {
        **person,
        "gaps": [gap for gap in person["gaps"] if gap["nutrient"] not in names],
        "top_sources": {
            name: [] if name in names else foods for name, foods in person["top_sources"].items()
        },
    }
