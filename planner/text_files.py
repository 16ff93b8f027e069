"""Bytes to text: which encoding a file is in, and what kind of file it is where it is no text."""

from __future__ import annotations

from typing import Final

from planner.language import mark

_MAGIC: Final = (
    (b"%PDF", mark("a PDF")),
    (b"\xd0\xcf\x11\xe0", mark("an old Excel file (XLS), or a workbook with a password")),
    (b"\x89PNG", mark("a picture")),
    (b"\xff\xd8\xff", mark("a picture")),
    (b"GIF8", mark("a picture")),
    (b"RIFF", mark("a picture or a recording")),
    (b"\x1f\x8b", mark("a compressed file (GZ)")),
    (b"7z\xbc\xaf\x27\x1c", mark("a compressed file (7Z)")),
    (b"Rar!", mark("a compressed file (RAR)")),
    (b"{\\rtf", mark("a text document (RTF)")),
    (b"SQLite format 3", mark("a database")),
)
_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROLS: Final = dict.fromkeys({*range(1, 32)} - {*b"\t\n\r\x0b\x0c\x1a\x1c\x1d\x1e\x1f"})
_MOST_CONTROLS: Final = 10
_MOST_CONTROLS_SHARE: Final = 0.01


class NotTextError(ValueError):
    """The bytes are no text; ``kind`` says what they are in words, such as "a PDF", or is empty."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"This is {kind or 'not text'}.")
        self.kind = kind


def text_of(data: bytes) -> tuple[str, str]:
    """Return the text of a file, without stray control characters, and the encoding it was found to be in.

    Parameters
    ----------
    data : bytes
        UTF-8 or UTF-16, with or without a byte order mark, or Windows-1252.

    Raises
    ------
    NotTextError
        For what is no text: a PDF, a picture, an old Excel file, any other binary.

    Examples
    --------
    >>> text_of("Käse".encode("cp1252"))
    ('Käse', 'cp1252')
    """
    for start, kind in _MAGIC:
        if data.startswith(start):
            raise NotTextError(kind)
    for encoding in _likely(data):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        plain = text.translate(_CONTROLS)
        if "\0" in text or _is_binary(len(text) - len(plain), len(text)):
            break
        return plain, encoding
    raise NotTextError("")


def _is_binary(controls: int, length: int) -> bool:
    """Tell whether control characters are too many for slips of the keyboard or of another program."""
    return controls > max(_MOST_CONTROLS, _MOST_CONTROLS_SHARE * length)


def _likely(data: bytes) -> list[str]:
    """Return encodings to try, in order: the byte order mark decides, then where the NULs are."""
    for start_mark, encoding in _BOMS:
        if data.startswith(start_mark):
            return [encoding]
    start = data[:4096]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if len(data) % 2 == 0 and max(even, odd) * 4 > len(start):
        return ["utf-16-le" if odd > even else "utf-16-be"]
    return ["utf-8", "cp1252"]
