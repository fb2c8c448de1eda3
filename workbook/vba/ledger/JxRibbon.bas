Attribute VB_Name = "JxRibbon"
Option Explicit

' What is the ledger's own: it works on itself, and its ribbon tab, which is there while it is in front, calls this macro.

Public Function JxBook() As Workbook
    Set JxBook = ThisWorkbook
End Function

Public Sub JxLedgerPress(control As IRibbonControl)
    Press control.Tag
End Sub
