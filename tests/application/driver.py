"""The tests' hand inside a running LibreOffice; runs under the Python that knows uno.

Reads one JSON list [operation, …] a line, answers {"ok": …} or {"error": text}.
"""

import json
import sys
import time

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.container import NoSuchElementException
from com.sun.star.document import XDocumentEventListener
from com.sun.star.util import CloseVetoException

ROLES = {
    name: uno.getConstantByName(f"com.sun.star.accessibility.AccessibleRole.{name}")
    for name in ("ALERT", "DIALOG", "PUSH_BUTTON", "MENU_BAR")
}


def value(name, content):
    found = PropertyValue()
    found.Name, found.Value = name, content
    return found


class Loaded(unohelper.Base, XDocumentEventListener):
    """Counts documents that are completely loaded; the buttons' own listener was there first."""

    count = 0

    def documentEventOccured(self, event):  # noqa: N802 - UNO's name and spelling
        self.count += event.EventName == "OnLoad"

    def disposing(self, event):
        pass


class Driver:
    def __init__(self, address, wait):
        self.wait = wait
        here = uno.getComponentContext()
        resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
        until = time.monotonic() + wait
        while True:
            try:
                self.context = resolver.resolve(f"uno:{address};urp;StarOffice.ComponentContext")
                break
            except Exception:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
        self.desktop = self.make("com.sun.star.frame.Desktop")
        self.document = None
        self.loaded = Loaded()
        broadcaster = self.context.getValueByName("/singletons/com.sun.star.frame.theGlobalEventBroadcaster")
        broadcaster.addDocumentEventListener(self.loaded)

    def make(self, service):
        return self.context.ServiceManager.createInstanceWithContext(service, self.context)

    def open(self, path, hidden):
        arguments = (value("Hidden", hidden), value("MacroExecutionMode", 0))  # blocked, as by default
        before = self.loaded.count
        self.document = self.desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, arguments)

        while not hidden and self.loaded.count == before:
            time.sleep(0.02)

    def close(self):
        """False while a press is running: it doesn't let the document go."""
        self.document.setModified(False)
        try:
            self.document.close(False)
        except CloseVetoException:
            return False
        return True

    def modified(self):
        return self.document.isModified()

    def form(self, sheet="首页"):
        """The form of the sheet in front where it has one, else of `sheet`."""
        front = self.document.CurrentController.ActiveSheet.DrawPage.Forms
        forms = front if front.Count else self.document.Sheets.getByName(sheet).DrawPage.Forms
        return forms.getByIndex(0)

    def scripts(self):
        form = self.form()
        return [event.ScriptCode for n in range(form.Count) for event in form.getScriptEvents(n)]

    def show(self, sheet):
        self.document.CurrentController.setActiveSheet(self.document.Sheets.getByName(sheet))

    def press(self, caption):
        """As a screen reader presses it: the control's own action, with all that is bound to it."""
        self.button_named(caption).doAccessibleAction(0)

    def menus(self):
        """The entries of the menu bar that can be seen."""
        return [one.getAccessibleName() for one in self._menu_bar()]

    def choose(self, menu, label):
        """An entry of a menu, as a screen reader chooses it."""
        top = next(one for one in self._menu_bar() if one.getAccessibleName() == menu)
        entry = next(one for one in parts(top) if one.getAccessibleName() == label)
        entry.doAccessibleAction(0)

    def _menu_bar(self):
        window = self.document.CurrentController.Frame.ContainerWindow.getAccessibleContext()
        bar = next(one for one in parts(window) if one.getAccessibleRole() == ROLES["MENU_BAR"])
        return [bar.getAccessibleChild(n).getAccessibleContext() for n in range(bar.getAccessibleChildCount())]

    def button_named(self, caption):
        """The accessible form button; its control is there a moment after its sheet was turned to."""
        form = self.form()
        models = [form.getByIndex(n) for n in range(form.Count)]
        model = next(one for one in models if one.Label == caption)
        until = time.monotonic() + self.wait
        while True:
            try:
                return self.document.CurrentController.getControl(model).getAccessibleContext()
            except NoSuchElementException:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def active(self):
        """The sheet in front; "" while a press is running."""
        controller = self.document.CurrentController
        return controller.ActiveSheet.Name if controller.Frame.ContainerWindow.isEnabled() else ""

    def text(self, sheet, cell):
        return self.document.Sheets.getByName(sheet).getCellRangeByName(cell).String

    def type(self, sheet, cell, content):
        """As typed by a clerk into an open cell; numbers as numbers."""
        target = self.document.Sheets.getByName(sheet).getCellRangeByName(cell)
        if isinstance(content, str):
            target.setString(content)
        else:
            target.setValue(content)

    def paste_from(self, path, sheet, cell):
        """Everything of another file's first sheet, copied there and pasted here, as by a clerk."""
        source = self.desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, ())
        cursor = source.Sheets.getByIndex(0).createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        whole = source.Sheets.getByIndex(0).getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
        helper = self.make("com.sun.star.frame.DispatchHelper")
        source.CurrentController.select(whole)
        helper.executeDispatch(source.CurrentController.Frame, ".uno:Copy", "", 0, ())
        self.show(sheet)
        controller = self.document.CurrentController
        controller.select(self.document.Sheets.getByName(sheet).getCellRangeByName(cell))
        helper.executeDispatch(controller.Frame, ".uno:Paste", "", 0, ())
        source.close(False)

    def type_all(self, cells):
        """[[sheet, row, column, number, text or null]], rows and columns from 1."""
        sheets = {name: self.document.Sheets.getByName(name) for name in {cell[0] for cell in cells}}
        for sheet, row, column, content in cells:
            target = sheets[sheet].getCellByPosition(column - 1, row - 1)
            if isinstance(content, (int, float)):
                target.setValue(content)
            else:
                target.setString(content or "")

    def block(self, sheet, cells):
        return [list(row) for row in self.document.Sheets.getByName(sheet).getCellRangeByName(cells).getDataArray()]

    def rows(self, sheet, index, count):
        """Insert (or with a negative count delete) rows before `index` (from 1), protection aside."""
        target = self.document.Sheets.getByName(sheet)
        target.unprotect("")
        if count > 0:
            target.Rows.insertByIndex(index - 1, count)
        else:
            target.Rows.removeByIndex(index - 1, -count)

    def edit(self, sheet, cell):
        """Put the cell into edit mode, as F2 does."""
        controller = self.document.CurrentController
        self.show(sheet)
        controller.select(self.document.Sheets.getByName(sheet).getCellRangeByName(cell))
        helper = self.make("com.sun.star.frame.DispatchHelper")
        helper.executeDispatch(controller.Frame, ".uno:SetInputMode", "", 0, ())

    def hidden(self, sheet, first, last):
        """The rows that are not shown."""
        rows = self.document.Sheets.getByName(sheet).Rows
        return [row for row in range(first, last + 1) if not rows.getByIndex(row - 1).IsVisible]

    def height(self, sheet, row):
        """Of a row, in hundredths of a millimetre."""
        return self.document.Sheets.getByName(sheet).Rows.getByIndex(row - 1).Height

    def charts(self, sheet):
        charts = self.document.Sheets.getByName(sheet).Charts
        return [[list(r) for r in charts.getByIndex(n).EmbeddedObject.Data.getData()] for n in range(charts.Count)]

    def picture(self, sheet, cells, path):
        """The cells as a PDF."""
        chosen = self.document.Sheets.getByName(sheet).getCellRangeByName(cells)
        data = uno.Any("[]com.sun.star.beans.PropertyValue", (value("Selection", chosen),))
        url = uno.systemPathToFileUrl(path)
        self.document.storeToURL(url, (value("FilterName", "calc_pdf_Export"), value("FilterData", data)))

    def store(self, path):
        url = uno.systemPathToFileUrl(path)
        self.document.storeToURL(url, (value("FilterName", "Calc MS Excel 2007 VBA XML"),))

    def dialogs(self):
        """The texts of open message boxes."""
        return [text for _, text in self._boxes()]

    def button(self):
        """Where on the screen the first message box has its first button; None without a box."""
        for box, _ in self._boxes():
            for part in parts(box):
                if part.getAccessibleRole() == ROLES["PUSH_BUTTON"]:
                    place, size = part.getLocationOnScreen(), part.getSize()
                    return [place.X + size.Width // 2, place.Y + size.Height // 2]
        return None

    def place(self, caption):
        """The middle of a form button on the screen."""
        context = self.button_named(caption)
        before, place = None, context.getLocationOnScreen()
        while before is None or (before.X, before.Y) != (place.X, place.Y):  # a window that just opened is laid out yet
            time.sleep(1)  # no hand is faster
            before, place = place, context.getLocationOnScreen()
        size = context.getSize()
        return [place.X + size.Width // 2, place.Y + size.Height // 2]

    def status_bar(self):
        """[left, top, right, bottom] on the screen."""
        bar = self.document.CurrentController.Frame.LayoutManager.getElement("private:resource/statusbar/statusbar")
        context = bar.getRealInterface().getAccessibleContext()
        place, size = context.getLocationOnScreen(), context.getSize()
        return [place.X, place.Y, place.X + size.Width, place.Y + size.Height]

    def undoable(self):
        """How many steps could be undone."""
        return len(self.document.UndoManager.getAllUndoActionTitles())

    def _boxes(self):
        toolkit = self.make("com.sun.star.awt.Toolkit")
        windows = [toolkit.getTopWindow(n) for n in range(toolkit.getTopWindowCount())]
        found = []
        for window in windows:
            context = window.getAccessibleContext() if window is not None else None
            if context is not None and context.getAccessibleRole() in (ROLES["ALERT"], ROLES["DIALOG"]):
                found.append((context, " ".join(part.getAccessibleName() for part in parts(context))))
        return found


def parts(context):
    yield context
    for n in range(context.getAccessibleChildCount()):
        child = context.getAccessibleChild(n)
        if child is not None:
            yield from parts(child.getAccessibleContext())


def main(kind=Driver):
    driver = kind(sys.argv[1], float(sys.argv[2]))
    print(json.dumps({"ok": "ready"}), flush=True)
    for line in sys.stdin:
        operation, *arguments = json.loads(line)
        try:
            reply = {"ok": getattr(driver, operation)(*arguments)}
        except Exception as error:
            reply = {"error": f"{operation}: {type(error).__name__}: {error}"}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
