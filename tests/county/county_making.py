"""A made county: sources in folders, .zip and e-mails, a roster, and the account of what must be said of all of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random

from county_account import Account, Said, UnitAccount, Verdict
from county_bad import BAD, OTHERS, Bad, old_template
from county_carriers import Carriers, Item
from county_files import EXTENSIONS, FINISHED, MACRO_FREE, WORKING, content_of, pressed
from county_model import Fault, Planted, Typed, UnitSpec
from county_planting import plant
from county_roster import write_roster
from county_stock import many_specs
from county_typed import expected_of, typed_of

SOURCES, LAST_YEAR, ROSTER = "报送", "上年", "名册.xlsx"
NAMES = (
    "{unit}",
    "{year}_{unit}_部门整体支出绩效自评",
    "{unit}绩效自评表（定稿）",
    "附件2：部门整体支出绩效自评（{unit}）",
    "绩效自评-{unit}-最终版",
)
NAMELESS = ("foreign workbook", "no unit", "blank template")  # nothing in these says whose they are


@dataclass(frozen=True)
class Counts:
    """How many of each. `only_bad` of the bad files are all that their unit filed; the others lie beside a sound one."""

    missing: int = 14
    bad: int = 12
    only_bad: int = 3
    duplicates: int = 9
    older: int = 5
    damaged_newer: int = 2
    newer_with_errors: int = 2
    other_year: int = 2
    old_template: int = 2
    finished: int = 8
    last_years: int = 6
    press: bool = False  # working workbooks with results of their own: a press each, forty times the time

    @property
    def none_counts(self) -> int:
        """Units of which no file counts."""
        return self.missing + self.only_bad + self.other_year + self.old_template


def make_county(
    folder: Path, seed: int, units: int = 300, counts: Counts | None = None, planted: bool = True, year: int = 2024
) -> Account:
    """Write a county into the folder; the same arguments give the same files. `planted`: with faults across units."""
    counts, rng = counts or Counts(), Random(f"making {seed}")
    specs = list(many_specs(units, seed, year))
    typed = {spec.unit: typed_of(spec) for spec in specs}
    drawn = Drawn(specs, counts, rng)
    faults = tuple(plant(typed, drawn.plain, rng)) if planted else ()
    items = list(drawn.items(typed))
    rng.shuffle(items)
    said = tuple(sorted(Carriers(folder / SOURCES, rng).write(items), key=lambda one: one.at))
    write_roster(folder / ROSTER, specs, seed)
    files = tuple(_pointing(one, said) for one in said)
    standing = {one.unit: one.at for one in files if one.verdict is Verdict.COUNTS}
    accounts = {
        s.unit: UnitAccount(s, expected_of(typed[s.unit]), standing.get(s.unit), s in drawn.missing) for s in specs
    }
    before = _last_years(folder / LAST_YEAR, drawn, faults) if counts.last_years else {}
    return Account(folder / SOURCES, folder / ROSTER, year, files, accounts, faults, before)


def _last_years(folder: Path, drawn: "Drawn", faults: Sequence[Planted]) -> dict[str, Path]:
    """Last year's own workbooks: of those that wrote the same again, and of honest ones."""
    again = {unit for one in faults if one.fault is Fault.AS_LAST_YEAR for unit in one.units}
    honest = {spec.unit for spec in drawn.plain[-drawn.counts.last_years :]}
    folder.mkdir(parents=True)
    paths = {}
    for spec in drawn.plain:
        if spec.unit in again | honest:
            before = replace(spec, year=spec.year - 1)
            paths[spec.unit] = folder / f"{before.year}_{spec.unit}.xlsm"
            paths[spec.unit].write_bytes(content_of(before, typed_of(before)))
    return paths


def _pointing(one: Said, all_said: Sequence[Said]) -> Said:
    """A repeated or older file says which one counts."""
    if one.verdict not in (Verdict.DUPLICATE, Verdict.SUPERSEDED):
        return one
    return replace(
        one, of=next(other.at for other in all_said if other.unit == one.unit and other.verdict is Verdict.COUNTS)
    )


