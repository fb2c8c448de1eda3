"""What a trial is given: a fresh workbook in a folder of its own, and the engine to open it with."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.selftest.book import NAME, write_book

if TYPE_CHECKING:
    import xlwings as xw


@dataclass
class Desk:
    """`open_book` opens a path on the engine under test; `folder` is the trial's own."""

    folder: Path
    open_book: "Callable[[Path], xw.Book]"
    _opened: "list[xw.Book]" = field(default_factory=list)

    @cached_property
    def path(self) -> Path:
        """The small workbook of book.py, closed."""
        return write_book(self.folder / NAME)

    @cached_property
    def book(self) -> "xw.Book":
        """The small workbook, open."""
        return self.open(self.path)

    def open(self, path: Path) -> "xw.Book":
        """Open a workbook; it is closed when the trial is over."""
        book = self.open_book(path)
        self._opened.append(book)
        return book

    def saved_and_reopened(self) -> "xw.Book":
        """The small workbook as it stands in the file after saving and closing."""
        self.book.save()
        self.close()
        return self.open(self.path)

    def close(self) -> None:
        """Close what is open, without saving."""
        while self._opened:
            self._opened.pop().close()


@contextmanager
def desk(open_book: "Callable[[Path], xw.Book]", place: Path | None = None) -> Iterator[Desk]:
    """A desk with a temporary folder (inside `place`); everything is closed and removed afterwards."""
    with tempfile.TemporaryDirectory(dir=place, prefix="jixiao-", ignore_cleanup_errors=True) as folder:
        set_up = Desk(Path(folder).resolve(), open_book)
        try:
            yield set_up
        finally:
            set_up.close()
