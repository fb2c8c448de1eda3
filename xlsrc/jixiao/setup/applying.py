"""Carry a plan out, and take it out again by the manifest it left: nothing of ours stays, nothing of theirs goes."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from jixiao.files import write_whole
from jixiao.setup import SetupError
from jixiao.setup.places import Places
from jixiao.setup.plan import File, Plan
from jixiao.setup.settings import with_settings, without_settings

IN_USE = "{name} 正被使用。请先关闭 Excel 和 WPS（任务栏里也不要留），再做一次。"
REFUSED = "写不进 {path}（{why}）。请检查这个文件夹是否允许写入、磁盘是否已满，再做一次。"
DAMAGED = "安装记录读不出来：{path}。请重新安装一次，再卸载。"


@dataclass(frozen=True)
class Placed:
    """A file that a set-up put somewhere."""

    path: str
    digest: str
    theirs: bool = False


@dataclass(frozen=True)
class Manifest:
    """What was done: files, folders that were made, and xlwings' settings with the lines they replaced."""

    files: tuple[Placed, ...] = ()
    folders: tuple[str, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)
    before: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def placed(self, path: Path) -> str | None:
        """The SHA-256 of what was put at a path; None where nothing was."""
        return next((one.digest for one in self.files if one.path == str(path)), None)


def read_manifest(path: Path) -> Manifest:
    """The manifest of the last set-up; an empty one where there was none. SetupError where it can't be read."""
    if not path.exists():
        return Manifest()
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        files = tuple(Placed(**one) for one in data["files"])
        before = {key: tuple(lines) for key, lines in data["before"].items()}
        return Manifest(files, tuple(data["folders"]), dict(data["settings"]), before)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SetupError(DAMAGED.format(path=path)) from error


def apply(places: Places, plan: Plan) -> Manifest:
    """Write everything; what an earlier set-up left and this one has no use for is taken away.

    The manifest is written first: what is interrupted can be taken out too. SetupError where Excel holds the add-in, or a
    folder can't be written.
    """
    refuse_in_use(plan.files)
    old = read_manifest(places.manifest)
    content = places.settings.read_bytes() if places.settings.exists() else b""
    settled, before = with_settings(without_settings(content, old.settings, old.before), plan.settings)
    targets = [*(one.path for one in plan.files), places.settings, places.manifest]
    folders = tuple(dict.fromkeys([*old.folders, *_missing_folders(targets)]))
    files = tuple(Placed(str(one.path), one.digest, one.theirs) for one in plan.files)
    manifest = Manifest(_with_former(files, old.files), folders, dict(plan.settings), before)
    _write(places.manifest, _as_json(manifest))
    for former in old.files:
        if former.path not in {one.path for one in files}:
            _remove(former)
    for one in plan.files:
        _write(one.path, one.content)
    _write(places.settings, settled)
    return manifest


def undo(places: Places) -> list[Path]:
    """Take out what the manifest lists; gives the workbooks that were left because people changed them.

    SetupError where Excel holds the add-in.
    """
    manifest = read_manifest(places.manifest)
    refuse_in_use(File(Path(one.path), b"", one.theirs) for one in manifest.files)
    left = [Path(one.path) for one in manifest.files if not _remove(one)]
    if places.settings.exists():
        content = without_settings(places.settings.read_bytes(), manifest.settings, manifest.before)
        if content.strip() or not manifest.settings:
            _write(places.settings, content)
        else:
            places.settings.unlink()
    places.manifest.unlink(missing_ok=True)
    for folder in sorted(map(Path, manifest.folders), key=lambda one: len(one.parts), reverse=True):
        _remove_empty(folder)
    return left


def refuse_in_use(files: Iterable[File]) -> None:
    """SetupError where one of our own files is open in another program (on Windows such a file can't be replaced)."""
    for one in files:
        if one.theirs or not one.path.exists():
            continue
        try:
            with one.path.open("r+b"):
                pass
        except OSError as error:
            raise SetupError(IN_USE.format(name=one.path.name)) from error


def _with_former(files: tuple[Placed, ...], former: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Former blanks stay listed while they exist: an upgrade must not forget them."""
    paths = {one.path for one in files}
    kept = (one for one in former if one.theirs and one.path not in paths and Path(one.path).exists())
    return (*files, *kept)


def _remove(one: Placed) -> bool:
    """False where it is left: people have worked in it."""
    path = Path(one.path)
    if not path.exists():
        return True
    if one.theirs and sha256(path.read_bytes()).hexdigest() != one.digest:
        return False
    try:
        path.unlink()
    except OSError as error:
        raise SetupError(IN_USE.format(name=path.name)) from error
    return True


def _write(path: Path, content: bytes) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        raise SetupError(REFUSED.format(path=path, why=error.strerror or error)) from error


def _missing_folders(paths: Iterable[Path]) -> list[str]:
    return [str(folder) for path in paths for folder in path.parents if not folder.exists()]


def _remove_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        os.rmdir(folder)


def _as_json(manifest: Manifest) -> bytes:
    data = {
        "files": [vars(one) for one in manifest.files],
        "folders": manifest.folders,
        "settings": manifest.settings,
        "before": manifest.before,
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