class Drawn:
    """Which unit plays which part."""

    def __init__(self, specs: Sequence[UnitSpec], counts: Counts, rng: Random) -> None:
        self.rng, self.counts = rng, counts
        order = list(specs)
        rng.shuffle(order)
        deck = iter(order)

        def take(number: int) -> list[UnitSpec]:
            return [next(deck) for _ in range(number)]

        self.missing, self.only_bad, self.other_year = (
            take(counts.missing),
            take(counts.only_bad),
            take(counts.other_year),
        )
        self.old_template, self.older, self.damaged = (
            take(counts.old_template),
            take(counts.older),
            take(counts.damaged_newer),
        )
        self.with_errors, self.finished, self.twice = (
            take(counts.newer_with_errors),
            take(counts.finished),
            take(counts.duplicates),
        )
        self.beside_bad = take(counts.bad - counts.only_bad)
        self.plain = list(deck)

    def items(self, typed: dict[str, Typed]) -> Iterator[Item]:
        """Every file of the county."""
        bad = [BAD[n % len(BAD)] for n in range(self.counts.bad)]
        with_owner = [one for one in bad if one.name not in NAMELESS]
        alone, beside = (
            with_owner[: self.counts.only_bad],
            [one for one in bad if one not in with_owner[: self.counts.only_bad]],
        )
        yield from (self._bad(spec, one) for spec, one in zip(self.only_bad, alone, strict=True))
        yield from (self._bad(spec, one) for spec, one in zip(self.beside_bad, beside, strict=True))
        yield from (self._item(s, Verdict.OLD_TEMPLATE, partial(old_template, s)) for s in self.old_template)
        yield from map(self._last_year, self.other_year)
        for spec in (*self.plain, *self.beside_bad, *self.finished):
            yield self._sound(spec, typed[spec.unit], FINISHED if spec in self.finished else self._form())
        for spec in self.twice:
            first = self._sound(spec, typed[spec.unit], self._form())
            again = replace(
                first.said, verdict=Verdict.DUPLICATE, at=(f"{Path(first.name).stem}-副本{Path(first.name).suffix}",)
            )
            yield from (first, Item(again, first.make))
        for spec in self.older:
            yield from self._versions(spec, Verdict.SUPERSEDED, first_draft(typed[spec.unit]), typed[spec.unit])
        for spec in self.with_errors:
            yield from self._versions(spec, Verdict.WITH_ERRORS, typed[spec.unit], with_error(typed[spec.unit]))
        for spec in self.damaged:
            sound = self._sound(spec, typed[spec.unit], WORKING)
            yield from (sound, self._bad(spec, BAD[0], sound.said.when + timedelta(days=2)))
        for name, content in OTHERS:
            said = Said((name.format(self.plain[0].unit),), "", Verdict.IGNORED, self._when(self.plain[0]))
            yield Item(said, partial(bytes, content), loose=True)

    def _when(self, spec: UnitSpec) -> datetime:
        return datetime(
            spec.year + 1,
            6,
            self.rng.randint(1, 24),
            self.rng.randint(8, 17),
            self.rng.randrange(60),
            2 * self.rng.randrange(30),
        )

    def _form(self) -> str:
        return MACRO_FREE if self.rng.random() < 0.2 else WORKING

    def _item(
        self,
        spec: UnitSpec,
        verdict: Verdict,
        make: Callable[[], bytes],
        when: datetime | None = None,
        form: str = WORKING,
        fault: str = "",
    ) -> Item:
        name = self.rng.choice(NAMES).format(unit=spec.unit, year=spec.year) + EXTENSIONS[form]
        return Item(Said((name,), spec.unit, verdict, when or self._when(spec), fault, form), make)

    def _sound(self, spec: UnitSpec, typed: Typed, form: str) -> Item:
        make = partial(content_of, spec, typed, form)
        if self.counts.press and form != FINISHED:
            return self._item(spec, Verdict.COUNTS, lambda: pressed(make()), form=form)
        return self._item(spec, Verdict.COUNTS, make, form=form)

    def _bad(self, spec: UnitSpec, bad: Bad, when: datetime | None = None) -> Item:
        unit = "" if bad.name in NAMELESS else spec.unit
        name = f"{spec.unit if unit else '绩效自评表'}（{self.rng.choice(('上报', '终稿', '修改'))}）{bad.extension}"
        return Item(Said((name,), unit, Verdict.REFUSED, when or self._when(spec), bad.name), partial(bad.make, spec))

    def _last_year(self, spec: UnitSpec) -> Item:
        before = replace(spec, year=spec.year - 1)
        return self._item(spec, Verdict.OTHER_YEAR, lambda: content_of(before, typed_of(before)))

    def _versions(self, spec: UnitSpec, verdict: Verdict, first: Typed, then: Typed) -> Iterator[Item]:
        """Two versions; the sound one that counts has no fault, the other is said `verdict` of."""
        when = self._when(spec)
        newer = when + timedelta(days=self.rng.randint(1, 5))
        verdicts = (Verdict.COUNTS, verdict) if verdict is Verdict.WITH_ERRORS else (verdict, Verdict.COUNTS)
        for said, typed, day in zip(verdicts, (first, then), (when, newer), strict=True):
            yield self._item(spec, said, partial(content_of, spec, typed), day)


def first_draft(typed: Typed) -> Typed:
    """The version before the last: one asset not yet booked, one text shorter."""
    owned = Decimal(str(typed.items["在用固定资产总额"]))
    return typed.with_items(固定资产总额=owned + Decimal("0.60"), 自评结论=typed.text("自评结论")[:12] + "。")


def with_error(typed: Typed) -> Typed:
    """支出报表合计 10 万元 off: C21."""
    return typed.with_items(支出报表合计全年执行数=expected_of(typed).executed + 10)
