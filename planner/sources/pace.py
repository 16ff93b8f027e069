"""How often a service may be asked."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field


@dataclass
class Pace:
    """At most so many requests in any stretch of so many seconds, for this program.

    Examples
    --------
    >>> pace = Pace(1, 60)
    >>> import time
    >>> pace.wait(time.monotonic() + 1), pace.wait(time.monotonic() + 1)
    (True, False)
    """

    most: int
    seconds: float
    _times: deque[float] = field(default_factory=deque, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def wait(self, deadline: float) -> bool:
        """Wait for a turn; False, at once, where none comes before the deadline (of ``time.monotonic``)."""
        with self._lock:
            now = time.monotonic()
            while self._times and self._times[0] <= now - self.seconds:
                self._times.popleft()
            turn = now if len(self._times) < self.most else self._times[-self.most] + self.seconds
            if turn >= deadline:
                return False
            self._times.append(turn)
        time.sleep(max(0.0, turn - time.monotonic()))
        return True
