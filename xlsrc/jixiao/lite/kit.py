"""What a user of xlwings Lite is given: main.py, requirements.txt, the program as a .zip, an unprotected workbook.

Only what runs inside Pyodide goes in: the standard library and lark, no lxml, no pandas, nothing of a platform.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path

from jixiao import resources
from jixiao.build.finish import with_parts
from jixiao.files import write_whole
from jixiao.lite.main_source import BUNDLE, main_source

__all__ = ["MAIN", "REQUIREMENTS", "bundle", "main_source", "requirements", "unprotected", "write_kit"]

PACKAGES = "values findings forms criteria frameworks snapshot checks evaluation fill functions lite".split()
MODULES = (
    "__init__ actions buttons press resources engines/__init__ engines/errors engines/port engines/reading".split()
)
MODULES += ["engines/writing"]
LEFT_OUT = {"functions/excel.py", "lite/kit.py", "lite/main_source.py"}
TEMPLATES = ("forms", "frameworks", "narrative")
NEEDED = ("xlwings", "lark")
MAIN, REQUIREMENTS, GUIDE = "main.py", "requirements.txt", "说明.md"
_WHEN = (1980, 1, 1, 0, 0, 0)
_REQUIREMENT = re.compile(r"([\w-]+)\s*\(?([<>=!~][^;)]*)")
_PROTECTION = re.compile(rb"<sheetProtection[^>]*/>")


def write_kit(folder: Path, workbook: Path) -> list[Path]:
    """Write the kit for `workbook` into `folder`, which is made; gives the files. OSError as usual."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        MAIN: main_source().encode(),
        REQUIREMENTS: requirements().encode(),
        GUIDE: resources.workbook("lite", GUIDE).read_bytes(),
        BUNDLE: bundle(),
        workbook.name: unprotected(workbook.read_bytes()),
    }
    for name, content in files.items():
        write_whole(folder / name, content)
    return [folder / name for name in files]


def requirements() -> str:
    """What Lite installs from PyPI, in the ranges of this package."""
    parts = [_REQUIREMENT.match(one) for one in requires("jixiao") or ()]
    bounds = {part[1]: ",".join(sorted(part[2].split(","), reverse=True)) for part in parts if part}
    return "".join(f"{name}{bounds[name]}\n" for name in NEEDED)


def bundle() -> bytes:
    """The program and its templates as they lie in an installed package. Same files, same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, path in sorted(_members()):
            package.writestr(zipfile.ZipInfo(name, _WHEN), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _members() -> Iterator[tuple[str, Path]]:
    program = Path(__file__).parents[1]
    for module in MODULES:
        yield f"jixiao/{module}.py", program / f"{module}.py"
    for package in PACKAGES:
        yield from _files(program / package, f"jixiao/{package}")
    for part in TEMPLATES:
        yield from _files(resources.templates(part), f"jixiao/_data/templates/{part}")


def _files(folder: Path, into: str) -> Iterator[tuple[str, Path]]:
    for path in folder.rglob("*"):
        name = f"{into}/{path.relative_to(folder).as_posix()}"
        if path.is_file() and "__pycache__" not in path.parts and name.removeprefix("jixiao/") not in LEFT_OUT:
            yield name, path


def unprotected(package: bytes) -> bytes:
    """The workbook with no sheet protected: Lite has no way to write into protected sheets. All else stays."""
    return with_parts(package, lambda name, part: _PROTECTION.sub(b"", part) if _is_sheet(name) else part)


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/") and name.endswith(".xml")
