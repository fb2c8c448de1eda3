"""Last touches on the finished package that XlsxWriter has no call for; zip order, dates and content stay fixed."""

import io
import re
import zipfile
from collections.abc import Callable

_ROW = re.compile(rb'<row r="([0-9]+)"[^>]*>')
_SHEET, _FIRST = "xl/worksheets/sheet", "xl/worksheets/sheet1.xml"


def with_fitting_rows(package: bytes, fixed: int = 0) -> bytes:
    """Row heights stay but are no longer fixed by hand, below the `fixed` first ones: a row grows with what is typed into it.

    But on the first sheet, where nobody types: LibreOffice would shrink its rows to one line at every press.
    """
    return with_parts(
        package, lambda name, part: _fitting(part, fixed) if name.startswith(_SHEET) and name != _FIRST else part
    )


def _fitting(part: bytes, fixed: int) -> bytes:
    return _ROW.sub(lambda row: row[0] if int(row[1]) <= fixed else row[0].replace(b' customHeight="1"', b""), part)


def with_parts(package: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The package with `change(name, part)` applied to every part, else as it was."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, change(info.filename, old.read(info)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def with_new_part(package: bytes, name: str, content: bytes) -> bytes:
    """The package with one part more, dated 1980 as XlsxWriter's are."""
    out = io.BytesIO(package)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = archive.infolist()[0].external_attr
        archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
