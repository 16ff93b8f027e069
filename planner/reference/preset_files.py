"""Presets kept on this computer: one file each under ``PLANNER_HOME/presets``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from planner.errors import InputError, PersonError
from planner.home import home_folder, write_privately
from planner.language import _
from planner.reference.preset import MOST_BYTES, Preset, read_preset

LONGEST_NAME: Final = 60
MOST_PRESETS: Final = 200
_NAME: Final = re.compile(r"\w(?:[\w ()-]*[\w)])?")
_NOT_ON_WINDOWS: Final = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d", re.IGNORECASE)


def preset_folder() -> Path:
    """Return the folder of presets, whether or not there is one."""
    return home_folder() / "presets"


def preset_names() -> list[str]:
    """Return the names of the presets that are kept, sorted; the first 200 of them.

    Examples
    --------
    >>> all(isinstance(name, str) for name in preset_names())
    True
    """
    names = [path.stem for path in preset_folder().glob("*.toml") if path.is_file()]
    return sorted((name for name in names if _usable(name)), key=str.casefold)[:MOST_PRESETS]


def load_preset(name: str) -> Preset:
    """Return a preset that is kept.

    Raises
    ------
    InputError
        When there is none of this name, or its file is broken.
    """
    path = _path(name)
    try:
        with path.open("rb") as file:
            return read_preset(file.read(MOST_BYTES + 1), path.name)
    except OSError as error:
        raise PersonError("preset", name, _("there is none of this name; choose another.")) from error


def save_preset(name: str, preset: Preset) -> str:
    """Keep a preset under a new name, and return the name.

    Raises
    ------
    InputError
        For a name that cannot be a file's, or that is taken: nothing is overwritten.
    """
    path = _path(" ".join(name.split()))
    known = preset_names()
    if path.stem.casefold() in {one.casefold() for one in known}:
        raise PersonError(
            "preset", path.stem, _("this name is taken; choose another, or delete that one first.")
        )
    if len(known) >= MOST_PRESETS:
        raise InputError(_("There are {n} presets already. Delete one that is not needed.", n=MOST_PRESETS))
    write_privately(path, preset.to_toml().encode())
    return path.stem


def delete_preset(name: str) -> None:
    """Delete a preset that is kept; nothing happens where there is none."""
    _path(name).unlink(missing_ok=True)


def _usable(name: str) -> bool:
    fits = len(name) <= LONGEST_NAME and _NAME.fullmatch(name) is not None
    return fits and _NOT_ON_WINDOWS.fullmatch(name) is None


def _path(name: str) -> Path:
    """Return the file of a preset; a name never leads out of the folder."""
    if not _usable(name):
        advice = _("use letters, digits, spaces, hyphens and brackets, at most {n} of them.", n=LONGEST_NAME)
        raise PersonError("preset", name[:LONGEST_NAME], advice)
    return preset_folder() / f"{name}.toml"
