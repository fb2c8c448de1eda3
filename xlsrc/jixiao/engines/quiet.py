"""Screen updating and events off while a press writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings as xw


@contextmanager
def quiet(app: "xw.App") -> Iterator[None]:
    """Screen updating and events off for the press, as they were afterwards whatever happens."""
    updating, events = app.screen_updating, app.enable_events
    app.screen_updating = app.enable_events = False
    try:
        yield
    finally:
        app.screen_updating, app.enable_events = updating, events
