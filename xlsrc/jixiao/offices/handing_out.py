"""分发: 分工 is prefilled, checked, and a part is written for each office, with a mail draft."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from jixiao.documents.mail import Attachment, Draft, eml, recipients_in
from jixiao.engines import UnusableWorkbook
from jixiao.files import Document, write_together
from jixiao.forms import office_sheets as at
from jixiao.forms.names import ANSWERS, OFFICES
from jixiao.offices.division import USUAL_OFFICES, Division, Share, renewed, usual_shares
from jixiao.offices.handing.part import Handout, Part, Source, write_part
from jixiao.offices.main_book import Main
from jixiao.offices.record import Office
from jixiao.press.run import Progress, silent
from jixiao.snapshot.office_tables import tops
from jixiao.snapshot.project_sheets import is_project
from jixiao.values.address import a1
from jixiao.values.typed import folded, visible

FOLDER, BACK = "分册", "交回"
PREPARED = (
    "《分工》已经按填报说明填好，还没有分发。请写上科室的邮箱和交回期限，核对“交给”一列（哪一块由哪个科室填；空着的留在本工作簿里填），"
    "再按一次【分发】。"
)
NEW_LINES = "《分工》新增 {count} 行（后来加的项目、指标等），先按一般的科室填了“交给”；不对的，改好再按一次【分发】。"
WRITTEN = "给 {count} 个科室各写了一本分册，在 {folder}：{names}。"
NEXT = "每本旁边有一封邮件草稿（.eml），核对后自己发。交回的放进“{back}”文件夹，再按【收回合并】。"
NOTHING_TO_DO = "《分工》里没有一行写了“交给”，没有分册可写。请在“交给”一列选科室，再按一次【分发】。"
NO_UNIT = "《基本信息》还没有填单位名称和评价年度，分册不知道是谁的、哪一年的。请先填好，再按【分发】。"
WITHOUT = "{office}：没有一行交给它，没有写分册。"
HANDED = "第 {number} 次，{when:%Y-%m-%d %H:%M}"
STATE = "已分发，还没有交回"
SUBJECT = "请填写{year}年度部门整体支出绩效自评（{office}）"
BODY = """{contact}：

    {unit}正在做{year}年度部门整体支出绩效自评，附件是{office}要填的分册，黄色格共 {asked} 格。
    打开以后先看《封面》。填好、保存，{due}发回本邮件。

{sender}
"""


class WrongDivision(UnusableWorkbook):
    """分工 can't be carried out: the message lists everything, with cells."""


@dataclass(frozen=True)
class HandedOut:
    """What was written, in which folder; `told` for a clerk. Without parts: 分工 was filled, or there is something to mend."""

    told: str
    parts: tuple[Path, ...] = ()


def hand_out(
    main: Main, folder: Path, now: datetime, progress: Progress = silent, *, at_once: bool = False
) -> HandedOut:
    """Fill 分工 where nobody did yet (then nothing is handed out, unless `at_once`); write a part for each office.

    WrongDivision, and nothing written, where 分工 names offices or cells that aren't there. The caller saves `main`.
    """
    record, source = main.record, Source(main.snapshot, main.grids, main.typed)
    if not main.snapshot.unit or main.snapshot.year is None:
        raise UnusableWorkbook(NO_UNIT)
    first = not record.shares or not (record.book or main.sheets[OFFICES].visible)  # from last year: to be looked at
    titles = {record.label: record.text("三级指标") for record in main.snapshot.tables[ANSWERS]}
    usual = usual_shares(main.snapshot.forms, main.typed.contents, projects_of(main), titles)
    record.shares, new = renewed(record.shares, list(usual))
    if not record.offices:
        record.offices = [Office(name) for name in USUAL_OFFICES]
    if first and not at_once:
        return HandedOut(PREPARED)
    _refuse_wrong(main)
    progress("正在写分册…")
    if not record.book:
        record.book = hashlib.sha256(f"{main.snapshot.unit}{main.snapshot.year}{now.isoformat()}".encode()).hexdigest()[
            :16
        ]
    division = Division(main.snapshot.forms, record.shares, [row.label for row in main.snapshot.tables[ANSWERS]])
    made = list(_parts(main, source, division, now))
    if not made:
        raise UnusableWorkbook(NOTHING_TO_DO)
    documents = [document for office, part in made for document in _documents(main, office, part)]
    paths = write_together(folder, documents)
    return HandedOut(_told(main, folder, [office for office, _ in made], [] if first else new), tuple(paths))


