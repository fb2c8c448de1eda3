Attribute VB_Name = "JxRibbon"
Option Explicit

' What is the add-in's own: it works on the active workbook (Nothing where none is open), and its ribbon tab calls these
' macros.

Public Function JxBook() As Workbook
    Set JxBook = ActiveWorkbook
End Function

Public Sub JxAddinPress(control As IRibbonControl)
    AskOrPress control.Tag
End Sub
