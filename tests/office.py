"""One headless LibreOffice for the whole test session; tests open and close documents in it."""

import atexit
import subprocess
from functools import cache
from pathlib import Path

import pytest

from jixiao.engines.libreoffice import application

SECONDS = 120
needs_office = pytest.mark.needs("office")


@cache
def shared_office() -> str:
    """The address of the session's application; it ends with the session."""
    own = application.start_own()
    atexit.register(application.end, own)
    return own.address


def saved_again(path: Path, folder: Path) -> Path:
    """The file as LibreOffice saves it, unedited, in the same format, in a folder of its own."""
    profile = f"-env:UserInstallation={(folder / '用户').as_uri()}"
    command = [
        application.soffice(),
        profile,
        "--headless",
        "--convert-to",
        path.suffix[1:],
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return folder / path.name
