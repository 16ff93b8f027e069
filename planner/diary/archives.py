"""ZIP archives as other tools mail them: the one diary among several CSV files, read in memory only.

Nothing is unpacked to a disk, so what a member is called cannot matter; sizes are checked before and while
reading, because what an archive says of itself may be a lie.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from planner.diary.delimiters import Grid, read_delimited
from planner.diary.files import MOST_BYTES, decode
from planner.errors import DiaryFileError
from planner.language import mark

MOST_MEMBERS: Final = 200
MOST_UNPACKED: Final = 100 * 1024 * 1024
_TEXTS: Final = frozenset({".csv", ".tsv", ".txt"})
_DAMAGED: Final = (
    mark("This ZIP file is damaged or has a password."),
    mark("Unpack it and open the CSV file within."),
)
_TOO_LARGE: Final = (
    mark("This ZIP file is too large when unpacked."),
    mark("Unpack it and open the diary alone."),
)
_WANTED: Final = mark(
    "MyFitnessPal's archive holds a file whose name begins with Nutrition-Summary; or unpack "
    "the ZIP and open the diary's CSV or XLSX file."
)


def read_archive(data: bytes) -> Grid:
    """Return the rows of the only diary in a ZIP archive.

    Parameters
    ----------
    data : bytes
        The archive.

    Raises
    ------
    DiaryFileError
        For a damaged, locked or oversized archive, and where none of its files or several are diaries.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            texts = [(name, _text(archive, part)) for name, part in _candidates(archive)]
    except DiaryFileError:
        raise
    except Exception as error:  # zipfile and its decompressors raise whatever the damage leads to
        raise DiaryFileError(*_DAMAGED) from error
    found, refused = _diaries(texts)
    if len(found) == 1:
        name, grid = found[0]
        grid.reading["within_archive"] = name
        return grid
    if found:
        raise DiaryFileError(
            mark("This ZIP file holds {n} diaries: {names}.").format(
                n=len(found), names=_listed(name for name, _ in found)
            ),
            mark("Unpack it and open one of them."),
        )
    if len(refused) == 1:
        why = refused[0]
        raise DiaryFileError(
            mark("This ZIP file holds only “{name}”: {reason}").format(name=texts[0][0], reason=why.reason),
            why.advice,
        )
    seen = _listed(name for name, _ in texts) or mark("other files")
    raise DiaryFileError(mark("This ZIP file holds no diary, only {seen}.").format(seen=seen), _WANTED)


def _candidates(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Yield the text files with their names, without what a Mac adds."""
    parts = archive.infolist()
    if len(parts) > MOST_MEMBERS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise DiaryFileError(*_TOO_LARGE)
    for part in parts:
        path = PurePosixPath(part.filename.replace("\\", "/"))
        of_mac = "__MACOSX" in path.parts or path.name.startswith(".")
        if path.suffix.lower() in _TEXTS and not of_mac and not part.is_dir():
            yield path.name[:80], part


def _text(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with archive.open(part) as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise DiaryFileError(*_TOO_LARGE)
    return data


def _diaries(texts: list[tuple[str, bytes]]) -> tuple[list[tuple[str, Grid]], list[DiaryFileError]]:
    """Return the files that are diaries with their names, and why each of the others is none."""
    found: list[tuple[str, Grid]] = []
    refused: list[DiaryFileError] = []
    for name, data in texts:
        try:
            text, encoding = decode(data)
            grid = read_delimited(text)
        except DiaryFileError as error:
            refused.append(error)
        else:
            grid.reading["encoding"] = encoding
            found.append((name, grid))
    return found, refused


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in list(names)[:5])
