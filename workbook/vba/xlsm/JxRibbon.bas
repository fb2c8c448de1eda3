Attribute VB_Name = "JxRibbon"
Option Explicit

' What is the workbook's own: it works on itself, and its ribbon tab calls these macros. Other names than the add-in's, because Excel looks a callback up by its
' name alone.

Public Function JxBook() As Workbook
    Set JxBook = ThisWorkbook
End Function

Public Sub JxBookPress(control As IRibbonControl)
    AskOrPress control.Tag
End Sub

' Where the add-in is loaded its tab does the same, so this one stays away.
Public Sub JxBookTab(control As IRibbonControl, ByRef visible As Variant)
    visible = Not AddinIsLoaded()
End Sub

Private Function AddinIsLoaded() As Boolean
    Dim addin As Workbook
    On Error Resume Next
    Set addin = Workbooks(JxText("addin"))
    On Error GoTo 0
    AddinIsLoaded = Not addin Is Nothing
End Function
