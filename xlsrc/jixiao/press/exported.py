"""已导出 on 首页: when the submission was written and its 核对码; a later change is pointed out until it is written anew."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from jixiao.evaluation import Evaluation
from jixiao.evaluation.fingerprint import LABEL, fingerprint, short
from jixiao.forms.names import HOME
from jixiao.forms.outputs import EXPORT_ROW, STATE_LEFT
from jixiao.snapshot import Snapshot
from jixiao.snapshot.grid import Grid
from jixiao.values.typed import visible

TOLD = "已导出报送件（{when}，{label} {code}）。"
DIFFERS = "导出以后内容改过，现在与报送件不一致：请重新按【导出报送件】，再报送。"
_READ = re.compile(rf"已导出报送件（(?P<when>[^，]+)，{LABEL} (?P<code>[0-9a-f]+)）")


@dataclass(frozen=True)
class Exported:
    """When it was, the short 核对码 of what was exported, and whether the workbook still holds that."""

    when: str
    code: str
    current: bool = True

    @property
    def told(self) -> str:
        """The line of 首页."""
        return TOLD.format(when=self.when, label=LABEL, code=self.code) + ("" if self.current else DIFFERS)

    def beside(self, snapshot: Snapshot, evaluation: Evaluation) -> "Exported":
        """The same export, seen from what the workbook holds now."""
        return replace(self, current=self.code == short(fingerprint(snapshot, evaluation)))


def exported_before(grids: Sequence[Grid]) -> Exported | None:
    """What 首页 says of the last export; None where it says nothing."""
    home = next((grid for grid in grids if grid.sheet == HOME), None)
    found = _READ.search(visible(home.value(EXPORT_ROW, STATE_LEFT))) if home else None
    return Exported(found["when"], found["code"]) if found else None


def exported_now(code: str, moment: datetime) -> Exported:
    """Of documents that were written just now under this short 核对码."""
    return Exported(f"{moment:%Y-%m-%d %H:%M}", code)
