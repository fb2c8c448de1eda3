"""Key files: the bureau's master key, and for every unit the file 报送密钥.txt that it keeps beside its workbook.

Where that file lies, exported documents carry 签名码 among their document properties. Who has no key can't make one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jixiao.documents.finished.submission import Submission
from jixiao.engines import UnusableWorkbook
from jixiao.files import safe_name, write_whole
from jixiao.values.signing import is_signed_by, new_master, signature, unit_key

KEY_FILE = "报送密钥.txt"
HEAD, UNIT_HEAD = "财政局主密钥（不要外传）：", "单位：{}\n报送密钥（只给本单位）："
_MASTER = re.compile(r"主密钥[^：:\n]*[：:]\s*([0-9a-f]{64})\s*$", re.MULTILINE)
_OF_UNIT = re.compile(r"单位[：:]\s*(\S.*?)\s*\n.*密钥[^：:\n]*[：:]\s*([0-9a-f]{64})\s*$", re.MULTILINE)
NO_KEYS = "【{name}】不是密钥文件，或内容不完整。请用 jixiao keys new 生成，或向财政局重新索取。"
OTHER_UNIT = "【{name}】是“{other}”的密钥，工作簿是“{unit}”的，没有写任何文件。请换成本单位的密钥，或移走这个文件。"
SIGNED, NOT_SIGNED, WRONG = "签名相符", "没有签名码", "签名码不符：不是用“{unit}”的密钥签的，或者内容改过"


@dataclass(frozen=True)
class UnitKey:
    """A unit's own key."""

    unit: str
    key: str


def new_keys(path: Path) -> None:
    """A master key in a new file. UnusableWorkbook where the file is there already: a key that is lost can't be made again."""
    if path.exists():
        raise UnusableWorkbook(f"【{path.name}】已经有这个文件，不会覆盖它。")
    write_whole(path, f"{HEAD}{new_master()}\n".encode())


def read_master(path: Path) -> str:
    """The bureau's master key. UnusableWorkbook where the file isn't one."""
    found = _MASTER.search(_text(path))
    if not found:
        raise UnusableWorkbook(NO_KEYS.format(name=path.name))
    return found[1]


def hand_out(master: str, units: Sequence[str], folder: Path) -> list[Path]:
    """A folder for each unit with its 报送密钥.txt, to be handed to it and to nobody else."""
    written = []
    for unit in units:
        own = folder / safe_name(unit)
        own.mkdir(parents=True, exist_ok=True)
        write_whole(own / KEY_FILE, f"{UNIT_HEAD.format(unit)}{unit_key(master, unit)}\n".encode())
        written.append(own / KEY_FILE)
    return written


def signed(submission: Submission, home: Path | None) -> Submission:
    """With 签名码 where the unit's key lies beside the workbook. UnusableWorkbook where the key is another unit's."""
    path = home / KEY_FILE if home else None
    if path is None or not path.is_file():
        return submission
    found = _OF_UNIT.search(_text(path))
    if not found:
        raise UnusableWorkbook(NO_KEYS.format(name=path.name))
    own, unit = UnitKey(found[1], found[2]), submission.evaluation.unit
    if own.unit != unit:
        raise UnusableWorkbook(OTHER_UNIT.format(name=path.name, other=own.unit, unit=unit))
    return replace(submission, signature=signature(own.key, submission.fingerprint))


def told(master: str, submission: Submission, code: str) -> str:
    """What to say of the 签名码 that a document carries ('' where it carries none)."""
    if not code:
        return NOT_SIGNED
    unit = submission.evaluation.unit
    if is_signed_by(unit_key(master, unit), submission.fingerprint, code):
        return SIGNED
    return WRONG.format(unit=unit)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableWorkbook(NO_KEYS.format(name=path.name)) from error
