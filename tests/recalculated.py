"""LibreOffice calculates a workbook; what it then shows comes back. Who uses this says so: `needs_office`."""

import csv
import subprocess
from pathlib import Path

import openpyxl

from jixiao.engines.libreoffice import application


def recalculated(path: Path) -> list[list[str]]:
    """The first sheet as rows of texts. Formulas without stored result are calculated on loading."""
    _convert(path, "csv:Text - txt - csv (StarCalc):44,34,76", path.parent)
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def recalculated_book(path: Path) -> openpyxl.Workbook:
    """All sheets with the results."""
    folder = path.parent / "算好"
    _convert(path, "xlsx", folder)
    return openpyxl.load_workbook(folder / f"{path.stem}.xlsx", data_only=True)


def _convert(path: Path, to: str, folder: Path) -> None:
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [application.soffice(), profile, "--headless", "--convert-to", to, "--outdir", folder, path]
    subprocess.run(command, capture_output=True, timeout=300, check=True)
