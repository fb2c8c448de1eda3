"""Set LibreOffice up on a Linux desktop so that the buttons of the delivered workbook work.

The workbook's own VBA can't run there (xlwings.bas doesn't compile in LibreOffice, and document macros are blocked by
default, which is right: enabled they only give a Basic error). So a Basic library goes into the user's profile, starts
with LibreOffice and listens to the buttons of every workbook of ours that is opened; the document stays as it is. A menu
with the same actions stands there for what has no buttons: .xlsx, and .xlsm that LibreOffice saved.
"""

import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from jixiao import resources
from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.libreoffice.application import initialise
from jixiao.engines.libreoffice.locks import in_use

LIBRARY, MODULE = "Jixiao", "Buttons"
VBA_MODULES = ("unit", "JxButtons.bas"), ("ledger", "JxButtons.bas")
EVENTS = {"OnStartApp": "Started"}
MENU_SUB = "Menu_{}"
OOR = "http://openoffice.org/2001/registry"
LIB = "http://openoffice.org/2000/library"
MENU_BAR = "/org.openoffice.Office.Addons/AddonUI/OfficeMenuBar"
MENU_NAME = "cn.jixiao.{}"
SPREADSHEETS = "com.sun.star.sheet.SpreadsheetDocument"
Menus = Mapping[str, Mapping[str, str]]
"""Title of a menu → its entries, label → function of jixiao.buttons."""
BINDINGS = "/org.openoffice.Office.Events/ApplicationEvents/Bindings"
RUNNING = "LibreOffice 正在运行。请先关闭所有 LibreOffice 窗口，再安装一次。"
TAKEN = "LibreOffice 的“{event}”事件已经绑定了别的宏（{url}）。请在 工具→自定义→事件 中取消后再安装。"
DAMAGED = "LibreOffice 的设置文件读不出来：{path}。请启动一次 LibreOffice 再关闭，然后重新安装。"
NO_BUTTONS = "没有找到按钮的定义（workbook/vba/unit/JxButtons.bas）。请重新安装本程序。"
_PUBLIC_SUB = re.compile(r"^Public Sub (Jx(\w+))\(\)\s*\n\s*Press \"(\w+)\"", re.MULTILINE)


@dataclass(frozen=True)
class Installed:
    """What was set up: the profile, and macro name → function of jixiao.buttons."""

    profile: Path
    buttons: dict[str, str]


def default_profile() -> Path:
    """The profile LibreOffice uses on this desktop."""
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "libreoffice" / "4"


def install_libreoffice(profile_dir: Path, python: str | Path, menus: Menus) -> Installed:
    """Write the library, the event bindings and the menus into a profile; `python` is the Python that has jixiao.

    Installing again renews them. UnusableWorkbook, with nothing changed, if LibreOffice runs on that profile, if an
    event is bound to somebody else's macro, or if its settings can't be read.
    """
    user = profile_dir / "user"
    _refuse_if_running(profile_dir)
    buttons = macros()
    if not (user / "basic" / "script.xlc").exists():
        initialise(profile_dir)  # LibreOffice's first start would replace what we write
    bound = _bound(_parsed(user / "registrymodifications.xcu"), bind=True)
    settings = _saved(_with_menus(bound, menus))
    folder = user / "basic" / LIBRARY
    catalogs = {kind: _listed(user / "basic" / f"{kind}.xlc", kind, listed=True) for kind in ("script", "dialog")}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in _library(buttons, menus, str(python)).items():
        _replace(folder / name, content)
    for kind, content in catalogs.items():
        _replace(user / "basic" / f"{kind}.xlc", content)
    _replace(user / "registrymodifications.xcu", settings)
    return Installed(profile_dir, buttons)


