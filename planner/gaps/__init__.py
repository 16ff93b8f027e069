"""Intake against the reference values: gaps, adequacy, upper levels, caffeine, notices."""
