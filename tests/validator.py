"""Microsoft's OpenXmlValidator, and LibreOffice as a printer. Who uses them says so: `needs_validator`, `needs_printer`."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from jixiao.engines.libreoffice import application
from needs import VALIDATOR

needs_validator = pytest.mark.needs("validator")
needs_printer = pytest.mark.needs("office", "poppler")


def errors_in(path: Path) -> list[object]:
    """What the validator finds wrong in a file."""
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    ran = subprocess.run(
        [VALIDATOR, path.resolve()], capture_output=True, text=True, env=environment, timeout=120, check=False
    )
    found: list[object] = json.loads(ran.stdout)["errors"]
    return found


def printed(folder: Path, *paths: Path) -> list[Path]:
    """Workbooks and documents as PDF in the folder, through one LibreOffice."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    convert = [application.soffice(), profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *paths]
    subprocess.run(convert, capture_output=True, timeout=180, check=True)
    shutil.rmtree(folder / "profile", ignore_errors=True)
    return [folder / f"{path.stem}.pdf" for path in paths]


def pictures_of(path: Path, folder: Path, dpi: int = 60) -> list[Path]:
    """Every printed page of a workbook or document as PNG."""
    (pdf,) = printed(folder, path)
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", pdf, folder / "page"], timeout=120, check=True)
    return sorted(folder.glob("page-*.png"))
