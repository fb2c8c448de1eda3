"""What a user of xlwings Lite is given: main.py, requirements.txt, the program as a .zip, an unprotected workbook.

Only what runs inside Pyodide goes in: the standard library and lark, no lxml, no pandas, nothing of a platform.
"""

import ast
import io
import re
import zipfile
from collections.abc import Iterator
from importlib.metadata import requires
from importlib.util import resolve_name
from pathlib import Path

from jixiao import resources
from jixiao.drawing.package import with_parts
from jixiao.files import write_whole
from jixiao.lite.main_source import BUNDLE, main_source

__all__ = ["MAIN", "REQUIREMENTS", "bundle", "main_source", "requirements", "unprotected", "write_kit"]

PROGRAM, INIT = Path(__file__).parents[1], "__init__.py"
DOORS = ("jixiao.lite.scripts", "jixiao.functions")
"""What main.py imports; all else that goes in is what these need."""
TEMPLATES = ("findings", "forms", "frameworks", "narrative")
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
    for path in needed_modules().values():
        yield _inside(path), path
        if path.name == INIT:  # grammars lie beside the modules that read them
            yield from ((_inside(grammar), grammar) for grammar in path.parent.glob("*.lark"))
    for part in TEMPLATES:
        yield from _files(resources.templates(part), f"jixiao/_data/templates/{part}")


def needed_modules() -> dict[str, Path]:
    """The modules of jixiao, with their files, that are loaded with DOORS: they, what they import, their packages.

    Imports inside functions don't count: they are how the program keeps platforms and heavy libraries away.
    """
    found: dict[str, Path] = {}
    waiting = list(DOORS)
    while waiting:
        module = waiting.pop()
        path = _source(module)
        if module in found or path is None:
            continue
        found[module] = path
        waiting += [*imported(path, module), *filter(None, [module.rpartition(".")[0]])]
    return found


def imported(path: Path, module: str) -> list[str]:
    """The modules of jixiao that a source file imports at its top level; those for the type checker don't count."""
    package = module if path.name == INIT else module.rpartition(".")[0]
    named: list[str] = []
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Import):
            named += [alias.name for alias in statement.names]
        elif isinstance(statement, ast.ImportFrom):
            base = resolve_name("." * statement.level + (statement.module or ""), package)
            named += [base, *(f"{base}.{alias.name}" for alias in statement.names)]
    return [name for name in named if name.partition(".")[0] == PROGRAM.name]


def _source(module: str) -> Path | None:
    """The file of a module of jixiao; None where the name is something inside a module."""
    stem = PROGRAM.parent.joinpath(*module.split("."))
    return next((path for path in (stem / INIT, stem.with_suffix(".py")) if path.is_file()), None)


def _inside(path: Path) -> str:
    return path.relative_to(PROGRAM.parent).as_posix()


def _files(folder: Path, into: str) -> Iterator[tuple[str, Path]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield f"{into}/{path.relative_to(folder).as_posix()}", path


def unprotected(package: bytes) -> bytes:
    """The workbook with no sheet protected: Lite has no way to write into protected sheets. All else stays."""
    return with_parts(package, lambda name, part: _PROTECTION.sub(b"", part) if _is_sheet(name) else part)


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/") and name.endswith(".xml")
