"""An analysis without what the check-in hides: neither drawn nor advised on, in files too."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from planner.gaps.wording import in_text, joined
from planner.language import _
from planner.reference.check_in import topics
from planner.reference.nutrients import nutrients

MINERALS: Final = ("magnesium", "potassium")
"""Nutrients that are topics of the check-in too."""
TARGETS: Final = "targets"


def left_out(hidden: Collection[str]) -> list[str]:
    """Return the minerals among the topics that the check-in hides.

    Examples
    --------
    >>> left_out({"plan", "potassium"})
    ['potassium']
    """
    return [name for name in MINERALS if name in hidden]


def without_hidden(document: dict[str, Any], hidden: Collection[str]) -> dict[str, Any]:
    """Return an analysis without the gaps, sums and sources of hidden minerals, or of all where targets are.

    Parameters
    ----------
    document : dict
        From :func:`planner.report.analysis.analysis`.
    hidden : collection of str
        Topics of :func:`planner.reference.check_in.topics`.

    Returns
    -------
    dict
        The same where neither is hidden; else a copy that names what is not there under ``left_out``.
    """
    names = [name for name in (TARGETS, *MINERALS) if name in hidden]
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
        minerals=joined([_name(name) for name in names]),
    )


def _name(topic: str) -> str:
    return _(topics()[topic]) if topic == TARGETS else in_text(_(nutrients()[topic].name))


def _person(person: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    def stays(nutrient: str) -> bool:
        return TARGETS not in names and nutrient not in names

    return {
        **person,
        "gaps": [gap for gap in person["gaps"] if stays(gap["nutrient"])],
        "sums": {name: one for name, one in person["sums"].items() if stays(name)},
        "top_sources": {name: foods if stays(name) else [] for name, foods in person["top_sources"].items()},
    }
