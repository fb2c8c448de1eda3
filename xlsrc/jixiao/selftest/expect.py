"""Assertions that say what they found: plain `assert` tells nothing without pytest, and nothing at all under -O."""

import re
from collections.abc import Iterator
from contextlib import contextmanager


class Mismatch(AssertionError):  # noqa: N818 - reads as what it is
    """What was found isn't what was expected."""


def equal(found: object, expected: object) -> None:
    """Mismatch unless both are equal."""
    if found != expected:
        raise Mismatch(f"应为 {expected!r}，实为 {found!r}")


@contextmanager
def refused(kind: type[Exception], pattern: str = "") -> Iterator[None]:
    """Mismatch unless the block raises `kind` with a text that `pattern` finds; other exceptions pass through."""
    try:
        yield
    except Mismatch:
        raise
    except kind as error:
        if not re.search(pattern, str(error)):
            raise Mismatch(f"报错应含 {pattern!r}，实为 {error}") from error
    else:
        raise Mismatch(f"应报 {kind.__name__}，却没有报错")
