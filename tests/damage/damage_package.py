"""Ways to damage the file itself: the zip, its parts, the XML of sheets and of the workbook."""

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

Parts = dict[str, bytes]
Damage = Callable[[Random, Parts], None]
SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
NUMBER = re.compile(rb'(<c r="[A-Z]+\d+" s="\d+"><v>)([^<]*)')
CLAIM = b"<v>96.34"  # 上报自评得分, the workbook's own statement of its score, is left alone
BOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"


def read(content: bytes) -> Parts:
    """The parts of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def write(parts: Parts) -> bytes:
    """A sound zip of parts, whatever is in them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 1)
    return buffer.getvalue()


def flip_bytes(random: Random, content: bytes) -> bytes:
    """A few bytes of the file itself."""
    spoilt = bytearray(content)
    for _ in range(random.randint(1, 20)):
        spoilt[random.randrange(len(spoilt))] = random.randrange(256)
    return bytes(spoilt)


def truncate(random: Random, content: bytes) -> bytes:
    """A download that broke off, or one with something before or behind it."""
    keep = random.randrange(len(content))
    return random.choice((content[:keep], content[keep:], content + b"\0" * 100, b"\0" * 100 + content))


def drop_part(random: Random, parts: Parts) -> None:
    """A part is missing."""
    del parts[random.choice(list(parts))]


def swap_parts(random: Random, parts: Parts) -> None:
    """Two parts have changed places."""
    first, second = random.sample(list(parts), 2)
    parts[first], parts[second] = parts[second], parts[first]


def spoil_xml(random: Random, parts: Parts) -> None:
    """Bytes of a part: mostly no longer well-formed."""
    name = random.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    parts[name] = flip_bytes(random, parts[name])


def drop_elements(random: Random, parts: Parts) -> None:
    """Cells, rows, names or whole lists of them are gone."""
    kinds = {b"c": rb"<c [^>]*?(?:/>|>.*?</c>)", b"row": rb"<row [^>]*?(?:/>|>.*?</row>)"}
    pattern = random.choice((*kinds.values(), rb"<f>.*?</f>", rb"<v>.*?</v>", rb"<mergeCells.*?</mergeCells>"))
    _change(random, parts, pattern, lambda match: b"")


def retype_cells(random: Random, parts: Parts) -> None:
    """A cell says that it is a string, a number, an error, a date."""
    kind = random.choice((b"s", b"str", b"inlineStr", b"n", b"e", b"b", b"d", b"x", b""))
    _change(random, parts, rb't="s"|<c r="[A-Z]+\d+" s="\d+">', lambda m: b't="' + kind + b'"' if m[0][:1] == b"t" else
            m[0][:-1] + b' t="' + kind + b'">')  # fmt: skip


def spoil_values(random: Random, parts: Parts) -> None:
    """What stands in <v>: shared string numbers beyond the end, words, huge and broken numbers."""
    values = (b"-1", b"99999", b"1e400", b"NaN", b"abc", b"", b"0x10", b"1,5", b" 7 ", b"7" * 400)
    _change(random, parts, rb"(?<=<v>)[^<]*", lambda match: random.choice(values))


def spoil_numbers(random: Random, parts: Parts) -> None:
    """Typed numbers only: a digit more, a sign, a text, another serial, nothing."""
    slips = (b"-%s", b"%s0", b"0.%s", b"%se3", b" %s", b"%sx", b"")
    name = random.choice([name for name in parts if SHEET.fullmatch(name) and NUMBER.search(parts[name])] or [""])
    places = [match.start() for match in NUMBER.finditer(parts.get(name, b"")) if CLAIM not in match[0]]
    chosen = set(random.sample(places, min(len(places), random.randint(1, 3))))

    def slip(match: re.Match[bytes]) -> bytes:
        pattern = random.choice(slips)
        return match[1] + (pattern % match[2].replace(b"-", b"") if b"%s" in pattern else pattern)

    if chosen:
        parts[name] = NUMBER.sub(lambda match: slip(match) if match.start() in chosen else match[0], parts[name])