def projects_of(main: Main) -> list[str]:
    """The project sheets in use: shown, or filled."""
    filled = {project.sheet for project in main.snapshot.filled_projects}
    return [grid.sheet for grid in main.grids if is_project(grid) and (grid.visible or grid.sheet in filled)]


def _refuse_wrong(main: Main) -> None:
    problems = list(_problems(main))
    if problems:
        raise WrongDivision("《分工》有要改的，没有分发：\n" + "\n".join(f"  {line}" for line in problems))


def _problems(main: Main) -> Iterator[str]:
    grid, record = main.sheets[OFFICES], main.record
    upper, lower = (tops(grid)[table] for table in (at.OFFICE_TABLE, at.DIVISION))
    names: set[str] = set()
    for n, office in enumerate(record.offices):
        cell = a1(upper + 1 + n, at.OFFICE_TABLE.column("科室"))
        if folded(office.name) in names:
            yield f"{cell}：科室“{office.name}”写了两次，请改名或删去一个。"
        names.add(folded(office.name))
        if office.mail:
            try:
                recipients_in(office.mail)
            except UnusableWorkbook:
                where = a1(upper + 1 + n, at.OFFICE_TABLE.column("邮箱"))
                yield f"{where}：“{office.mail}”不是邮箱地址。请写成 name@example.com 的样子，多个用分号隔开，或者空着。"
    division = Division(main.snapshot.forms, record.shares)
    for n, share in enumerate(record.shares):
        cell = a1(lower + 1 + n, at.DIVISION.column("交给"))
        if share.office and folded(share.office) not in names:
            yield f"{cell}：“交给”写的“{share.office}”不在上面的科室里。请从下拉列表选，或在上面加这个科室。"
    for share in division.unknown():
        yield f"加的一行：《{share.sheet}》里没有叫“{share.told}”的格或列。请照那张表的写法写。"


def _parts(main: Main, source: Source, division: Division, now: datetime) -> Iterator[tuple[Office, Part]]:
    for office in main.record.offices:
        if office.name not in division.offices:
            continue
        handout = Handout(main.record.book, office.name, office.number + 1, due_words(office))
        part = write_part(source, division, handout)
        office.number += 1
        office.handed, office.state, office.part = HANDED.format(number=office.number, when=now), STATE, part.name
        office.returned, office.since = [], main.record.merges
        yield office, part


def due_words(office: Office) -> str:
    """交回期限 as a cover says it: 2025-03-15, or what was typed."""
    return office.due.strftime("%Y-%m-%d") if isinstance(office.due, date) else visible(office.due)


def _documents(main: Main, office: Office, part: Part) -> Iterator[Document]:
    yield Document(part.name, part.content)
    yield Document(Path(part.name).with_suffix(".eml").name, eml(_letter(main, office, part)))


def _letter(main: Main, office: Office, part: Part) -> Draft:
    snapshot, due = main.snapshot, due_words(office)
    words = {"unit": snapshot.unit, "year": snapshot.year, "office": office.name, "asked": part.asked}
    sender = "　".join(filter(None, (snapshot.text("填报人"), snapshot.text("联系电话"))))
    body = BODY.format(
        contact=office.contact or office.name, due=f"请在 {due} 前" if due else "请尽快", sender=sender, **words
    )
    recipients = recipients_in(office.mail) if office.mail else ()
    return Draft(recipients, SUBJECT.format(**words), body.rstrip() + "\n", (Attachment(part.name, part.content),))


def _told(main: Main, folder: Path, handed: list[Office], new: list[Share]) -> str:
    told = [WRITTEN.format(count=len(handed), folder=folder, names="、".join(office.name for office in handed))]
    told += [WITHOUT.format(office=office.name) for office in main.record.offices if office not in handed]
    told += [NEW_LINES.format(count=len(new))] if new else []
    return "\n".join([*told, NEXT.format(back=BACK)])
