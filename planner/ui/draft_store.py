"""Drafts as files: ``drafts/TOKEN/`` in :func:`planner.home.home_folder`, for this user only.

``state.json`` is the last to be written and names the other files with their SHA-256, so that a draft is
whole or is not there. What cannot be read is set aside under another name, never deleted.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

from planner.errors import DraftError, InputError
from planner.home import home_folder, write_privately
from planner.language import _

State: TypeAlias = dict[str, Any]
Entry: TypeAlias = dict[str, str]
Stamp: TypeAlias = tuple[int, int]

FORMAT: Final = 1
MOST_DRAFTS: Final = 30
"""Beyond these the oldest goes when a new one begins."""
MOST_BYTES: Final = {"state.json": 32 * 1024**2, "plan": 32 * 1024**2}
_LARGEST: Final = 600 * 1024**2
_STATE: Final = "state.json"
_TOKEN: Final = re.compile(r"[0-9a-f]{32}")
_DAMAGED: Final = "damaged"


def drafts_folder() -> Path:
    """Return the folder of all drafts, whether or not it exists yet."""
    return home_folder() / "drafts"


def new_token() -> str:
    """Return the name of a new draft, which nobody guesses.

    Examples
    --------
    >>> is_token(new_token())
    True
    """
    return secrets.token_hex(16)


def is_token(text: object) -> bool:
    """Return whether a text may name a draft: nothing that could be a path does.

    Examples
    --------
    >>> is_token("../../etc/passwd")
    False
    """
    return isinstance(text, str) and _TOKEN.fullmatch(text) is not None


def stamp(token: str) -> Stamp | None:
    """Return what tells one version of a draft from another; None where there is none."""
    try:
        found = (_folder(token) / _STATE).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def write_part(token: str, kind: str, suffix: str, data: bytes) -> Entry:
    """Write a part of a draft under a name of its own, and return what the state says of it."""
    digest = hashlib.sha256(data).hexdigest()
    name = f"{kind}-{digest[:16]}.{suffix}"
    _write(_folder(token) / name, data)
    return {"file": name, "sha256": digest}


def write_state(token: str, state: Mapping[str, Any]) -> Stamp | None:
    """Write the state of a draft, then remove the parts that it no longer names."""
    if stamp(token) is None:
        _make_room()
    text = json.dumps({"format": FORMAT, **state}, ensure_ascii=False, allow_nan=False)
    _write(_folder(token) / _STATE, text.encode())
    named = {part["file"] for part in state["parts"].values() if part}
    for path in _folder(token).iterdir():
        if path.name not in named | {_STATE} and path.is_file():
            path.unlink(missing_ok=True)
    return stamp(token)


def read_state(token: str) -> State:
    """Read the state of a draft.

    Raises
    ------
    DraftError
        When there is none, or it is not what this program writes.
    """
    data = _read(_folder(token) / _STATE, MOST_BYTES[_STATE])
    try:
        state = json.loads(data.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise damaged(_STATE) from None
    if (
        not isinstance(state, dict)
        or state.get("format") != FORMAT
        or not isinstance(state.get("parts"), dict)
    ):
        raise damaged(_STATE)
    return state


def read_part(token: str, entry: object) -> bytes:
    """Read a part that a state names.

    Raises
    ------
    DraftError
        When it is not there, or not what was written.
    """
    if not isinstance(entry, dict) or not re.fullmatch(
        r"[a-z]+-[0-9a-f]{16}\.[a-z]+", str(entry.get("file"))
    ):
        raise damaged(_STATE)
    name = str(entry["file"])
    data = _read(_folder(token) / name, MOST_BYTES.get(name.split("-")[0], _LARGEST))
    if hashlib.sha256(data).hexdigest() != entry.get("sha256"):
        raise damaged(name)
    return data


def newest(limit: int) -> list[str]:
    """Return the drafts that were written last, the newest first."""
    found = [(mark, token) for token in _tokens() if (mark := stamp(token)) is not None]
    return [token for mark, token in sorted(found, key=lambda one: -one[0][1])][:limit]


def set_aside(token: str) -> Path:
    """Move a draft out of the way, so that nobody stumbles over it again, and return where it is now."""
    now = dt.datetime.now().strftime("%Y-%m-%d-%H%M%S")
    return _folder(token).rename(drafts_folder() / f"{_DAMAGED}-{now}-{token[:8]}")


def delete(token: str) -> None:
    """Delete a draft."""
    shutil.rmtree(_folder(token), ignore_errors=True)


def delete_all() -> None:
    """Delete every draft, and those that were set aside.

    Raises
    ------
    OSError
        When a file may not be deleted.
    """
    for name in _names():
        if is_token(name) or name.startswith(_DAMAGED):
            shutil.rmtree(drafts_folder() / name)


def count() -> tuple[int, int]:
    """Return how many drafts there are, and how many that were set aside."""
    return len(_tokens()), sum(name.startswith(_DAMAGED) for name in _names())


def damaged(name: str) -> DraftError:
    """Return the error of a file that is not what this program writes; it tells nothing of what is in it."""
    return DraftError(
        _("{file} cannot be read, or is not as it was written.", file=name), _("It stays where it is.")
    )


def _folder(token: str) -> Path:
    if not is_token(token):
        raise DraftError(_("This is no name of a draft."), _("Open the page again without it."))
    return drafts_folder() / token


def _names() -> list[str]:
    try:
        return [path.name for path in drafts_folder().iterdir()]
    except (OSError, InputError):
        return []


def _tokens() -> list[str]:
    return [name for name in _names() if is_token(name)]


def _make_room() -> None:
    for token in newest(len(_tokens()))[MOST_DRAFTS - 1 :]:
        delete(token)


def _write(path: Path, data: bytes) -> None:
    for folder in (home_folder(), drafts_folder()):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # each for this user only, not the last alone
    write_privately(path, data)


def _read(path: Path, most: int) -> bytes:
    """Read a file; one that is no plain file, such as a pipe that nobody fills, is not opened."""
    try:
        if not path.is_file() or path.stat().st_size > most:
            raise damaged(path.name)
        return path.read_bytes()
    except OSError:
        raise damaged(path.name) from None


def _refuse(constant: str) -> None:
    raise ValueError(constant)
