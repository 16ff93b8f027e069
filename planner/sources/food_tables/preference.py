"""Which tables foods are looked up in, and in which order: kept as a setting, or said for one command."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final

from planner.errors import TableError
from planner.home import write_privately
from planner.language import mark
from planner.sources.food_tables.store import ORDER, known_name, tables_folder, telling

FNDDS: Final = "fndds"
ONLY_FNDDS: Final = (FNDDS,)
_USED: ContextVar[tuple[str, ...]] = ContextVar("food tables", default=ONLY_FNDDS)


def used_tables() -> tuple[str, ...]:
    """Return the tables in use, the preferred one first; FNDDS alone unless another choice was made."""
    return _USED.get()


def take_food_tables(names: Sequence[str]) -> None:
    """Look foods up in these tables in all that this thread does from now on; they are known to be kept."""
    _USED.set(tuple(names))


@contextmanager
def use_food_tables(names: Sequence[str]) -> Iterator[None]:
    """Look foods up in these tables, the first preferred, as long as the block lasts.

    Parameters
    ----------
    names : sequence of str
        Names of imported tables, and ``"fndds"``; without that the shipped table is not used for names.

    Raises
    ------
    TableError
        For a table that is not kept.

    Examples
    --------
    >>> with use_food_tables(["fndds"]):
    ...     used_tables()
    ('fndds',)
    """
    token = _USED.set(_checked(names))
    try:
        yield
    finally:
        _USED.reset(token)


def kept_preference() -> tuple[str, ...]:
    """Return the order that was kept; FNDDS alone where none was.

    Raises
    ------
    TableError
        When the setting is damaged, or names a table that is no longer kept.
    """
    path = _file()
    if not path.is_file():
        return ONLY_FNDDS
    try:
        names = tomllib.loads(path.read_text(encoding="utf-8"))["food_tables"]
        if not isinstance(names, list):
            raise TypeError
        return _checked([str(name) for name in names])
    except (ValueError, KeyError, TypeError) as error:
        advice = mark('Write food_tables = ["fndds"] in it.')
        raise TableError(str(path), mark("This setting cannot be read."), advice) from error


def keep_preference(names: Sequence[str]) -> tuple[str, ...]:
    """Keep the order in which tables are used.

    Raises
    ------
    TableError
        For a table that is not kept.
    """
    checked = _checked(names)
    listed = ", ".join(f'"{name}"' for name in checked)
    with telling(ORDER):
        write_privately(_file(), f"food_tables = [{listed}]\n".encode())
    return checked


def drop_from_preference(name: str) -> None:
    """Take a table that is about to be removed out of the setting."""
    if not _file().is_file():
        return
    left = [other for other in kept_preference() if other != name]
    keep_preference(left or ONLY_FNDDS)


def _checked(names: Sequence[str]) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    if not chosen:
        advice = mark("Name one, or several in order: ciqual,fndds.")
        raise TableError("food_tables", mark("No table is named."), advice)
    return tuple(name if name == FNDDS else known_name(name) for name in chosen)


def _file() -> Path:
    return tables_folder() / ORDER
