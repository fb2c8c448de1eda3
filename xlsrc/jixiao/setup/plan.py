"""What a set-up puts where, as data: computed from Places and Release, carried out by `applying`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from jixiao.actions import SENT_TO, Action
from jixiao.files import Document
from jixiao.setup.places import NAME, Places
from jixiao.setup.release import Release
from jixiao.setup.scripts import sendto_cmd
from jixiao.setup.settings import wanted

ASK = "ask"
BLANK = "{stem}（空白 {version}{more}）{suffix}"


@dataclass(frozen=True)
class File:
    """A file to be written. `theirs`: people work in it, so it is never overwritten, and left once they changed it."""

    path: Path
    content: bytes
    theirs: bool = False

    @property
    def digest(self) -> str:
        """SHA-256 of the content."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Plan:
    """Files to be there, and settings to stand in xlwings.conf."""

    files: tuple[File, ...]
    settings: Mapping[str, str] = field(default_factory=dict)


def plan(places: Places, release: Release, version: str, placed: Callable[[Path], str | None] = lambda _: None) -> Plan:
    """The whole set-up of one user. `placed`: the SHA-256 of what an earlier set-up put at a path, if it did."""
    return Plan(
        (
            *(File(places.startup / addin.name, addin.content) for addin in release.addins),
            *_scripts(places),
            *_applescript(places),
            File(places.documents / release.manual.name, release.manual.content),
            *(_workbook(places.documents, one, version, placed) for one in release.workbooks),
        ),
        wanted(places),
    )


def entry_name(number: int, action: Action) -> str:
    """An entry's name in 发送到; the numbers keep them in the order of the work."""
    return f"{NAME}{number:02} {action.label}.cmd"


def _scripts(places: Places) -> list[File]:
    entries = [
        File(places.sendto / entry_name(number, action), sendto_cmd(places.python, action.name))
        for number, action in enumerate(SENT_TO, 1)
        if places.sendto
    ]
    icon = [File(places.desktop / f"{NAME}.cmd", sendto_cmd(places.python, ASK))] if places.desktop else []
    return [*entries, *icon]


def _applescript(places: Places) -> list[File]:
    """What VBA starts Python with on macOS; xlwings' own, so that its version equals the workbook's xlwings module."""
    if not places.script:
        return []
    import xlwings

    name = f"xlwings-{xlwings.__version__}.applescript"
    return [File(places.script / name, Path(xlwings.__file__).with_name(name).read_bytes())]


def _workbook(folder: Path, document: Document, version: str, placed: Callable[[Path], str | None]) -> File:
    """A blank workbook under its own name, or under another where people have filled that one."""
    path, more = folder / document.name, 1
    stem, suffix = path.stem, path.suffix
    while not _free(File(path, document.content, theirs=True), placed(path)):
        extra = f" {more}" if more > 1 else ""
        path = folder / BLANK.format(stem=stem, version=version, more=extra, suffix=suffix)
        more += 1
    return File(path, document.content, theirs=True)


def _free(file: File, placed: str | None) -> bool:
    """Whether it can be written without loss: nothing is there, or this very content, or an earlier blank of ours."""
    if not file.path.exists():
        return True
    return sha256(file.path.read_bytes()).hexdigest() in (file.digest, placed)
