"""What is remembered between visits, as the dashboard reads it: anew when its file has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias, TypeVar

from planner.diary.corrections import Corrections, saved_in
from planner.errors import InputError
from planner.language import retold
from planner.sources.food_tables.preference import ONLY_FNDDS, kept_preference
from planner.sources.food_tables.store import load, table_files
from planner.sources.food_tables.table import PREFIX
from planner.sources.kept import KeptFoods
from planner.sources.kept_file import foods_file, load_foods

Saved = TypeVar("Saved")
Stamp: TypeAlias = tuple[tuple[str, int], ...]
"""Files, and when each was changed."""
_NOTHING: Final = Corrections()
_NO_FOODS: Final = KeptFoods()


def remembered() -> tuple[Corrections, str]:
    """Return the corrections that were saved, with the foods that are kept, and what is wrong with the files.

    The second is ``""`` where all is well.
    """
    corrections, wrong = _saved(saved_in, _corrections, _NOTHING)
    foods, also_wrong = _saved(foods_file, _foods, _NO_FOODS)
    both = _with_foods(corrections, foods) if foods.versions else corrections
    return both, " ".join(filter(None, (wrong, also_wrong)))


@dataclass(frozen=True)
class UsedTables:
    """In which food tables foods are looked up.

    Attributes
    ----------
    names : tuple of str
        The preferred one first.
    stamp : tuple
        It differs once one of them, or of others whose foods are named by their id, has changed.
    fault : str
        Why it is FNDDS alone though another choice is kept; ``""`` where all is well.
    """

    names: tuple[str, ...]
    stamp: Stamp
    fault: str = ""


def tables_in_use(named: Iterable[str] = ()) -> UsedTables:
    """Return the food tables in use: those that were chosen where each can be read, else FNDDS alone.

    Parameters
    ----------
    named : iterable of str
        Ids of foods that are met by id, whether or not their table is in use.
    """
    try:
        kept = tuple((str(path), path.stat().st_mtime_ns) for path in table_files())
        used = _used(kept)
        by_id = (food_id.strip() for food_id in named)
        counted = {*used.names, *(one.split(":")[1] for one in by_id if one.startswith(PREFIX))}
        return replace(used, stamp=tuple(one for one in kept if Path(one[0]).parent.name in counted))
    except InputError as error:
        return UsedTables(ONLY_FNDDS, (), str(error))
    except OSError as error:
        return UsedTables(ONLY_FNDDS, (), f"{error.filename}: {error.strerror}.")


@lru_cache(maxsize=4)
def _used(kept: Stamp) -> UsedTables:
    try:
        names = kept_preference()
        for name in names:
            if name not in ONLY_FNDDS:
                load(name)
    except InputError as error:
        return UsedTables(ONLY_FNDDS, kept, str(error))
    return UsedTables(names, kept)


def _saved(file: Callable[[], Path], read: Callable[..., Saved], nothing: Saved) -> tuple[Saved, str]:
    try:
        path = file()
        now = path.stat()
        return read(path, now.st_mtime_ns, now.st_size, now.st_ino), ""
    except FileNotFoundError:
        return nothing, ""
    except InputError as error:
        return nothing, retold(str(error))
    except OSError as error:
        return nothing, f"{error.filename}: {error.strerror}."


@lru_cache(maxsize=4)
def _corrections(file: Path, *_: int) -> Corrections:
    return Corrections.load(file)


@lru_cache(maxsize=4)
def _foods(file: Path, *_: int) -> KeptFoods:
    return load_foods(file)


@lru_cache(maxsize=4)
def _with_foods(corrections: Corrections, foods: KeptFoods) -> Corrections:
    return corrections.with_foods(foods)
