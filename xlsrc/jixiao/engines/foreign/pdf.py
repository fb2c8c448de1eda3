"""The text of a PDF by pdftotext (poppler-utils), which runs apart, within limits of time, memory and text."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from jixiao.engines.errors import UnusableWorkbook

SECONDS = 60
MEGABYTES = 1000  # of addresses
MOST = 20_000_000  # bytes of text: a report of a thousand pages has two million
NO_PROGRAM = "【{name}】读 PDF 需要 pdftotext（poppler-utils），这台机器上没有。请改用 .docx 或 .xlsx。"
TOO_MUCH = "【{name}】里的内容异常多，没有读完。请核对是不是报送件，或改用 .docx、.xlsx。"
NO_TEXT = "【{name}】读不出文字：不是完好的 PDF，或是扫描件。请改用 .docx 或 .xlsx。"


def pdf_text(path: Path, order: Literal["raw", "layout"]) -> str:
    """`raw`: in the order of writing; `layout`: as it stands on the page.

    UnusableWorkbook where the program is missing, the file is no PDF or has no text, or it takes too long or too much.
    """
    program = shutil.which("pdftotext")
    if program is None:
        raise UnusableWorkbook(NO_PROGRAM.format(name=path.name))
    command = [program, f"-{order}", "-enc", "UTF-8", str(path.absolute()), "-"]
    try:
        ran = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, preexec_fn=_limit())
    except subprocess.TimeoutExpired as error:
        raise UnusableWorkbook(TOO_MUCH.format(name=path.name)) from error
    if len(ran.stdout) > MOST or ran.returncode < 0:
        raise UnusableWorkbook(TOO_MUCH.format(name=path.name))
    text = ran.stdout.decode("utf-8", "replace")
    if ran.returncode or not text.strip():
        raise UnusableWorkbook(NO_TEXT.format(name=path.name))
    return text


def _limit() -> Callable[[], None] | None:
    """What the child does before it begins: nothing where the system knows no such limit (Windows)."""
    if sys.platform == "win32":
        return None
    import resource

    most = MEGABYTES * 2**20
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most))
