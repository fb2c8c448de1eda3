"""What is inside a .zip or a mail draft, laid out as files, so that `verify` can read it like the rest."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from jixiao.documents.evidence import PREFIX
from jixiao.engines import UnusableWorkbook
from jixiao.engines.file.opening import naming
from jixiao.engines.foreign.mails import BROKEN_MAIL, FAILURES, parsed
from jixiao.files import safe_name

READ = (".xlsx", ".xlsm", ".docx", ".pdf")
MOST = 100 * 1024 * 1024  # bytes unpacked, all files together


def opened(paths: Sequence[Path], folder: Path) -> list[Path]:
    """The paths, each .zip and .eml followed by the documents in it, each laid out in a folder of its own under `folder`.

    UnusableWorkbook where an archive is broken, too large, or holds no document.
    """
    out: list[Path] = []
    for number, path in enumerate(paths):
        out.append(path)
        if path.suffix.lower() not in (".zip", ".eml"):
            continue
        inside = folder / str(number)
        inside.mkdir()
        with naming(path):
            held = [(name, content) for name, content in _held(path) if Path(name).suffix.lower() in READ]
        if not held or sum(len(content) for _, content in held) > MOST:
            raise UnusableWorkbook(f"【{path.name}】里没有可以核对的文件，或者文件过大。请核对是不是报送件。")
        for n, (name, content) in enumerate(held):
            place = inside / str(n)  # two of one name are two
            place.mkdir()
            target = place / (safe_name(f"{path.suffix[1:]}中的{Path(name).stem}") + Path(name).suffix)
            target.write_bytes(content)
            out.append(target)
    return out


def _held(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnusableWorkbook(f"打不开：{error.strerror}。请检查路径。") from error
    return _zipped(content) if path.suffix.lower() == ".zip" else _mailed(content)


def _zipped(content: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(info.file_size for info in package.infolist()) > MOST:
                raise UnusableWorkbook("解开后过大。请核对是不是报送件。")
            yield from (
                (name, package.read(info))
                for info in package.infolist()
                if not info.is_dir() and not (name := info.filename).startswith(PREFIX)
            )
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        raise UnusableWorkbook("不是完整的压缩包。请重新导出。") from error


def _mailed(content: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        for part in parsed(content).walk():
            name, payload = part.get_filename(), part.get_payload(decode=True)
            if name and isinstance(payload, bytes):
                yield name, payload
    except FAILURES as error:
        raise UnusableWorkbook(BROKEN_MAIL) from error
