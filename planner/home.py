"""Files that outlast a visit: where they are, and how they are written."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from planner.errors import InputError


def home_folder() -> Path:
    """Return the folder of what is kept for this user, whether or not it exists yet.

    Returns
    -------
    pathlib.Path
        ``PLANNER_HOME`` where it is set, else the place of a user's data on this kind of computer.

    Raises
    ------
    InputError
        When ``PLANNER_HOME`` is not a full path.

    Examples
    --------
    >>> home_folder().is_absolute()
    True
    """
    given = os.environ.get("PLANNER_HOME", "").strip()
    folder = Path(given).expanduser() if given else _usual()
    if given and not folder.is_absolute():
        raise InputError(f"PLANNER_HOME is {given!r}, which is no full path: give one that is.")
    return folder


def _usual() -> Path:
    home = Path(os.path.expanduser("~"))
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Cramp Planner"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "Cramp Planner"
    data = os.environ.get("XDG_DATA_HOME", "")
    return (Path(data) if os.path.isabs(data) else home / ".local" / "share") / "cramp-planner"


def write_privately(path: Path, data: bytes) -> None:
    """Write a file that only this user may read, whole or not at all; its folder is made where it is missing.

    Parameters
    ----------
    path : pathlib.Path
        A full path.
    data : bytes

    Raises
    ------
    InputError
        When it is not known whose folder it would be.
    OSError
        When the disk is full or the folder may not be written; the file before is left as it was.
    """
    if not path.is_absolute():
        raise InputError("This user has no home folder. Set PLANNER_HOME to the full path of a folder.")
    target = Path(os.path.realpath(path))
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)  # for this user only
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise
