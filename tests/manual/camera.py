"""Windows of LibreOffice on a virtual screen, photographed; places on the picture by cell."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop import Desktop
from paper import WIDEST, Box
from PIL import Image, ImageChops, ImageGrab

from jixiao.drawing.home import NOTICE
from jixiao.forms.names import HOME
from jixiao.forms.outputs import NOTICE_ROW

BUTTON_ROW = 10  # of 首页, as jixiao.drawing.home draws it
REST = 0.4  # seconds without a change on the screen


class Camera(Desktop):
    """A desktop that is photographed."""

    program = Path(__file__).with_name("photographer.py")

    @contextmanager
    def opened(self, path: Path, *, notice: bool = False, button_row: int = BUTTON_ROW) -> Iterator[None]:
        """A workbook in a bare window, as Excel shows it where macros run (or, with the notice, where they don't)."""
        self("open", str(path), False)
        if HOME in self("sheets"):
            self("as_in_excel", HOME, NOTICE_ROW, NOTICE if notice else "", button_row)
        yield
        self.dismiss()
        self.until(lambda: self("close"))

    def arrange(
        self, sheet: str, height: int = 560, zoom: int = 80, top: int = 1, left: int = 1, width: int = WIDEST
    ) -> None:
        """Turn to a sheet; which row and column come first below and right of what is frozen. Pixels of the screen:
        a window wider than WIDEST is photographed smaller."""
        self.size, self.scale = (width, height), WIDEST / width
        self("frame", width, height, zoom)
        self("scroll", sheet, top, left)

    def window(self) -> Image.Image:
        """The workbook's window, when it has come to rest."""
        whole = self._rested().crop((0, 0, *self.size))
        return whole.resize((WIDEST, round(self.size[1] * self.scale)), Image.Resampling.LANCZOS)

    def message(self) -> Image.Image:
        """The message box that comes up; it is closed."""
        self.until(lambda: self("box_of_message"))
        picture = self._rested().crop(tuple(self("box_of_message")))
        self.dismiss()
        return picture

    def cells(self, sheet: str, cells: str) -> Box:
        """Where visible cells are on the picture."""
        return self._on_picture(self("box", sheet, cells))

    def button(self, label: str) -> Box:
        """Where a form button is on the picture."""
        return self._on_picture(self("button_box", label))

    def go_to(self, sheet: str, cell: str) -> None:
        """Click a visible cell."""
        left, top, right, bottom = self("box", sheet, cell)
        self.click((left + right) // 2, (top + bottom) // 2)

    def _on_picture(self, box: list[int]) -> Box:
        left, top, right, bottom = (round(edge * self.scale) for edge in box)
        return left, top, right, bottom

    def pressed(self, label: str, shows: str) -> None:
        """Click a button of 首页 and wait until the press is over: it ends by showing its sheet."""
        self("show", HOME)
        self.click(*self("place", label))
        self.until(lambda: self("active") == shows)

    def _rested(self) -> Image.Image:
        before = self._grabbed()
        while True:
            time.sleep(REST)
            now = self._grabbed()
            if ImageChops.difference(before, now).getbbox() is None:
                return now
            before = now

    def _grabbed(self) -> Image.Image:
        return ImageGrab.grab(xdisplay=self.display).convert("RGB")