def spoil_places(random: Random, parts: Parts) -> None:
    """Cells and rows that say they are elsewhere, or nowhere."""
    places = (b'r="A1"', b'r="XFD1048576"', b'r="ZZZZ9"', b'r="0"', b'r=""', b'r="-3"', b'r="C6"', b'r="99999999999"')
    _change(random, parts, rb'(?<=<c )r="[A-Z]+\d+"|(?<=<row )r="\d+"', lambda match: random.choice(places))


def lose_names(random: Random, parts: Parts) -> None:
    """Names that point nowhere, or further than they should."""
    new = random.choice((b"#REF!", b"'\xe6\x97\xa7\xe8\xa1\xa8'!$A$1", b"$A:$XFD", b"", b"1+"))
    parts[BOOK] = re.sub(
        rb"(<definedName [^>]*>)[^<]*", lambda m: m[1] + new, parts[BOOK], count=random.choice((0, 1, 9))
    )


def rename_sheets(random: Random, parts: Parts) -> None:
    """Names of sheets: doubled, blank, odd."""
    names = ("", "x" * 40, "首页", "a/b", "旧表", "评分表 ", "&amp;")
    new = random.choice(names).encode()
    at = random.randrange(12)
    found = iter(range(100))
    parts[BOOK] = re.sub(rb'(<sheet name=")[^"]*', lambda m: m[1] + new if next(found) == at else m[0], parts[BOOK])


def hide_or_reorder_sheets(random: Random, parts: Parts) -> None:
    """Hidden sheets, another order."""
    sheets = re.findall(rb"<sheet [^>]*/>", parts[BOOK])
    shuffled = random.sample(sheets, len(sheets))
    hidden = [s.replace(b"<sheet ", b'<sheet state="veryHidden" ') if random.random() < 0.3 else s for s in shuffled]
    parts[BOOK] = re.sub(rb"<sheets>.*</sheets>", b"<sheets>" + b"".join(hidden) + b"</sheets>", parts[BOOK])


def use_1904_dates(random: Random, parts: Parts) -> None:
    """The old Macintosh calendar: the same serials are other days."""
    parts[BOOK] = parts[BOOK].replace(b"<workbookPr ", b'<workbookPr date1904="1" ', 1)


def forget_cached_results(random: Random, parts: Parts) -> None:
    """Filled by a program that doesn't calculate."""
    for name in filter(SHEET.fullmatch, list(parts)):
        parts[name] = re.sub(rb"</f><v>[^<]*</v>", b"</f>", parts[name])


def lie_in_cached_results(random: Random, parts: Parts) -> None:
    """Results that are not those of the formulas."""
    for name in filter(SHEET.fullmatch, list(parts)):
        parts[name] = re.sub(rb"</f><v>[^<]*</v>", b"</f><v>12345</v>", parts[name])


def link_elsewhere(random: Random, parts: Parts) -> None:
    """Formulas that take their values from another file, a web address, a command."""
    links = (
        b"[1]Sheet1!A1",
        b"'C:\\[x.xlsx]S'!A1",
        b"cmd|'/c calc'!A1",
        b'WEBSERVICE("http://x")',
        b'HYPERLINK("file:///")',
    )
    _change(random, parts, rb"(?<=<f>)[^<]*", lambda match: random.choice(links))


def foreign_dialect(random: Random, parts: Parts) -> None:
    """Another program's way of writing: prefixes, no styles, strict namespaces, a byte order mark."""
    name = random.choice([name for name in parts if SHEET.fullmatch(name)])
    new = random.choice((
        parts[name].replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
        b"\xef\xbb\xbf" + parts[name],
        re.sub(rb' s="\d+"', b"", parts[name]),
        re.sub(rb' s="\d+"', b' s="9999"', parts[name]),
        parts[name].replace(b'encoding="UTF-8"', b'encoding="GBK"'),
    ))  # fmt: skip
    parts[name] = new


def swap_cells(random: Random, parts: Parts) -> None:
    """Two cells of a sheet have changed their contents, addresses and all else stay."""
    _swap(random, parts, rb"(?<=>)(?:<v>[^<]*</v>|<is>.*?</is>)(?=</c>)")


def swap_rows(random: Random, parts: Parts) -> None:
    """Two rows have changed places: their numbers go with their contents, so one of them goes back."""
    _swap(random, parts, rb"<row [^>]*?>.*?</row>")


