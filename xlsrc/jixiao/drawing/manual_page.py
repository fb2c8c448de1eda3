"""The manual as one HTML file that any browser opens: the text of workbook/使用手册.md, pictures inside."""

import base64
import re
from collections.abc import Sequence
from html import escape
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from jixiao import resources
from jixiao.drawing.manual import NAME, manual_text
from jixiao.files import Document

TITLE = Path(NAME).stem

PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title>
<style>
body {{ font: 16px/1.7 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif; color: #222;
  max-width: 52em; margin: 2em auto; padding: 0 1em; }}
h1, h2 {{ color: #1f4e79; }} h2 {{ border-bottom: 1px solid #cfd8e3; margin-top: 2em; }}
table {{ border-collapse: collapse; margin: 1em 0; }} th {{ background: #eaf1f8; white-space: nowrap; }}
th, td {{ border: 1px solid #b8c4d0; padding: .35em .7em; text-align: left; vertical-align: top; }}
img {{ max-width: 100%; border: 1px solid #cfd8e3; }} figure {{ margin: .8em 0 1.4em; }}
figcaption {{ color: #555; font-size: 14px; }} nav {{ background: #f4f7fa; padding: .3em 1.5em; columns: 2; }}
nav p {{ margin: .3em 0; break-inside: avoid; }} nav a {{ color: #1f4e79; text-decoration: none; }} code {{ background: #f2f2f2; padding: 0 .25em; }}
@media print {{ body {{ margin: 0; max-width: none; font-size: 11pt; }} }}
</style>
</head>
<body>
{body}</body>
</html>
"""

FIRST_CHAPTER = '<h2 id="c1">'

_PICTURE = re.compile(r'<p><img src="(?!data:)([^"]+)" alt="([^"]*)" /></p>')

TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".svg": "image/svg+xml"}


def as_html(text: str, folder: Path) -> str:
    """Markdown as a page of its own, with a list of its chapters; pictures are looked for under `folder` and put into
    it, each with its words below it."""
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(text)
    contents = _contents(tokens)
    body = parser.renderer.render(tokens, parser.options, {})
    body = body.replace(FIRST_CHAPTER, contents + FIRST_CHAPTER, 1)
    return PAGE.format(name=TITLE, body=_PICTURE.sub(lambda found: _figure(folder, found[1], found[2]), body))


def _contents(tokens: Sequence[Token]) -> str:
    """Links to the chapters, whose headings get ids."""
    chapters = [(head, words) for head, words in pairwise(tokens) if (head.type, head.tag) == ("heading_open", "h2")]
    for number, (head, _) in enumerate(chapters, 1):
        head.attrSet("id", f"c{number}")
    links = (f'<p><a href="#c{n}">{escape(words.content)}</a></p>\n' for n, (_, words) in enumerate(chapters, 1))
    return f"<nav>\n{''.join(links)}</nav>\n"


def _figure(folder: Path, source: str, words: str) -> str:
    return f'<figure><img src="{_data(folder, source)}" alt="{words}"><figcaption>{words}</figcaption></figure>'


def _data(folder: Path, source: str) -> str:
    from urllib.parse import unquote

    path = folder / unquote(source)
    return f"data:{TYPES[path.suffix.lower()]};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"


def manual() -> Document:
    """The manual as it is handed out. FileNotFoundError: a picture it names doesn't exist."""
    return Document(f"{TITLE}.html", as_html(manual_text(), resources.workbook()).encode())
