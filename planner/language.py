"""The language of the words shown.

English stands in the code and the data files; ``data/language/messages.pot`` lists it all, and a folder of PO
files for each other language has its words. Mark a text where it is shown: ``_("Plan of {n} days", n=7)``;
``plural("{n} meal", "{n} meals", 3)`` where the number decides; ``mark("…")`` around a constant, which ``_``
turns when it is shown. Texts of data files are turned the same way. Mark whole sentences, never parts to be
put together: another language has another order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from functools import cache, lru_cache
from typing import Any, Final, ParamSpec, TypeVar

from babel.messages.pofile import read_po

from planner.errors import UnknownNameError
from planner.tables import data_folder

LANGUAGES: Final = {"en": "English", "es": "Español"}
"""The languages to choose from, each in its own words."""

_NAME: Final = re.compile(r"\{(\w+)\}")
_BETWEEN: Final = re.compile(r"((?<=[.?!:]) |; )")
_NESTED: Final = (
    "advice",
    "problem",
    "note",
    "reason",
    "kind",
    "why",
    "equation",
    "confidence",
    "known",
    "shown",
    "nutrient",
)
"""What stands for these names is itself made of texts of the catalogue."""
_LEAST_WORDS: Final = 8
"""Letters of its own that a template needs to be told by."""
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


def retold(text: str) -> str:
    """Return an English text that was kept with the data, in the language in use.

    Faults, assumptions and errors are kept in English, made of marked templates with ``format``, alone or
    several with a blank or a semicolon between. What no template fits stays as it is.

    Examples
    --------
    >>> retold("the middle of 2 to 3; one assumed")
    'the middle of 2 to 3; one assumed'
    >>> with in_language("es"):
    ...     retold("the middle of 2 to 3; one assumed")
    'el medio entre 2 y 3; se supone uno'
    """
    return _retold(text, language()) if text and language() != "en" else text


@lru_cache(maxsize=20_000)
def _retold(text: str, code: str) -> str:
    """Turn the shortest part from the start that is known as a whole, then the rest."""
    parts, told, at = _BETWEEN.split(text), "", 0
    while at < len(parts):
        stops = range(at + 1, len(parts) + 1, 2)
        wholes = ((stop, _whole("".join(parts[at:stop]), code)) for stop in stops)
        stop, said = next(((stop, said) for stop, said in wholes if said), (at + 1, parts[at]))
        told += said + "".join(parts[stop : stop + 1])
        at = stop + 1
    return told


def _whole(text: str, code: str) -> str | None:
    """Return a text in another language: one of the catalogue, as it is, within a sentence or filled."""
    texts = _texts(code)
    if isinstance(known := texts.get(text), str) and known:
        return known
    if text[:1].islower() and isinstance(known := texts.get(text[:1].upper() + text[1:]), str) and known:
        return known[:1].lower() + known[1:]
    for longest, pattern, found in _templates(code):
        if longest in text and (match := pattern.fullmatch(text)):
            values = {
                name: _retold(said, code) if name in _NESTED else said
                for name, said in match.groupdict().items()
            }
            return found.format(**values)
    return None


@cache
def _templates(code: str) -> list[tuple[str, re.Pattern[str], str]]:
    """Return the texts with names to fill as patterns, those with most words of their own first."""
    templates = []
    for text, found in sorted(_texts(code).items(), key=lambda one: -len(_NAME.sub("", one[0]))):
        literals = _NAME.split(text)[::2]
        if isinstance(found, str) and found and _NAME.search(text) and len("".join(literals)) >= _LEAST_WORDS:
            templates.append((max(literals, key=len), _pattern(text), found))
    return templates


def _pattern(text: str) -> re.Pattern[str]:
    """Return a pattern whose groups are the names of a template; a name that comes twice says the same."""
    parts, seen = _NAME.split(text), set[str]()
    for at in range(1, len(parts), 2):
        name = parts[at]
        parts[at] = f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"
        seen.add(name)
    parts[::2] = map(re.escape, parts[::2])
    return re.compile("".join(parts), re.DOTALL)


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
