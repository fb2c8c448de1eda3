"""粘贴评分表 as a framework: our own line left out, the table's title for its source."""

from dataclasses import dataclass, replace

from jixiao.engines import UnusableWorkbook
from jixiao.findings import Finding, Severity, located
from jixiao.forms.import_sheets import EMPTY, LINE
from jixiao.frameworks import Framework, FrameworkError
from jixiao.frameworks.importing import Imported, import_sheets
from jixiao.frameworks.importing.texts import words
from jixiao.values.sheets import RawSheet
from jixiao.values.typed import folded, visible

UNNAMED = "导入的评分表"
UNTOUCHED = "{why}《指标体系》没有改动。"


@dataclass(frozen=True)
class Source:
    """The pasted cells, what they were read as, and what to look at, errors first."""

    raw: RawSheet
    imported: Imported
    framework: Framework
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many findings say that the import may be wrong."""
        return sum(finding.kind.severity is Severity.ERROR for finding in self.findings)


def read_pasted(raw: RawSheet) -> Source:
    """UnusableWorkbook, with what to do, where nothing is pasted or no score table is in it."""
    ours = folded(LINE)
    values = {spot: value for spot, value in raw.values.items() if visible(value) and folded(visible(value)) != ours}
    if not values and not raw.formulas:
        raise UnusableWorkbook(EMPTY)
    table = replace(raw, values=values, visible=True)
    try:
        imported = import_sheets([table], UNNAMED)
    except FrameworkError as error:
        raise UnusableWorkbook(UNTOUCHED.format(why=error)) from error
    return Source(table, imported, _named(imported.framework), located(imported.findings, imported.places))


def _named(framework: Framework) -> Framework:
    """The table's own title in place of the name that a paste doesn't have."""
    title = words(framework.title)
    indicators = framework.indicators
    if title != UNNAMED:
        own = f"《{UNNAMED}》"
        indicators = tuple(replace(i, reference=f"《{title}》") if i.reference == own else i for i in indicators)
    return replace(framework, title=title, indicators=indicators)
