"""What a ledger goes by on the command line: year, framework, due date, last year's ledger. Said once, they stay.

A ledger with buttons keeps them on its 首页, where people see and change them; another one in the memory beside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from os.path import relpath
from pathlib import Path

from jixiao.bureau.book import asked
from jixiao.bureau.ledger import names
from jixiao.engines import open_port
from jixiao.filing.memory import Memory
from jixiao.resources import WITH_BUTTONS
from jixiao.values.typed import read_date

AS_BEFORE = "沿用上次的{label} {said}（要改，用 {option}）。"
OPTIONS = {"year": "--year", "framework": "--framework", "due": "--due", "last_year": "--last-year"}
LABELS = {"year": asked.YEAR, "framework": asked.FRAMEWORK, "due": asked.DUE, "last_year": asked.EARLIER}


@dataclass(frozen=True)
class Terms:
    """Texts and paths as people write them, files relative to the ledger's folder; None where nothing was said."""

    year: int | None = None
    framework: str | None = None
    due: date | None = None
    last_year: str | None = None

    @property
    def said(self) -> dict[str, object]:
        """Field → what was said of it."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name)) is not None}

    @property
    def on_home(self) -> dict[str, object]:
        """What is to stand on 首页, by label."""
        return {LABELS[name]: value for name, value in self.said.items()}

    def over(self, before: "Terms") -> "Terms":
        """These, and those of before where nothing else is said."""
        return replace(before, **self.said)  # type: ignore[arg-type]

    def taken_over(self, before: "Terms") -> Iterator[str]:
        """One line for each that holds because it was said before."""
        for name, value in before.said.items():
            if name not in self.said:
                yield AS_BEFORE.format(label=LABELS[name], said=value, option=OPTIONS[name])


def beside(path: str, home: Path) -> str:
    """A file as the ledger remembers it: from its own folder; what is no file is a name and stays."""
    return Path(relpath(path, home)).as_posix() if Path(path).is_file() else path


def terms_before(ledger: Path, memory: Path) -> Terms:
    """What was said before; nothing where there was no before. UnusableWorkbook as reading."""
    if ledger.suffix.lower() == WITH_BUTTONS and ledger.is_file():
        port = open_port(ledger)
        try:
            typed = asked.read_terms(port.raw_sheet(names.HOME))
        finally:
            port.close()
        return Terms(typed.year, typed.framework or None, typed.due, typed.last_year or None)
    if not memory.is_file():
        return Terms()
    with Memory.reading(memory) as known:
        return _remembered(known.terms())


def _remembered(said: Mapping[str, str]) -> Terms:
    due = read_date(said.get("due")).value
    year = int(said["year"]) if "year" in said else None
    return Terms(year, said.get("framework"), due if isinstance(due, date) else None, said.get("last_year"))
