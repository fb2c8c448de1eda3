"""Libraries without pandas and numpy: xlwings and openpyxl load these where they are, for tables that no press uses."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

TABLES = ("pandas", "numpy")


@contextmanager
def without_tables() -> Iterator[None]:
    """Within the block pandas and numpy can't be imported, afterwards they can: half of a press's time, for nothing.

    Where they are loaded already they stay; xlwings then converts frames. A library is bound by its first import.
    """
    hidden = [name for name in TABLES if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None is how Python marks them
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
