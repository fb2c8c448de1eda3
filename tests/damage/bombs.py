"""Files that are small on disk and want to be huge in memory, and files whose inside is not what they say."""

import io
import zipfile
import zlib
from pathlib import Path

from jixiao import resources

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MEGABYTE = 2**20
DOCX = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>',
}


def packed(path: Path, parts: dict[str, object]) -> Path:
    """A zip; a part is text, bytes, or (text, how often it is repeated)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            if isinstance(content, tuple):
                with package.open(name, "w", force_zip64=True) as file:
                    piece, rest = _repeated(*content)
                    for one in piece:
                        file.write(one)
                    file.write(rest)
            else:
                package.writestr(name, content)
    return path


def _repeated(head: str, text: str, count: int, tail: str):
    block = text.encode() * max(1, MEGABYTE // max(1, len(text)))
    per = max(1, len(block) // max(1, len(text.encode())))

    def pieces():
        yield head.encode()
        for _ in range(count // per):
            yield block

    return pieces(), text.encode() * (count % per) + tail.encode()


def document(path: Path, text: str, count: int) -> Path:
    """A .docx whose body is a text many times over."""
    return packed(
        path, {**DOCX, "word/document.xml": (f"<w:document {W}><w:body>", text, count, "</w:body></w:document>")}
    )


def workbook(path: Path, part: str, change) -> Path:
    """The ready-made workbook with one part changed: `change(text)` gives (head, repeated, count, tail)."""
    with zipfile.ZipFile(resources.workbook("部门整体支出绩效自评.xlsm")) as package:
        held: dict[str, object] = {name: package.read(name) for name in package.namelist()}
    held[part] = change(held[part].decode())  # type: ignore[attr-defined]
    return packed(path, held)


def around(text: str, mark: str) -> tuple[str, str]:
    at = text.index(mark)
    return text[:at], text[at:]


def merges(path: Path) -> Path:
    """A sheet with a million and a half merged ranges."""

    def change(text: str):
        head, tail = around(text, "</sheetData>")
        tail = tail.removeprefix("</sheetData>")
        return f"{head}</sheetData><mergeCells>", '<mergeCell ref="AA1:AB1"/>', 1_500_000, f"</mergeCells>{tail}"

    return workbook(path, "xl/worksheets/sheet5.xml", change)


def strings(path: Path) -> Path:
    """Two million shared strings."""

    def change(text: str):
        head, tail = around(text, "</sst>")
        return head, "<si><t>字</t></si>", 2_000_000, tail

    return workbook(path, "xl/sharedStrings.xml", change)


def fonts(path: Path) -> Path:
    """A million fonts."""

    def change(text: str):
        head, tail = around(text, "</fonts>")
        return head, '<font><sz val="1"/></font>', 1_000_000, tail

    return workbook(path, "xl/styles.xml", change)


def rows(path: Path) -> Path:
    """A sheet of a gigabyte and a half."""

    def change(text: str):
        head, tail = around(text, "</sheetData>")
        return head, '<row r="9"/>', 120_000_000, tail

    return workbook(path, "xl/worksheets/sheet5.xml", change)


def spread(path: Path) -> Path:
    """One formula that says it stands in four million cells."""

    def change(text: str):
        head, tail = around(text, "<f>")
        return f'{head}<f t="array" ref="A1:GR20000">1</f>', "", 0, tail[tail.index("</f>") + 4 :]

    return workbook(path, "xl/worksheets/sheet5.xml", change)


def deep(path: Path) -> Path:
    """Elements within elements, half a million deep."""
    many = 500_000
    body = "<w:p>" * many + "</w:p>" * many
    return packed(path, {**DOCX, "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


def entities(path: Path) -> Path:
    """Ten entities, each ten times the one before."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]><w:document {W}><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>'
    return packed(path, {**DOCX, "word/document.xml": text})


def members(path: Path) -> Path:
    """A hundred thousand empty members."""
    return packed(path, {f"{n}.txt": "" for n in range(100_000)})


def nested(path: Path) -> Path:
    """Zips in zips, each with a quarter of a gigabyte of zeros at the bottom."""
    inner = packed(path, {"a.xlsx": ("", "\0" * 64, 4 * MEGABYTE, "")}).read_bytes()
    for _ in range(3):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            for n in range(10):
                package.writestr(f"{n}.zip", inner)
        inner = buffer.getvalue()
    path.write_bytes(inner)
    return path


def mail(path: Path) -> Path:
    """A mail of a hundred thousand parts."""
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="==x=="\r\n\r\n'
    part = b'--==x==\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="a.pdf"\r\n\r\nx\r\n'
    path.write_bytes(head + part * 100_000 + b"--==x==--\r\n")
    return path


def pdf(path: Path) -> Path:
    """A page whose stream is a gigabyte of blanks."""
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b" " * MEGABYTE) for _ in range(1024)) + packer.flush()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1))
    path.write_bytes(out + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF\n")
    return path
