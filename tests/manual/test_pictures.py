"""The script makes the pictures that are committed; where LibreOffice or the fonts are not there, it can't."""

from collections.abc import Callable
from pathlib import Path

import pytest
from paper import RED, as_png, marked, schematic, wrapped
from photos import of_blank
from pictures import FOLDER, photographs
from PIL import Image, ImageChops, ImageColor, ImageStat
from schemes import DRAWN

pytestmark = pytest.mark.needs("fonts")
NEAR = 4.0  # of 255, on average: fonts and LibreOffice of another version


def difference(image: Image.Image, path: Path) -> float:
    with Image.open(path) as committed:
        assert committed.size == image.size or committed.width == 900
        same = image.convert("RGB").resize(committed.size)
        return max(ImageStat.Stat(ImageChops.difference(same, committed.convert("RGB"))).mean)


ON_ITS_OWN = [
    pytest.param(*one, marks=pytest.mark.needs("office") if one[0] == "Linux-安装" else ()) for one in DRAWN.items()
]


@pytest.mark.parametrize(("name", "draw"), ON_ITS_OWN, ids=DRAWN)
def test_drawings_are_up_to_date(name: str, draw: Callable[[], Image.Image]) -> None:
    assert difference(schematic(draw()), FOLDER / f"{name}.png") < NEAR, "run tests/manual/pictures.py"


@pytest.mark.needs("screen")
def test_photographs_are_up_to_date() -> None:
    made = dict(photographs([of_blank]))
    assert set(made) == {"首页", "填表-提示", "打开-启用内容"}
    for name, image in made.items():
        assert difference(image, FOLDER / f"{name}.png") < NEAR, f"{name}: run tests/manual/pictures.py"


def test_a_frame_is_red_and_leaves_the_rest() -> None:
    blank = Image.new("RGB", (80, 60), "white")
    done = marked(blank, [((20, 20, 60, 40), 0)])
    assert done.getpixel((40, 17)) == ImageColor.getrgb(RED)
    assert done.getpixel((40, 30)) == done.getpixel((5, 5)) == (255, 255, 255)


def test_no_line_begins_with_a_closing_mark() -> None:
    lines = wrapped("先保存，再关闭工作簿，最后按校验。" * 3, 120)
    assert "".join(lines) == "先保存，再关闭工作簿，最后按校验。" * 3
    assert len(lines) > 3
    assert not [line for line in lines if line[0] in "，。"]


def test_a_picture_too_rich_for_its_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="bytes with 16 colours"):
        as_png(Image.effect_noise((900, 900), 100).convert("RGB"))
