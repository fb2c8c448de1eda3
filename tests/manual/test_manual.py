"""The manual against the product: what it names exists, every step has its picture, every picture is used."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from PIL import Image
from schemes import DRAWN, ON_PHOTOGRAPHS

import jixiao
from jixiao import resources
from jixiao.actions import ACTIONS
from jixiao.bureau.ledger import names
from jixiao.cli.main import main
from jixiao.drawing.manual import TABLE_BEGINS, manual_text
from jixiao.drawing.part_workbook import COVER
from jixiao.engines import open_port
from jixiao.forms.names import CARRIED, GUIDE
from jixiao.functions.catalog import FUNCTIONS
from jixiao.resources import BLANK_NAME
from jixiao.setup import bundle

FOLDER = resources.workbook("pictures")
TEXT = manual_text().partition(TABLE_BEGINS)[0]
TREE = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(TEXT))
OTHERS = set(
    "启用内容 解除锁定 确定 属性 另存为 全部解压缩 提取 更多信息 仍要运行 显示更多选项 选择性粘贴 数值 插入 发送 发送到 移动或复制 建立副本"
    " 是 否 保存 公式 插入函数 文件".split()
) | {"Install Now"}
"""Words of Windows and Excel."""
WINDOWS = {"下载", "保存类型", "文档", "Windows 已保护你的电脑", "示意图", "高级", "2024_某某单位_绩效自评", "→"}


def pictures() -> list[tuple[str, str]]:
    """(name, words) of each picture in the manual."""
    return re.findall(r"!\[([^]]*)\]\(pictures/([^)]+)\.png\)", TEXT)


@pytest.fixture(scope="module")
def sources() -> str:
    """Everything that the product says, as text: code, forms, macros' messages, set-up scripts, the blank workbook."""
    roots = (Path(jixiao.__file__).parent, resources.templates(), resources.workbook("vba"))
    kinds = (".py", ".toml", ".cmd", ".txt")
    files = [path for root in roots for path in sorted(root.rglob("*")) if path.suffix in kinds]
    return "\n".join([*(path.read_text(encoding="utf-8") for path in files), *cells_of_blank()])


def cells_of_blank() -> list[str]:
    """Every text of the blank workbook but for 填报说明, which is the manual's own."""
    port = open_port(resources.workbook(BLANK_NAME))
    sheets = [name for name in port.sheet_names() if name != GUIDE]
    cells = [str(value) for name in sheets for row in port.used_block(name).values for value in row if value]
    port.close()
    return cells


def test_every_picture_named_exists_and_every_picture_is_named() -> None:
    named = {name for _, name in pictures()}
    assert named == {path.stem for path in FOLDER.iterdir()}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.png")), ids=lambda path: path.stem)
def test_pictures_are_small(path: Path) -> None:
    with Image.open(path) as image:
        assert image.width <= 900
    assert path.stat().st_size <= 120 * 1024


def test_drawings_and_only_drawings_say_so() -> None:
    said = {name for words, name in pictures() if words.endswith("（示意图）")}
    assert said == {*DRAWN, *ON_PHOTOGRAPHS}
    assert all(words for words, _ in pictures())


def ordered_items() -> list[SyntaxTreeNode]:
    return [item for node in TREE.walk() if node.type == "ordered_list" for item in node.children]


def test_every_numbered_step_has_a_picture() -> None:
    """In the step, or below the list with the step's mark on it."""
    items = ordered_items()
    without = [item for item in items if not any(node.type == "image" for node in item.walk())]
    assert len(items) > 35
    for item in without:
        text = next(node.content for node in item.walk() if node.type == "inline")
        below = item.parent.next_sibling
        picture = next((node for node in below.walk() if node.type == "image"), None) if below else None
        marks = re.findall("图中([①-⑨])", text)
        assert marks, f"{text}: no picture"
        assert picture is not None, f"{text}: no picture below"
        assert set(marks) <= set(picture.content), f"{text}: no such mark"


def test_marks_count_from_one() -> None:
    for words, name in pictures():
        marks = re.findall("[①-⑫]", words)
        assert marks == list("①②③④⑤⑥⑦⑧⑨⑩⑪⑫"[: len(marks)]), name


def test_every_button_named_exists() -> None:
    known = {action.label for action in ACTIONS} | {"绩效自评"} | OTHERS
    assert set(re.findall("【([^】]+)】", TEXT)) - known == set()
    assert [action.label for action in ACTIONS if action.label not in TEXT] == []


def test_every_sheet_named_exists(blank: Path) -> None:
    port = open_port(blank)
    known = {*port.sheet_names(), CARRIED, COVER, *names.SHEETS}
    port.close()
    assert set(re.findall("《([^》]+)》", TEXT)) - known == set()


def test_everything_quoted_is_said_by_the_product(sources: str) -> None:
    """Messages, columns, things to click: what stands in “ ”."""
    quoted = set(re.findall("“([^“”]+)”", re.sub(r"^\| `.*$", "", TEXT, flags=re.MULTILINE)))
    assert len(quoted) > 40
    assert sorted(words for words in quoted - WINDOWS if words not in sources) == []


def test_the_list_of_files_is_the_bundle() -> None:
    chapter = TEXT.split("## 一、")[1].split("## 二、")[0]
    listed = re.findall(r"^\| `([^`]+)` \|", chapter, flags=re.MULTILINE)
    assert sorted(listed) == sorted([*(name for name, _ in bundle.documents()), bundle.FILES.name])
    assert f"`{bundle.bundle_name()}`" in chapter


def test_the_functions_are_those_of_the_add_in() -> None:
    listed = re.findall(r"^\| `=(\S+?)\((.*?)\)` \|", TEXT, flags=re.MULTILINE)
    needed = [(one.name, ", ".join(a.name for a in one.arguments if not a.optional)) for one in FUNCTIONS]
    assert listed == needed


def test_commands_named_exist() -> None:
    named = set(re.findall(r"`jixiao (\w+)", TEXT))
    assert named
    assert named <= set(main.commands)


def test_chapters_are_counted() -> None:
    numbers = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九".split()
    assert re.findall(r"^## (.+?)、", manual_text(), flags=re.MULTILINE) == numbers
    assert set(re.findall("第(.{1,2})章", TEXT)) <= set(numbers)
