"""Microsoft's OpenXmlValidator, where it is installed (.ci/run does); a missing tool fails in CI and skips elsewhere."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

_CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
VALIDATOR = _CACHE / "jixiao" / "ooxml-validator" / "node_modules" / ".bin" / "ooxml-validator"


def require(found: object, what: str) -> None:
    """Skip where a tool is missing, but never in CI."""
    if found:
        return
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing in CI")
    pytest.skip(f"{what} is not installed")


def errors_in(path: Path) -> list[object]:
    """What the validator finds wrong in a file."""
    require(VALIDATOR.exists(), "ooxml-validator")
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    ran = subprocess.run(
        [VALIDATOR, path.resolve()], capture_output=True, text=True, env=environment, timeout=120, check=False
    )
    found: list[object] = json.loads(ran.stdout)["errors"]
    return found


def printed(folder: Path, *paths: Path) -> list[Path]:
    """Workbooks and documents as PDF in the folder, through one LibreOffice; poppler-utils are there as well."""
    require(shutil.which("soffice"), "LibreOffice")
    require(shutil.which("pdftoppm"), "poppler-utils")
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *paths]
    subprocess.run(convert, capture_output=True, timeout=180, check=True)
    shutil.rmtree(folder / "profile", ignore_errors=True)
    return [folder / f"{path.stem}.pdf" for path in paths]


def pictures_of(path: Path, folder: Path, dpi: int = 60) -> list[Path]:
    """Every printed page of a workbook or document as PNG."""
    (pdf,) = printed(folder, path)
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", pdf, folder / "page"], timeout=120, check=True)
    return sorted(folder.glob("page-*.png"))
