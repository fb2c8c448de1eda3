"""Pictures of the printed sheets for README: `uv run python tests/pictures.py`. Needs LibreOffice and ImageMagick.

首页.png is a window of LibreOffice under Xvfb, cut by hand.
"""

import subprocess
import tempfile
from pathlib import Path

from books import filled
from jixiao import resources
from jixiao.build.making import SAMPLE_NAME
from validator import pictures_of


def main() -> None:
    """评分表 and 汇总 as they print."""
    out = resources.workbook("pictures")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = folder / "样例.xlsm"
        filled(resources.workbook("samples", SAMPLE_NAME), book)
        pages = pictures_of(book, folder / "页", dpi=80)
        for page, title in ((-4, "评分表"), (-2, "汇总")):
            subprocess.run(
                ["convert", pages[page], "-trim", "-bordercolor", "white", "-border", "12", out / f"{title}.png"],
                check=True,
            )


if __name__ == "__main__":
    main()
