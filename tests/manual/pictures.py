"""Make every picture of the manual anew: `uv run python tests/manual/pictures.py`.

Photographs of LibreOffice under Xvfb, and drawings of what happens on Windows. Needs what .ci/run installs.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "application")]

from camera import Camera  # noqa: E402
from desktop import virtual_screen  # noqa: E402
from paper import save  # noqa: E402
from photos import PHOTOGRAPHS, Pictures  # noqa: E402
from schemes import drawings  # noqa: E402

from jixiao import resources  # noqa: E402

FOLDER = resources.workbook("pictures")


@contextmanager
def studio(folder: Path) -> Iterator[Camera]:
    """A camera on a screen of its own."""
    process, display = virtual_screen()
    camera = Camera(folder, display)
    try:
        yield camera
    finally:
        camera.end()
        process.kill()
        process.wait()


def photographs(functions: Sequence[Callable[[Camera, Path], Pictures]] = PHOTOGRAPHS) -> Pictures:
    """The pictures of some functions, each with a folder for its workbooks."""
    with tempfile.TemporaryDirectory() as name, studio(Path(name)) as camera:
        for function in functions:
            folder = Path(name) / function.__name__
            folder.mkdir()
            yield from function(camera, folder)


def main() -> None:
    """All of them into workbook/pictures; what is no longer made is taken away."""
    made = set()
    for pictures in (photographs(), drawings()):
        for name, image in pictures:
            path = FOLDER / f"{name}.png"
            save(image, path)
            made.add(path)
            print(f"{path.name}　{image.width}×{image.height}　{path.stat().st_size // 1024} KB")
    for path in set(FOLDER.glob("*.png")) - made:
        path.unlink()
        print(f"{path.name}　taken away")


if __name__ == "__main__":
    main()
