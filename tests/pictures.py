"""README's pictures from the real workbook: `uv run python tests/pictures.py`. Needs LibreOffice, Xvfb, ImageMagick."""

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from books import filled
from jixiao import resources
from jixiao.build.making import SAMPLE_NAME
from validator import pictures_of

DISPLAY, SIZE, START_SECONDS = ":93", "1280x900", 30
SHEET_AREA = "990x770+38+110"


def main() -> None:
    """首页 as it looks on screen, 评分表 and 汇总 as they print."""
    out = resources.workbook("pictures")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = folder / "样例.xlsm"
        filled(resources.workbook("samples", SAMPLE_NAME), book)
        screen(book, out / "首页.png", folder)
        pages = pictures_of(book, folder / "页", dpi=80)
        for page, title in ((-4, "评分表"), (-2, "汇总")):
            subprocess.run(
                ["convert", pages[page], "-trim", "-bordercolor", "white", "-border", "12", out / f"{title}.png"],
                check=True,
            )


def screen(book: Path, picture: Path, folder: Path) -> None:
    """A window on a virtual screen, cut to the sheet."""
    environment = {**os.environ, "DISPLAY": DISPLAY}
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    window = ["soffice", profile, "--norestore", "--nologo", "--nofirststartwizard", "--calc", book]
    with subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", f"{SIZE}x24"], stderr=subprocess.DEVNULL) as server:
        time.sleep(1)
        office = subprocess.Popen(
            window, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(START_SECONDS)
        cut = ["-crop", SHEET_AREA, "+repage"]
        subprocess.run(["import", "-window", "root", *cut, picture], env=environment, check=True, timeout=30)
        os.killpg(office.pid, signal.SIGKILL)
        server.kill()


if __name__ == "__main__":
    main()
