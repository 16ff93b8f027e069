"""The colours of charts: roles, by their place in the theme's own list, for a light and a dark page.

The lists stand in ``.streamlit/config.toml`` (``chartCategoricalColors`` of each theme). They are those of
Okabe and Ito, darker on the light page and lighter on the dark one; the tests measure them against the page
and, as people with each kind of colour blindness see them, against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

import altair as alt
import pandas as pd

from planner.language import _

Drawing: TypeAlias = alt.Chart | alt.LayerChart | alt.FacetChart
ROLES: Final = ("blue", "orange", "grey", "green", "purple", "ink")
"""In the order of the theme's list; ``ink`` is for text and lines."""
THEMED: Final = "category"
"""The page's name for the theme's list."""


def by(field: str, names: Sequence[str]) -> alt.Color:
    """Return the colour of a field whose values are names: the first is blue, then orange, grey and so on.

    The names are English here; :func:`turned` puts those of the frame into the same language.
    """
    scale = alt.Scale(domain=[_(name) for name in names], range=THEMED)
    return alt.Color(field, title=None, legend=alt.Legend(orient="top"), scale=scale)


def turned(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return a frame to draw, the names of one column in the language in use.

    Examples
    --------
    >>> turned(pd.DataFrame({"verdict": ["Enough"]}), "verdict")["verdict"].tolist()
    ['Enough']
    """
    return frame.assign(**{column: [_(name) for name in frame[column]]})


def drawn(frame: pd.DataFrame) -> alt.Chart:
    """Return a chart of a frame whose marks can be coloured with :func:`fill` and :func:`stroke`.

    Examples
    --------
    >>> one = drawn(pd.DataFrame({"day": ["Monday"]})).mark_bar().encode(x="day:N", fill=fill("blue"))
    >>> one.to_dict()["encoding"]["fill"]["scale"]["range"]
    'category'
    """
    chart: alt.Chart = alt.Chart(frame)
    return chart.transform_calculate(**{role: f"'{role}'" for role in ROLES})


def fill(role: str) -> alt.Fill:
    """Return the colour of an area or a text, all of one role."""
    return alt.Fill(f"{role}:N", scale=_every_role(), legend=None)


def stroke(role: str) -> alt.Stroke:
    """Return the colour of a line, all of one role."""
    return alt.Stroke(f"{role}:N", scale=_every_role(), legend=None)


def readable(drawing: Drawing) -> Drawing:
    """Return a drawing, one that uses :func:`fill`, with the words of its axes and legend in ink.

    The page's own grey for them is too faint on white.
    """
    ink = alt.expr("scale('fill', 'ink')")
    chart: Drawing = drawing.configure_axis(labelColor=ink, titleColor=ink)
    inked: Drawing = chart.configure_legend(labelColor=ink, titleColor=ink)
    return inked


def _every_role() -> alt.Scale:
    return alt.Scale(domain=list(ROLES), range=THEMED)
