"""The manual as one file for any browser."""

import base64
import re

import pytest

from jixiao.drawing.manual_page import as_html, manual

PNG = b"\x89PNG stand-in"
TEXT = "# 手册\n\n<!-- 给程序看的 -->\n\n| 看到的 | 怎么办 |\n|---|---|\n| 黄条 | 点【启用内容】 |\n\n![首页](pictures/%E9%A6%96%E9%A1%B5.png)\n"


def test_tables_and_pictures_are_in_the_page(tmp_path):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "首页.png").write_bytes(PNG)
    page = as_html(TEXT, tmp_path)
    assert "<td>黄条</td>\n<td>点【启用内容】</td>" in page
    assert f'<img src="data:image/png;base64,{base64.b64encode(PNG).decode()}" alt="首页"' in page
    assert "&lt;!--" not in page
    assert '<meta charset="utf-8">' in page


def test_a_picture_that_does_not_exist_is_a_fault(tmp_path):
    with pytest.raises(FileNotFoundError):
        as_html(TEXT, tmp_path)


def test_the_shipped_manual_needs_no_other_file():
    document = manual()
    page = document.content.decode()
    assert document.name == "使用手册.html"
    assert "<h1>使用手册</h1>" in page
    assert not re.search(r'(?:src|href)="(?!data:|#|https?:|mailto:)', page)
