"""Gaps between intake and reference values, how sure they are, caffeine, notices and plausibility."""

from __future__ import annotations

from planner.gaps.assess import assess

__all__ = ["assess"]