def double_rows(random: Random, parts: Parts) -> None:
    """A section stands there twice, the second below with numbers that go on or don't."""
    name = random.choice([name for name in parts if SHEET.fullmatch(name)])
    rows = re.findall(rb"<row [^>]*?>.*?</row>", parts[name], re.DOTALL)
    if rows:
        first = random.randrange(len(rows))
        copied = b"".join(rows[first : first + random.randint(1, 12)])
        if random.random() < 0.7:
            copied = re.sub(rb'(r="[A-Z]*)(\d+)"', lambda m: b'%s%d"' % (m[1], int(m[2]) + 300), copied)
        parts[name] = parts[name].replace(b"</sheetData>", copied + b"</sheetData>")


def write_strictly(random: Random, parts: Parts) -> None:
    """The whole file as Strict Open XML (ISO/IEC 29500-1): other namespaces throughout."""
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            content = content.replace(
                b"schemas.openxmlformats.org/spreadsheetml/2006/main", b"purl.oclc.org/ooxml/spreadsheetml/main"
            )
            content = content.replace(
                b"schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"purl.oclc.org/ooxml/officeDocument/relationships",
            )
            parts[name] = content


def prefix_tags(random: Random, parts: Parts) -> None:
    """A sheet or the strings with a prefix before every tag of theirs."""
    name = random.choice([name for name in parts if SHEET.fullmatch(name) or name == STRINGS])
    head, mark, body = parts[name].partition(b"?>")
    body = re.sub(rb"<(/?)(?=[A-Za-z])(?![A-Za-z0-9]+:)", rb"<\1q:", body)
    parts[name] = head + mark + body.replace(b'xmlns="', b'xmlns:q="', 1)


def share_formulas(random: Random, parts: Parts) -> None:
    """Shared and array formulas that reach too far, nowhere, or have no master."""
    kinds = (
        b'<f t="shared" ref="A1:XFD1048576" si="0">A1</f>', b'<f t="shared" si="77"/>', b'<f t="shared" ref="B2" si="0">ZZZ9999999</f>',
        b'<f t="array" ref="A1:Z20000">A1:A9</f>', b'<f t="array" ref="">1</f>', b'<f t="shared" si="x">1</f>',
        b'<f t="shared" ref="B5:B40" si="3">XFD1048570+1</f>', b'<f t="dataTable" ref="B5:C9" r1="A1"/>',
    )  # fmt: skip
    _change(random, parts, rb"<f>[^<]*</f>|(?<=>)(?=<v>)", lambda match: random.choice(kinds))


def _swap(random: Random, parts: Parts, pattern: bytes) -> None:
    name = random.choice([name for name in parts if SHEET.fullmatch(name)])
    found = [one for one in re.finditer(pattern, parts[name], re.DOTALL) if CLAIM not in one[0]]
    if len(found) > 1:
        one, other = sorted(random.sample(found, 2), key=lambda match: match.start())
        text = parts[name]
        parts[name] = text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


IN_PARTS: tuple[Damage, ...] = (
    drop_part, swap_parts, spoil_xml, drop_elements, drop_elements, retype_cells, retype_cells, spoil_values, spoil_numbers,
    spoil_numbers, spoil_numbers,
    spoil_places, spoil_places, lose_names, rename_sheets, hide_or_reorder_sheets, use_1904_dates, forget_cached_results,
    lie_in_cached_results, link_elsewhere, foreign_dialect,
    swap_cells, swap_cells, swap_rows, double_rows, write_strictly, prefix_tags, share_formulas, share_formulas,
)  # fmt: skip


def _change(random: Random, parts: Parts, pattern: bytes, new: Callable[[re.Match[bytes]], bytes]) -> None:
    """Change one to five occurrences of a pattern in a sheet."""
    name = random.choice([name for name in parts if SHEET.fullmatch(name)])
    places = [m.start() for m in re.finditer(pattern, parts[name], re.DOTALL)]
    chosen = set(random.sample(places, min(len(places), random.randint(1, 5))))
    parts[name] = re.sub(pattern, lambda m: new(m) if m.start() in chosen else m[0], parts[name], flags=re.DOTALL)