def uninstall_libreoffice(profile_dir: Path) -> None:
    """Take out what install_libreoffice put there. Errors as there."""
    user = profile_dir / "user"
    _refuse_if_running(profile_dir)
    if (user / "registrymodifications.xcu").exists():
        bare = _bound(_parsed(user / "registrymodifications.xcu"), bind=False)
        _replace(user / "registrymodifications.xcu", _saved(_with_menus(bare, {})))
    for kind in ("script", "dialog"):
        path = user / "basic" / f"{kind}.xlc"
        if path.exists():
            _replace(path, _listed(path, kind, listed=False))
    if (user / "basic" / LIBRARY).exists():
        shutil.rmtree(user / "basic" / LIBRARY)


def _refuse_if_running(profile: Path) -> None:
    """A running LibreOffice would write its own settings over ours when it ends."""
    if (profile / ".lock").exists() and in_use(str(profile)):
        raise UnusableWorkbook(RUNNING)


def macros() -> dict[str, str]:
    """Macro → function, as the workbooks' own VBA says it: {"JxValidate": "validate", …}."""
    sources = [resources.workbook("vba", *module).read_text(encoding="ascii") for module in VBA_MODULES]
    matches = _PUBLIC_SUB.finditer("".join(sources).replace("\r\n", "\n"))
    found = {match[1]: match[3] for match in matches}
    if not found:
        raise UnusableWorkbook(NO_BUTTONS)
    return found


def _url(macro: str) -> str:
    return f"vnd.sun.star.script:{LIBRARY}.{MODULE}.{macro}?language=Basic&location=application"


def _parsed(path: Path) -> "etree._Element":
    try:
        return etree.parse(str(path)).getroot()
    except (OSError, etree.XMLSyntaxError) as error:
        raise UnusableWorkbook(DAMAGED.format(path=path)) from error


def _bound(settings: "etree._Element", *, bind: bool) -> "etree._Element":
    """The settings with our macros on the events, or without them."""
    for item in settings.findall("item"):
        if item.get(f"{{{OOR}}}path") == BINDINGS or str(item.get(f"{{{OOR}}}path")).startswith(BINDINGS + "/"):
            event, url = _binding(item)
            if event in EVENTS and url.startswith(f"vnd.sun.star.script:{LIBRARY}."):
                settings.remove(item)
            elif event in EVENTS and url and bind:
                raise UnusableWorkbook(TAKEN.format(event=event, url=url))
    for event, macro in EVENTS.items() if bind else ():
        settings.append(
            etree.fromstring(
                f'<item xmlns:oor="{OOR}" oor:path="{BINDINGS}"><node oor:name="{event}" oor:op="replace">'
                f'<prop oor:name="BindingURL" oor:op="fuse"><value>{escape(_url(macro))}</value></prop></node></item>'
            )
        )
    return settings


def _saved(settings: "etree._Element") -> bytes:
    return etree.tostring(settings, xml_declaration=True, encoding="UTF-8")


def _with_menus(settings: "etree._Element", menus: Menus) -> "etree._Element":
    """The settings with these menus of ours in the menu bar, and no others of ours."""
    for item in settings.findall("item"):
        if str(item.get(f"{{{OOR}}}path")).startswith(MENU_BAR) and MENU_NAME.format("").encode() in etree.tostring(
            item
        ):
            settings.remove(item)
    for number, (title, entries) in enumerate(menus.items()):
        shown = "".join(_entry_of_menu(n, label, action) for n, (label, action) in enumerate(entries.items()))
        settings.append(
            etree.fromstring(
                f'<item xmlns:oor="{OOR}" oor:path="{MENU_BAR}"><node oor:name="{MENU_NAME.format(number)}" oor:op="replace">'
                f'{_title(title)}<prop oor:name="Context" oor:op="fuse"><value>{SPREADSHEETS}</value></prop>'
                f'<node oor:name="Submenu">{shown}</node></node></item>'
            )
        )
    return settings


