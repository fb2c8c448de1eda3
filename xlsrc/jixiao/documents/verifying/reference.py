"""What the documents are held against, and what it can't tell about them."""

from dataclasses import dataclass
from pathlib import Path

from jixiao.documents.finished.result_sheets import LEFT
from jixiao.documents.finished.submission import Submission
from jixiao.documents.report import own_template
from jixiao.documents.verifying.reading import Cells, Finished
from jixiao.findings import Severity
from jixiao.forms.names import FINDINGS


@dataclass(frozen=True)
class Reference:
    """A working workbook, or (`filed`) a finished one: entries and results are computed again from either.

    Only a working workbook is a form that can be checked. What was found in it reached a finished one as the sheet
    校验结果 or not at all; and only a finished one knows whether it was exported as a draft.
    """

    path: Path
    submission: Submission
    filed: Finished | None = None

    @property
    def draft(self) -> bool | None:
        """Whether its documents are drafts; None where that was decided on export."""
        return self.filed.submission.draft if self.filed else None

    @property
    def template(self) -> Path | None:
        """The unit's own template of its report: beside the working workbook, and nowhere else.

        One that came along with the documents could make anything right.
        """
        return own_template(self.path.parent) if self.filed is None else None

    @property
    def listed(self) -> Cells | None:
        """The cells of the sheet 校验结果 that was filed; None where there is none."""
        return self.filed.cells.get(FINDINGS) if self.filed else None

    @property
    def errors(self) -> int | None:
        """How many errors a draft says there are; None where that isn't known."""
        if self.filed is None:
            return self.submission.evaluation.count(Severity.ERROR)
        if self.listed is None:
            return None
        return sum(at[1] == LEFT and value == Severity.ERROR.label for at, value in self.listed.items())
