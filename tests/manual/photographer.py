"""The driver that also arranges a workbook for a picture and says where its cells are on the screen."""

import sys
from pathlib import Path

import uno
from com.sun.star.awt import Point

sys.path.insert(0, str(Path(__file__).parents[1] / "application"))

from driver import Driver, main, value

BY_VALUE, POSSIZE = 3, 15  # com.sun.star.view.DocumentZoomType, com.sun.star.awt.PosSize
TABLE = uno.getConstantByName("com.sun.star.accessibility.AccessibleRole.TABLE")


class Photographer(Driver):
    def frame(self, width, height, zoom):
        """A bare window at the screen's corner: the sheet, its headings and its tabs."""
        controller = self.document.CurrentController
        layout = controller.Frame.LayoutManager
        for element in list(layout.getElements()):
            layout.hideElement(element.ResourceURL)
        self._dispatch(".uno:InputLineVisible", InputLineVisible=False)
        self._dispatch(".uno:Sidebar", Sidebar=False)
        controller.ShowPageBreaks = False
        controller.HasVerticalScrollBar = controller.HasHorizontalScrollBar = False
        controller.ZoomType, controller.ZoomValue = BY_VALUE, zoom
        controller.Frame.ContainerWindow.setPosSize(0, 0, width, height, POSSIZE)

    def _dispatch(self, command, **arguments):
        helper = self.make("com.sun.star.frame.DispatchHelper")
        given = tuple(value(*one) for one in arguments.items())
        helper.executeDispatch(self.document.CurrentController.Frame, command, "", 0, given)

    def scroll(self, sheet, row, column):
        """That row and column come first below and right of what is frozen; the cursor is out of the way."""
        controller = self.document.CurrentController
        self.select(sheet, "A1")
        controller.select(self.document.createInstance("com.sun.star.sheet.SheetCellRanges"))
        controller.Frame.ComponentWindow.setFocus()
        pane = controller.getByIndex(controller.Count - 1)
        pane.setFirstVisibleRow(row - 1)
        pane.setFirstVisibleColumn(column - 1)

    def as_in_excel(self, sheet, row, notice, buttons):
        """The notice that macros are off, in its row, as Excel shows it; "" hides the row, as the workbook's macros do.

        Excel's buttons move with their row `buttons`; here they must be moved.
        """
        page = self.document.Sheets.getByName(sheet)
        page.unprotect("")
        place, height = page.Rows.getByIndex(row - 1), page.Rows.getByIndex(row - 1).Height
        page.getCellByPosition(1, row - 1).setString(notice)
        place.Height, place.IsVisible = height, bool(notice)
        place = page.getCellByPosition(0, buttons - 1)
        for n in range(page.DrawPage.Count):
            shape = page.DrawPage.getByIndex(n)
            shape.Position = Point(shape.Position.X, place.Position.Y + (place.Size.Height - shape.Size.Height) // 2)
        page.protect("")

    def select(self, sheet, cell):
        """Go there, as with a click: what the cell asks is shown."""
        self.show(sheet)
        target = self.document.Sheets.getByName(sheet).getCellRangeByName(cell)
        self.document.CurrentController.select(target)

    def sheets(self):
        return list(self.document.Sheets.ElementNames)

    def form(self):
        """The form of the sheet that is shown."""
        return self.document.CurrentController.ActiveSheet.DrawPage.Forms.getByIndex(0)

    def box(self, sheet, cells):
        """Left, top, right, bottom of visible cells of the active sheet on the screen."""
        address = self.document.Sheets.getByName(sheet).getCellRangeByName(cells).RangeAddress
        left, top, *_ = self._place(address.StartRow, address.StartColumn)
        *_, right, bottom = self._place(address.EndRow, address.EndColumn)
        return [left, top, right, bottom]

    def _place(self, row, column):
        """Of one cell, from 0, in whichever pane shows it."""
        window = self.document.CurrentController.Frame.ComponentWindow.getAccessibleContext()
        for pane in tables(window, 6):
            context = pane.getAccessibleCellAt(row, column).getAccessibleContext()
            place, size = context.getLocationOnScreen(), context.getSize()
            if size.Width > 0 and size.Height > 0:
                return place.X, place.Y, place.X + size.Width, place.Y + size.Height
        raise LookupError(f"row {row + 1}, column {column + 1} can't be seen")

    def button_box(self, caption):
        """Left, top, right, bottom of a form button on the screen."""
        x, y = self.place(caption)
        size = self.button_named(caption).getSize()
        return [x - size.Width // 2, y - size.Height // 2, x + size.Width // 2, y + size.Height // 2]

    def box_of_message(self):
        """Left, top, right, bottom of the open message box; None without one."""
        for box, _ in self._boxes():
            place, size = box.getLocationOnScreen(), box.getSize()
            return [place.X, place.Y, place.X + size.Width, place.Y + size.Height]
        return None


def tables(context, depth):
    """The panes of a window; not further down, where a sheet has a billion cells."""
    if context.getAccessibleRole() == TABLE:
        yield context
    elif depth:
        for n in range(min(context.getAccessibleChildCount(), 30)):
            child = context.getAccessibleChild(n)
            if child is not None:
                yield from tables(child.getAccessibleContext(), depth - 1)


if __name__ == "__main__":
    main(Photographer)
