"""One way to ask a service: https, tries with back-off, a deadline, a size; JSON or a SourceError."""

from __future__ import annotations

import contextvars
import json
import logging
import math
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, InvalidHeader, MaxRetryError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Retry

from planner.errors import FoodNotFoundError, SourceError
from planner.language import _, plural
from planner.sources.pace import Pace

Made = TypeVar("Made")
_HERE: Final = ("127.0.0.1", "localhost", "::1")
"""A service on this computer, as in tests, is the only one asked without https."""
_CHUNK: Final = 16 * 1024
_BUSY: Final = (429, 500, 502, 503, 504)
logging.getLogger("urllib3").setLevel(logging.ERROR)  # its warnings hold what somebody searched for
_ends: contextvars.ContextVar[float] = contextvars.ContextVar("ends", default=math.inf)


@dataclass(frozen=True)
class Limits:
    """What a request may cost: seconds to connect, to wait for bytes, and in all; bytes; tries; redirects."""

    connect: float = 5.0
    read: float = 10.0
    total: float = 30.0
    most_bytes: int = 4 * 1024 * 1024
    tries: int = 3
    back_off: float = 0.5
    redirects: int = 2


class _PatientRetry(Retry):
    """Tries again after a failure, as long as the wait asked for ends before the deadline."""

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        try:
            return super().get_retry_after(response)
        except (InvalidHeader, OverflowError, ValueError):
            return None

    def increment(self, *args: Any, **kwargs: Any) -> _PatientRetry:
        following = super().increment(*args, **kwargs)
        response = kwargs.get("response")
        wait = (self.get_retry_after(response) if response else None) or following.get_backoff_time()
        if time.monotonic() + wait >= _ends.get():
            raise MaxRetryError(kwargs["_pool"], "", HTTPError("the wait is longer than the deadline"))
        if response:
            response.close()  # its body, of whatever length, is not read to the end
        return following


