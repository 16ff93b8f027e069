"""Values as JSON has them: no NaN, no numpy, dates as ISO text."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

_DIGITS: Final = 10
"""Significant digits: more than any value here has, fewer than the noise of binary fractions."""


def plain(value: Any) -> Any:
    """Return a value as JSON has it; unknown (NaN, NaT, missing) becomes None.

    Examples
    --------
    >>> plain({"date": dt.date(2026, 1, 5), "iron": float("nan"), "zinc": np.float64(0.1) + 0.2})
    {'date': '2026-01-05', 'iron': None, 'zinc': 0.3}
    """
    if isinstance(value, (float, np.floating)):
        return _number(float(value))
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, (Sequence, np.ndarray)):
        return [plain(one) for one in value]
    return _scalar(value)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as plain values.

    Examples
    --------
    >>> records(pd.DataFrame({"food": ["tea", None], "grams": [240.0, float("nan")]}))
    [{'food': 'tea', 'grams': 240.0}, {'food': None, 'grams': None}]
    """
    columns = [[plain(value) for value in frame[name]] for name in frame.columns]
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _scalar(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, np.bool_):
        return bool(value)
    if isinstance(value, (dt.date, dt.time)) and value is not pd.NaT:
        return value.isoformat()
    if isinstance(value, (int, np.integer)):
        return int(value)
    return None if pd.isna(value) else str(value)


def _number(value: float) -> float | None:
    if not math.isfinite(value):
        return None
    return float(f"{value:.{_DIGITS}g}")
