"""A food table that a person brings: CSV or XLSX, mapped once, with its licence, searched and counted.

:mod:`sheets` opens the file, :mod:`headers` finds the headings, :mod:`columns` tells what a column holds,
:mod:`mapping` is what a person confirms, :mod:`propose` a first draft of it, :mod:`values` reads cells,
:mod:`build` makes the table and the report, :mod:`plausible` looks for slips, :mod:`store` keeps it,
:mod:`preference` says which tables are used, :mod:`search` finds foods in them.

The headers of the shipped mappings (data/food_tables) were compared with those that other public programs
read from the published files: all of CIQUAL 2020 in French and English, and of CoFID 2021 the sheets 1.3, 1.4
and 1.5 with their rows of short names. The files themselves were not at hand.
"""

from planner.sources.food_tables.search import has_english_name, imported_food, search_imported

__all__ = ["has_english_name", "imported_food", "search_imported"]
