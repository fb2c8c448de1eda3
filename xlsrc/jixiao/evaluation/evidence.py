"""佐证材料清单: what is listed for each indicator, and what is known of the files.

The state of the files is read by whoever holds the workbook (press.beside) and handed on; nothing here touches a disk.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from jixiao.forms.names import EVIDENCE, EVIDENCE_LIST
from jixiao.frameworks import Framework
from jixiao.snapshot import Record, Snapshot
from jixiao.values.key import Key

THERE, NOT_THERE, LINK, UNCHECKED, REFUSED = "有", "没有找到", "链接（未检查）", "未检查", "写法不能用"
STATE, NAME, MATERIAL, FILE, REMARK = "检查结果", "指标名称", "材料名称", "文件或链接", "页码或备注"
PACKED = "，已打包（{size} 字节，校验码 {digest}）"
DIGITS = 32
_PACKED = re.compile(r"，已打包（(\d+) 字节，校验码 ([0-9a-f]{32})）$")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_DRIVE = re.compile(r"[A-Za-z]:")
_ODD = re.compile(r"[\x00-\x1f<>:\"|?*]")
ABSOLUTE, ABOVE, OTHER_SCHEME, ODD = (
    "是完整路径",
    "用 .. 指到了文件夹外面",
    "不是 http、https 的网址",
    "有不能作文件名的字符",
)


class Sight(Enum):
    """Why nobody looked: the folder can't be seen, or the workbook is a finished one, whose list says what was there."""

    UNSEEN = "unseen"
    AS_FILED = "as filed"


@dataclass(frozen=True)
class Beside:
    """What lies beside the workbook: sizes in bytes of the listed files that are there, by name as `file_name` gives it;
    the files in the folder 佐证材料 that nobody lists."""

    sizes: Mapping[str, int]
    unlisted: tuple[str, ...] = ()


Seen = Beside | Sight


@dataclass(frozen=True)
class Packed:
    """A file that goes along in the .zip: how large it is, and the first digits of its SHA-256."""

    size: int
    digest: str


@dataclass(frozen=True)
class Material:
    """A row of the list; `file` is '' where it names none that may be looked for."""

    key: Key
    code: str
    name: str
    title: str
    listed: str
    remark: str
    file: str
    state: str
    packed: Packed | None = None

    @property
    def told(self) -> str:
        """检查结果 as it is filed."""
        return self.state + (PACKED.format(size=self.packed.size, digest=self.packed.digest) if self.packed else "")


def is_link(text: str) -> bool:
    """Whether it is an address of the web; nobody follows it."""
    return text.lower().startswith(("http://", "https://"))


def fault_of(text: str) -> str:
    """Why a file is not looked for, '' where it may be: only what lies beside the workbook is."""
    name = text.strip().replace("\\", "/")
    if name.startswith(("/", "~")) or _DRIVE.match(name):
        return OTHER_SCHEME if _SCHEME.match(name) else ABSOLUTE
    if _SCHEME.match(name):
        return OTHER_SCHEME
    if ".." in [part.strip() for part in name.split("/")]:
        return ABOVE
    return ODD if _ODD.search(name) else ""


def file_name(text: str) -> str:
    """Name of a file within the folder 佐证材料, with / between folders; '' for a link and for what may not be looked for."""
    if not text.strip() or is_link(text.strip()) or fault_of(text):
        return ""
    parts = [part for part in text.strip().replace("\\", "/").split("/") if part not in ("", ".")]
    return "/".join(parts[1:] if len(parts) > 1 and parts[0] == EVIDENCE else parts)


def listed_files(snapshot: Snapshot) -> tuple[str, ...]:
    """The files that are listed, each once."""
    names = (file_name(record.text(FILE)) for record in snapshot.tables[EVIDENCE_LIST])
    return tuple(dict.fromkeys(name for name in names if name))


def materials(snapshot: Snapshot, framework: Framework, seen: Seen) -> tuple[Material, ...]:
    """Every row of the list with what is known of its file."""
    names = {indicator.code: indicator.name for indicator in framework.indicators}
    return tuple(_material(record, names, seen) for record in snapshot.tables[EVIDENCE_LIST])


def _material(record: Record, names: Mapping[str, str], seen: Seen) -> Material:
    listed = record.text(FILE).strip()
    file = file_name(listed)
    made = Material(
        record.key,
        record.label,
        names.get(record.label, ""),
        record.text(MATERIAL),
        listed,
        record.text(REMARK),
        file,
        "",
    )
    if seen is Sight.AS_FILED:
        return _as_filed(made, record.text(STATE))
    return replace(made, state=_state(listed, file, seen))


def _state(listed: str, file: str, seen: Seen) -> str:
    if not listed:
        return ""
    if is_link(listed):
        return LINK
    if not file:
        return REFUSED
    if not isinstance(seen, Beside):
        return UNCHECKED
    return THERE if file in seen.sizes else NOT_THERE


def _as_filed(made: Material, told: str) -> Material:
    found = _PACKED.search(told)
    packed = Packed(int(found[1]), found[2]) if found and made.file else None
    return replace(made, state=told[: found.start()] if found and packed else told, packed=packed)


def with_packed(listed: tuple[Material, ...], packed: Mapping[str, Packed]) -> Iterator[Material]:
    """The rows, those whose file goes along with its size and digits."""
    return (replace(one, packed=packed.get(one.file)) for one in listed)
