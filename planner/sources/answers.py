"""Answers kept on disk, with their date and licence: asked once, and there without a connection.

They lie in ``cache/`` of :func:`planner.home.home_folder`, for this user only. No key is ever in them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from planner.errors import FoodNotFoundError, SourceError
from planner.home import home_folder, write_privately
from planner.language import _

MOST_FILES: Final = 500
FRESH: Final = dt.timedelta(days=30)


@dataclass(frozen=True)
class Answer:
    """What a service answered.

    Attributes
    ----------
    content : object
        The JSON.
    date : datetime.date
        When it was fetched.
    stale : str
        Where it is an old one because the service failed: what to say of it. Else empty.
    """

    content: Any
    date: dt.date
    stale: str = ""


def cache_folder() -> Path:
    """Return where answers are kept, whether or not there are any."""
    return home_folder() / "cache"


def any_answers() -> bool:
    """Return whether answers are kept."""
    return any(cache_folder().rglob("*.json"))


def forget_answers() -> None:
    """Delete all answers that are kept."""
    if cache_folder().is_dir():
        shutil.rmtree(cache_folder())


def answer(
    path: str, params: Mapping[str, str], licence: str, fetch: Callable[[], Any], service: str
) -> Answer:
    """Return the answer that is kept while it is fresh; else a new one; else, if that fails, the old one.

    Parameters
    ----------
    path : str
        What is asked.
    params : mapping
        The rest of what is asked.
    licence : str
        Kept with the answer.
    fetch : callable
        Asks the service.
    service : str
        Its short name.

    Raises
    ------
    SourceError
        When the service fails and nothing is kept.
    """
    file = _file(service, path, params)
    kept = _read(file)
    if kept is not None and dt.date.today() - kept.date < FRESH:
        return kept
    try:
        content = fetch()
    except FoodNotFoundError:
        raise
    except SourceError as error:
        if kept is None:
            raise
        words = _("Kept since {date}, because: {why}", date=kept.date, why=error.reason)
        return Answer(kept.content, kept.date, words)
    new = Answer(content, dt.date.today())
    _write(file, new, f"{service}{path}", licence)
    return new


def _file(service: str, path: str, params: Mapping[str, str]) -> Path:
    asked = json.dumps([path, sorted(params.items())])
    return cache_folder() / service / f"{hashlib.sha256(asked.encode()).hexdigest()[:32]}.json"


def _read(file: Path) -> Answer | None:
    """Return what is kept; nothing where it is missing or damaged."""
    try:
        kept = json.loads(file.read_bytes())
        return Answer(kept["answer"], dt.date.fromisoformat(kept["retrieved"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _write(file: Path, new: Answer, asked: str, licence: str) -> None:
    """Keep an answer; a full disk does not stand in the way of using it."""
    document = {"asked": asked, "licence": licence, "retrieved": str(new.date), "answer": new.content}
    try:
        write_privately(file, json.dumps(document).encode())
        files = sorted(file.parent.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for old in files[:-MOST_FILES]:
            old.unlink(missing_ok=True)
    except OSError:
        return