def _entry_of_menu(number: int, label: str, action: str) -> str:
    url = escape(_url(MENU_SUB.format(action)))
    return (
        f'<node oor:name="m{number:02d}" oor:op="replace"><prop oor:name="URL" oor:op="fuse"><value>{url}</value></prop>'
        f'{_title(label)}<prop oor:name="Target" oor:op="fuse"><value>_self</value></prop>'
        f'<prop oor:name="Context" oor:op="fuse"><value>{SPREADSHEETS}</value></prop></node>'
    )


def _title(text: str) -> str:
    """The same words whatever language LibreOffice speaks."""
    values = "".join(f'<value xml:lang="{language}">{escape(text)}</value>' for language in ("en-US", "zh-CN"))
    return f'<prop oor:name="Title" oor:op="fuse">{values}</prop>'


def _binding(item: "etree._Element") -> tuple[str, str]:
    """(event, macro) of one item, whichever of its two spellings it has."""
    node = item.find("node")
    path = str(item.get(f"{{{OOR}}}path"))
    name = str(node.get(f"{{{OOR}}}name")) if node is not None else path.rpartition("['")[2].rstrip("']")
    return name, "".join(str(text) for text in item.itertext()).strip()


def _listed(path: Path, kind: str, *, listed: bool) -> bytes:
    """The catalogue of Basic or dialog libraries with ours in it, or without."""
    root = _parsed(path)
    for entry in root.findall(f"{{{LIB}}}library"):
        if entry.get(f"{{{LIB}}}name") == LIBRARY:
            root.remove(entry)
    if listed:
        root.append(_entry(LIBRARY))
    doctype = '<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">'
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype=doctype)


def _entry(name: str) -> "etree._Element":
    return etree.Element(f"{{{LIB}}}library", {f"{{{LIB}}}name": name, f"{{{LIB}}}link": "false"})


def _library(buttons: dict[str, str], menus: Menus, python: str) -> dict[str, bytes]:
    """The files of the library's folder."""
    element = f' <library:element library:name="{MODULE}"/>\n'
    return {
        "script.xlb": _index(element),
        "dialog.xlb": _index(""),
        f"{MODULE}.xba": (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
            f'<script:module xmlns:script="http://openoffice.org/2000/script" script:name="{MODULE}"'
            f' script:language="StarBasic">{escape(basic_source(buttons, menus, python))}</script:module>\n'
        ).encode(),
    }


def _index(elements: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">\n'
        f'<library:library xmlns:library="{LIB}" library:name="{LIBRARY}" library:readonly="false"'
        f' library:passwordprotected="false">\n{elements}</library:library>\n'
    ).encode()


def basic_source(buttons: dict[str, str], menus: Menus, python: str) -> str:
    """The Basic module: what listens to the buttons, the command behind each macro, the macro behind each entry of a menu."""
    component = (Path(__file__).parent / "office" / "component.py").as_uri()
    template = (Path(__file__).parent / "buttons.bas").read_text(encoding="ascii")
    cases = "".join(
        f'    Case "{macro}"\n      CommandOf = {_basic_string(json.dumps(_command(python, action)))}\n'
        for macro, action in buttons.items()
    )
    function = f"Private Function CommandOf(macro As String) As String\n  Select Case macro\n{cases}  End Select\nEnd Function\n"
    actions = dict.fromkeys(action for entries in menus.values() for action in entries.values())
    subs = "".join(
        f"\nSub {MENU_SUB.format(action)}\n  Begin_ ThisComponent, {_basic_string(json.dumps(_command(python, action)))}\nEnd Sub\n"
        for action in actions
    )
    return f"{template.replace('@COMPONENT@', component)}\n{function}{subs}"


def _command(python: str, action: str) -> list[str]:
    return [python, "-m", "jixiao.buttons.in_libreoffice", action]


def _basic_string(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _replace(path: Path, content: bytes) -> None:
    """A temporary file beside the target, renamed: LibreOffice never finds half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".jixiao")
    temporary.write_bytes(content)
    os.replace(temporary, path)
