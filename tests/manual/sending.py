"""Drawings of what leaves the workbook: 报送件, the letter, 发送到, next year. The words are the program's own."""

import tempfile
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path
from unittest.mock import Mock, patch

from click.testing import CliRunner
from paper import LINE, MUTED, wrapped
from PIL import Image
from windows import Drawn, console, explorer, framed, icon, menu, message, on, window

from books import type_into
from jixiao import resources
from jixiao.actions import SENT_TO, action_named
from jixiao.buttons import message_box as told
from jixiao.buttons.closed_files import press_file
from jixiao.cli import press as cli_press
from jixiao.drawing import manual_page as manual
from jixiao.resources import BLANK_NAME, SAMPLE_NAME
from jixiao.setup import places
from jixiao.setup.plan import entry_name

BOOK = "2024_廉江市总工会_绩效自评.xlsm"
MENDED = {("人员情况", "C22"): 28, ("收入预算", "I7"): None, ("三公及资产", "C31"): 0, ("三公及资产", "C32"): 0}
"""What makes the sample free of errors."""
NOW = datetime(2025, 7, 8, 9, 0)


def outbox() -> tuple[list[str], bytes]:
    """The names in 报送件 after 发送邮件, and the letter; all of it real."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / SAMPLE_NAME
        typed = {**MENDED, ("基本信息", "C42"): "ljjx@example.gov.cn"}
        type_into(resources.workbook("samples", SAMPLE_NAME), typed, path)
        done = press_file(action_named("mail"), path, NOW).done
        names = sorted(one.name for one in done.look_at.iterdir())
        return names, next(done.look_at.glob("*.eml")).read_bytes()


def files_to_send() -> Image.Image:
    return explorer("文档 › 绩效自评 › 报送件", outbox()[0], 860).image


def letter() -> Image.Image:
    mail = message_from_bytes(outbox()[1], policy=policy.default)
    body = mail.get_body().get_content().rstrip()
    names = [part.get_filename() for part in mail.iter_attachments()]
    lines = [part for line in body.splitlines() for part in wrapped(line, 780)]
    paper = window(860, 190 + 30 * len(names) + 26 * len(lines), str(mail["Subject"]))
    found = {"发送": (18, 48, 98, 82)}
    paper.button(found["发送"], "发送", strong=True)
    for n, (label, text) in enumerate((("收件人", mail["To"]), ("主题", mail["Subject"]))):
        paper.text(120, 46 + 32 * n, label, 14, MUTED)
        paper.text(190, 45 + 32 * n, str(text))
    y = 118
    for name in names:
        icon(paper, 190, y, Path(name).suffix)
        paper.text(220, y - 2, name, 14)
        y += 30
    paper.pen.line((18, y + 4, 842, y + 4), LINE)
    for n, line in enumerate(lines):
        paper.text(30, y + 18 + 26 * n, line)
    return framed(Drawn(paper.image, found), "发送")


def send_to() -> Image.Image:
    folder = explorer(f"文档 › {places.NAME}", [BOOK, f"{manual.TITLE}.html", BLANK_NAME], 880)
    first = menu(["打开(O)", "-", "发送到(N)›", "-", "复制(C)", "属性(R)"], "发送到(N)›")
    names = [entry_name(n, one).removesuffix(".cmd") for n, one in enumerate(SENT_TO, 1)]
    second = menu(["文档", "压缩(zipped)文件夹", *names, "邮件收件人"], names[0])
    both = on(on(folder, first, 330, 130), second, 330 + first.image.width - 4, 160)
    return framed(both, BOOK, "发送到(N)›", names[0], numbers=True)


def sent_to() -> Image.Image:
    """What 校验 of the sample says."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / BOOK
        path.write_bytes(resources.workbook("samples", SAMPLE_NAME).read_bytes())
        text = said_by_press("validate", path)
    return message(told.TITLE, text + told.OPEN_IT, ["是(Y)", "否(N)"], "i", 620).image


def desktop_icon() -> Image.Image:
    """The menu of the icon: `jixiao press ask` itself, answered with 1."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / SAMPLE_NAME
        path.write_bytes(resources.workbook("samples", SAMPLE_NAME).read_bytes())
        text = said_by_press(cli_press.ASK, path, "1\n")
    return console(places.NAME, text.partition("【")[0].rstrip() + "").image


def said_by_press(action: str, path: Path, answer: str = "") -> str:
    """What `jixiao press` prints."""
    clock = Mock(now=lambda: NOW)
    with patch.object(cli_press, "datetime", clock):
        return CliRunner().invoke(cli_press.press, [action, str(path)], input=answer).output.strip("\n")
