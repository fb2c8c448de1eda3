Attribute VB_Name = "JxNotice"
Option Explicit
Option Private Module

' The notice on the first sheet that macros are off. A saved file always shows it; where this code runs it is hidden.
' Hiding a row empties Excel's list of what can be undone, so it is done on opening and on saving only, and not by
' AutoSave, which saves all the time.

Private shown As Boolean

Public Sub HideNotice(ByVal book As Workbook)
    ShowNotice book, False
End Sub

Public Sub ShowNoticeForSaving(ByVal book As Workbook)
    If Not SavesByItself(book) Then ShowNotice book, True
End Sub

' After a save that was given up half-way.
Public Sub HideForgottenNotice(ByVal book As Workbook)
    If shown Then HideNotice book
End Sub

Private Sub ShowNotice(ByVal book As Workbook, ByVal visible As Boolean)
    Dim row As Range
    Dim unchanged As Boolean
    Set row = NoticeRow(book)
    If row Is Nothing Then Exit Sub
    unchanged = book.Saved
    If row.Hidden = visible Then
        row.Hidden = Not visible
        If visible Then row.RowHeight = JxNoticeHeight
    End If
    shown = visible
    book.Saved = unchanged
End Sub

Private Function NoticeRow(ByVal book As Workbook) As Range
    On Error Resume Next ' a workbook of an older version has none
    Set NoticeRow = book.Names(JxText("notice")).RefersToRange.EntireRow
End Function

Private Function SavesByItself(ByVal book As Workbook) As Boolean
    On Error Resume Next ' Excel before 2019 has no such property
    SavesByItself = CallByName(book, "AutoSaveOn", VbGet)
End Function
