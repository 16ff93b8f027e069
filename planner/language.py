"""The language of the words shown.

English stands in the code and the data files; ``data/language/messages.pot`` lists it all, and a folder of PO
files for each other language has its words. Mark a text where it is shown: ``_("Plan of {n} days", n=7)``;
``plural("{n} meal", "{n} meals", 3)`` where the number decides; ``mark("…")`` around a constant, which ``_``
turns when it is shown. Texts of data files are turned the same way. Mark whole sentences, never parts to be
put together: another language has another order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from functools import cache
from typing import Any, Final, ParamSpec, TypeVar

from babel.messages.pofile import read_po

from planner.errors import UnknownNameError
from planner.tables import data_folder

LANGUAGES: Final = {"en": "English", "es": "Español"}
"""The languages to choose from, each in its own words."""

_P = ParamSpec("_P")
_R = TypeVar("_R")
_chosen: ContextVar[str] = ContextVar("language", default="en")


def language() -> str:
    """Return the code of the language in use: a key of :data:`LANGUAGES`."""
    return _chosen.get()


def use_language(code: str) -> None:
    """Take a language for all that this thread shows from now on.

    Raises
    ------
    UnknownNameError
        When there is no such language.

    Examples
    --------
    >>> use_language("en")
    >>> language()
    'en'
    """
    if code not in LANGUAGES:
        raise UnknownNameError(code, "language", list(LANGUAGES))
    _chosen.set(code)


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Take a language for a while.

    Examples
    --------
    >>> with in_language("es"):
    ...     language()
    'es'
    """
    before = language()
    use_language(code)
    try:
        yield
    finally:
        _chosen.set(before)


def keeping_language(work: Callable[_P, _R]) -> Callable[_P, _R]:
    """Return the same work, done in the language of now whichever thread does it."""
    context = copy_context()

    def done(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        return context.copy().run(work, *args, **kwargs)

    return done


def mark(text: str) -> str:
    """Mark a constant for the catalogue; ``_`` turns it into the language in use when it is shown."""
    return text


def _(text: str, **values: Any) -> str:
    """Return a text in the language in use, its ``{names}`` filled; English where the catalogue lacks it.

    Parameters
    ----------
    text : str
        English, as in the code or the data file.
    **values
        What stands for each name in braces; without any, braces stay as they are.

    Examples
    --------
    >>> _("{n} dishes of {region}", n=3, region="Asia")
    '3 dishes of Asia'
    """
    found = _texts(language()).get(text)
    found = found if isinstance(found, str) and found else text
    return found.format(**values) if values else found


def plural(one: str, many: str, n: int, **values: Any) -> str:
    """Return the text for this number, in the language in use; ``{n}`` is the number.

    Examples
    --------
    >>> plural("{n} meal", "{n} meals", 1), plural("{n} meal", "{n} meals", 6)
    ('1 meal', '6 meals')
    """
    forms = _texts(language()).get(one)
    found = forms[0 if n == 1 else 1] if isinstance(forms, tuple) else (one if n == 1 else many)
    return found.format(n=n, **values)


@cache
def _texts(code: str) -> dict[str, str | tuple[str, str]]:
    """Return what stands for each English text; for one with a plural, the words for one and for more."""
    texts: dict[str, str | tuple[str, str]] = {}
    for path in sorted((data_folder() / "language" / code).glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=code)
        for message in catalogue:
            if isinstance(message.id, tuple) and all(message.string):
                texts[message.id[0]] = (message.string[0], message.string[1])
            elif isinstance(message.id, str) and message.id and isinstance(message.string, str):
                texts[message.id] = message.string
    return texts
