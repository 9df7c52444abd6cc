"""Trying again: how often, after which pauses, and for how long a server may ask us to wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from email.utils import mktime_tz, parsedate_tz
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception
from tenacity.wait import wait_random_exponential

from kg.web.manners import Manners

__all__ = ["AGAIN", "asked_pause", "patiently"]

AGAIN = frozenset({429, 500, 502, 503, 504})
"""Statuses after which the same question may be answered later (RFC 9110, 15.5 and 15.6)."""

Result = TypeVar("Result")


def patiently(
    once: Callable[[], Result],
    *,
    manners: Manners,
    can_help: Callable[[BaseException], bool],
    asked: Callable[[BaseException], float | None],
    sleep: Callable[[float], None] = time.sleep,
) -> Result:
    """Do something until it succeeds, or fails in a way that no other try can help; the last error.

    The pauses grow, and are drawn by chance, so that many clients do not come together; `asked` is
    how long the server itself wants us to wait: one that wants more than we have is given up.
    """
    growing = wait_random_exponential(multiplier=1, max=manners.patience)

    def wanted(state: RetryCallState) -> float | None:
        error = state.outcome.exception() if state.outcome else None
        return None if error is None else asked(error)

    def pause(state: RetryCallState) -> float:
        seconds = wanted(state)
        return growing(state) if seconds is None else seconds

    def is_enough(state: RetryCallState) -> bool:
        # who asks again before the time that a server wants is shut out by some for a day
        longer = (wanted(state) or 0.0) > manners.patience
        return longer or state.attempt_number >= manners.attempts

    retrying = Retrying(
        stop=is_enough,
        retry=retry_if_exception(can_help),
        wait=pause,
        sleep=sleep,
        reraise=True,
    )
    return retrying(once)


def asked_pause(wanted: str | None, date: str | None) -> float | None:
    """The seconds that a server asks us to wait (RFC 9110, 10.2.3), by its Retry-After and Date."""
    text = (wanted or "").strip()
    if text.isdigit():
        return float(text)
    until, sent = parsedate_tz(text), parsedate_tz(date or "")
    # by the server's own clock
    return max(0.0, mktime_tz(until) - mktime_tz(sent)) if until and sent else None