@dataclass(frozen=True)
class Client:
    """A service that gives JSON.

    Attributes
    ----------
    name : str
        As people call it.
    base : str
        Where it is; ``https`` unless it is this computer.
    secret : mapping
        Headers that nobody but the service may see.
    """

    name: str
    base: str
    secret: Mapping[str, str] = field(default_factory=dict, repr=False)
    limits: Limits = field(default_factory=Limits)

    def get(self, path: str, params: Mapping[str, str], pace: Pace) -> Any:
        """Return what the service answers, within the deadline.

        Raises
        ------
        SourceError
            Whatever goes wrong: the text never holds the secret.
        """
        if urlsplit(self.base).scheme != "https" and urlsplit(self.base).hostname not in _HERE:
            raise SourceError(_("{name} is only asked over https.", name=self.name), _("Mend its address."))
        deadline = time.monotonic() + self.limits.total
        if not pace.wait(deadline):
            raise SourceError(
                _("{name} was asked as often as it allows.", name=self.name), _("Try again in some minutes.")
            )
        return self._within(deadline, lambda: self._ask(path, params, deadline))

    def _within(self, deadline: float, work: Callable[[], Made]) -> Made:
        """Do the work beside this thread: neither a name server nor slow headers can outlast the deadline."""
        done: list[Made] = []
        failed: list[BaseException] = []

        def run() -> None:
            try:
                done.append(work())
            except BaseException as error:
                failed.append(error)

        context = contextvars.copy_context()
        thread = threading.Thread(target=context.run, args=(run,), daemon=True, name="fetch")
        thread.start()
        thread.join(max(0.0, deadline - time.monotonic()))
        if done:
            return done[0]
        if failed:
            raise failed[0]
        raise self._late()

    def _ask(self, path: str, params: Mapping[str, str], deadline: float) -> Any:
        _ends.set(deadline)
        try:
            with self._session() as session:
                first = requests.Request("GET", self.base + path, params=dict(params), headers=self.secret)
                response = self._sent(session, session.prepare_request(first))
                with response:
                    self._check_status(response)
                    return self._json(response, self._body(response, deadline))
        except requests.Timeout:
            raise self._late() from None
        except (
            requests.RequestException,
            HTTPError,
            OSError,
            ValueError,
        ):  # their texts may hold what was sent
            raise SourceError(
                _("{name} could not be reached, or broke off.", name=self.name),
                _("Check the connection and try again later; all else works without it."),
            ) from None

    def _session(self) -> requests.Session:
        session = requests.Session()
        session.headers.update(
            {"User-Agent": user_agent(), "Accept": "application/json", "Accept-Encoding": "gzip"}
        )
        tries = _PatientRetry(
            total=self.limits.tries,
            backoff_factor=self.limits.back_off,
            status_forcelist=_BUSY,
            allowed_methods=("GET",),
            raise_on_status=False,
        )
        for scheme in ("https://", "http://"):
            session.mount(scheme, HTTPAdapter(max_retries=tries))
        return session

    def _sent(self, session: requests.Session, request: requests.PreparedRequest) -> requests.Response:
        """Send it, and follow to the same host and scheme only: the secret goes along."""
        for _turn in range(self.limits.redirects + 1):
            settings = session.merge_environment_settings(request.url, {}, True, None, None)
            response = session.send(
                request, allow_redirects=False, timeout=(self.limits.connect, self.limits.read), **settings
            )
            if not response.is_redirect:
                return response
            following = response.next
            response.close()
            if following is None or _origin(following.url) != _origin(self.base):
                break
            request = following
        raise SourceError(
            _("{name} sends on to another place, which is not followed.", name=self.name),
            _("Try again later; if it stays so, please report it."),
        )

    def _check_status(self, response: requests.Response) -> None:
        status = response.status_code
        if status == 200:
            return
        if status == 404:
            raise FoodNotFoundError(
                _("{name} has no such food.", name=self.name), _("Check the number, or search by words.")
            )
        if status in (401, 403):
            raise SourceError(
                _("{name} does not accept the key.", name=self.name),
                _("Check the key, or ask for a new one; it is free."),
            )
        if status == 429:
            raise SourceError(_("{name} was asked too often.", name=self.name), _wait_words(response))
        raise SourceError(
            _("{name} has a fault of its own (status {status}).", name=self.name, status=status),
            _("Try again later; all else works without it."),
        )

    def _body(self, response: requests.Response, deadline: float) -> bytes:
        parts, size = [], 0
        while chunk := response.raw.read1(_CHUNK, decode_content=True):
            parts.append(chunk)
            size += len(chunk)
            if size > self.limits.most_bytes:
                raise self._strange(_("its answer is too large"))
            if time.monotonic() > deadline:
                raise self._late()
        return b"".join(parts)

    def _json(self, response: requests.Response, body: bytes) -> Any:
        kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
        if kind != "application/json":
            raise self._strange(_("its answer is no JSON"))
        try:
            return json.loads(body.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            raise self._strange(_("its answer is no JSON")) from None

    def _strange(self, what: str) -> SourceError:
        return SourceError(
            _("{name} answers strangely: {what}.", name=self.name, what=what),
            _("Try again later; all else works without it."),
        )

    def _late(self) -> SourceError:
        return SourceError(
            _("{name} takes too long to answer.", name=self.name),
            _("Try again later; all else works without it."),
        )


def user_agent() -> str:
    """Return what the program calls itself; nothing of the person who runs it.

    Examples
    --------
    >>> user_agent().startswith("CrampPlanner/")
    True
    """
    try:
        number = version("cramp-planner")
    except PackageNotFoundError:
        number = "0"
    return f"CrampPlanner/{number} (cramp-planner; diet planner, open source)"


def _origin(url: str | None) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url or "")
    try:
        return parts.scheme, parts.hostname, parts.port
    except ValueError:
        return "", None, None


def _wait_words(response: requests.Response) -> str:
    try:
        wait = Retry().get_retry_after(response.raw)
    except (HTTPError, OverflowError, ValueError):
        wait = None
    if not wait:
        return _("Try again in an hour.")
    minutes = math.ceil(wait / 60)
    return plural("Try again in {n} minute.", "Try again in {n} minutes.", minutes)
