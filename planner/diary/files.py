"""A source to bytes, bytes to text: what kind of file it is, and a clear refusal of what is no diary."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any, Final, TypeAlias

from planner.errors import DiaryFileError
from planner.language import mark
from planner.text_files import NotTextError, text_of

Source: TypeAlias = str | os.PathLike[str] | bytes | bytearray | memoryview | IO[Any]

MOST_BYTES: Final = 25 * 1024 * 1024
MOST_TRANSPORT_BYTES: Final = 150 * 1024 * 1024
"""A SAS transport file keeps every number in eight bytes: one survey's foods are about 75 MB."""
MOST_ROWS: Final = 200_000
MOST_TEXTS: Final = 20_000
"""Different foods with their amounts are matched one by one; more would take minutes."""
SAVE_AS_CSV: Final = mark("Save the diary as CSV or XLSX in your spreadsheet and open that file.")

_TRANSPORT: Final = b"HEADER RECORD*******LIB"


def read_bytes(source: Source) -> bytes:
    """Return the bytes of a path, bytes or file object, at most 25 MB; of SAS transport files more.

    Raises
    ------
    DiaryFileError
        When there is no such file, or it is empty or too large.
    """
    data = _raw(source)
    if len(data) > _most_bytes(data):
        raise DiaryFileError(
            mark("This file is larger than 25 MB."),
            mark("Split it, or take the cohort command for a whole study."),
        )
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise DiaryFileError(
            mark("This file is empty."),
            mark("Choose a file with a row of column names and a row for each food."),
        )
    return data


def _raw(source: Source) -> bytes:
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source)
    if isinstance(source, (str, os.PathLike)):
        return _from_path(source)
    data = _read_on(source)
    return data.encode("utf-8", "replace") if isinstance(data, str) else bytes(data)


def _from_path(path: str | os.PathLike[str]) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return bytes(_read_on(file))
    except (OSError, ValueError) as error:  # ValueError: a NUL within the name
        reason = getattr(error, "strerror", None) or mark("it cannot be opened")
        raise DiaryFileError(
            mark("{path} was not read: {reason}.").format(path=path, reason=reason),
            mark("Check the name and the folder."),
        ) from error


def _read_on(file: IO[Any]) -> Any:
    """Read no more of a file than is needed to see that it is too large."""
    data = file.read(MOST_BYTES + 1)
    if isinstance(data, bytes) and len(data) > MOST_BYTES and is_transport(data):
        return data + file.read(MOST_TRANSPORT_BYTES + 1 - len(data))
    return data


def _most_bytes(data: bytes) -> int:
    return MOST_TRANSPORT_BYTES if is_transport(data) else MOST_BYTES


def is_transport(data: bytes) -> bool:
    """Tell whether the bytes are a SAS transport file (XPT)."""
    return data.startswith(_TRANSPORT)


def is_zip(data: bytes) -> bool:
    """Tell whether the bytes are a ZIP archive, which an XLSX workbook is too."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file, without stray control characters, and the encoding it was found to be in.

    Parameters
    ----------
    data : bytes
        UTF-8 or UTF-16, with or without a byte order mark, or Windows-1252.

    Raises
    ------
    DiaryFileError
        For what is no text: a PDF, a picture, an old Excel file, any other binary.

    Examples
    --------
    >>> decode("Käse".encode("cp1252"))
    ('Käse', 'cp1252')
    >>> decode("Käse, 2".encode("utf-16-le"))
    ('Käse, 2', 'utf-16-le')
    """
    try:
        return text_of(data)
    except NotTextError as error:
        reason = mark("This is not a text file.")
        if error.kind:
            reason = mark("This is {kind}, not a diary.").format(kind=error.kind)
        raise DiaryFileError(reason, SAVE_AS_CSV) from None
