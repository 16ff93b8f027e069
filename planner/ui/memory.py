"""What is remembered between visits, as the dashboard reads it: anew when its file has changed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from planner.diary.corrections import Corrections, saved_in
from planner.errors import InputError
from planner.language import retold

_NOTHING: Final = Corrections()


def remembered() -> tuple[Corrections, str]:
    """Return the corrections that were saved, and what is wrong with their file, ``""`` where all is well."""
    try:
        file = saved_in()
        now = file.stat()
        return _read(file, now.st_mtime_ns, now.st_size, now.st_ino), ""
    except FileNotFoundError:
        return _NOTHING, ""
    except InputError as error:
        return _NOTHING, retold(str(error))
    except OSError as error:
        return _NOTHING, f"{error.filename}: {error.strerror}."


@lru_cache(maxsize=4)
def _read(file: Path, *_: int) -> Corrections:
    return Corrections.load(file)
