"""The file of a food table that is being brought: its bytes, and what was read of them, once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from planner.sources.food_tables.build import build
from planner.sources.food_tables.mapping import TableMapping
from planner.sources.food_tables.sheets import Sheet, read_sheets
from planner.sources.food_tables.table import ImportedTable, ImportReport


@dataclass(eq=False)
class TableFile:
    """A file that was brought.

    Attributes
    ----------
    name : str
    data : bytes
    """

    name: str
    data: bytes
    _sheets: list[Sheet] = field(default_factory=list)
    _built: tuple[TableMapping, tuple[ImportedTable, ImportReport]] | None = None

    def sheets(self, progress: Callable[[int], object] = lambda rows: None) -> list[Sheet]:
        """Return its sheets.

        Raises
        ------
        TableError
            Where it is no file with a table.
        """
        if not self._sheets:
            self._sheets = read_sheets(self.data, self.name, progress)
        return self._sheets

    def table(self, mapping: TableMapping) -> tuple[ImportedTable, ImportReport]:
        """Return the foods that it holds by a mapping, with the report.

        Raises
        ------
        TableError
            Where the file and the mapping do not go together.
        """
        if self._built is None or self._built[0] != mapping:
            self._built = (mapping, build(self.sheets(), mapping, self.name))
        return self._built[1]
