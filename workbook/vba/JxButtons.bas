Attribute VB_Name = "JxButtons"
Option Explicit

' Buttons of the sheet "home". Pure ASCII: Chinese words are ChrW, because code pages differ between machines.
' Each press opens the locked cells to macros, runs Python, and puts the application back as it was.

Public Sub JxValidate()
    Press "validate"
End Sub

Public Sub JxCalculate()
    Press "calculate"
End Sub

Public Sub JxTryOut()
    Press "try_out"
End Sub

Public Sub JxReport()
    Press "report"
End Sub

Public Sub JxSubmit()
    Press "submit"
End Sub

Public Sub JxMail()
    Press "mail"
End Sub

Private Sub Press(ByVal action As String)
    Dim events As Boolean
    Dim calc As Long
    events = Application.EnableEvents
    calc = Application.Calculation
    On Error GoTo Restore
    UnlockForMacros
    RunPython "import jixiao.buttons; jixiao.buttons." & action & "()"
Restore:
    Application.ScreenUpdating = True
    Application.EnableEvents = events
    Application.Calculation = calc
    Application.StatusBar = False
    If Err.Number <> 0 Then MsgBox FailureText(Err.Description), vbExclamation
End Sub

' UserInterfaceOnly lets macros and Python write into locked cells. Excel does not save it, so it is set on
' opening and again at every press.
Public Sub UnlockForMacros()
    Dim sheet As Worksheet
    For Each sheet In ThisWorkbook.Worksheets
        If sheet.ProtectContents Then
            sheet.Protect UserInterfaceOnly:=True, AllowInsertingRows:=True, AllowDeletingRows:=True, _
                AllowFormattingRows:=True, AllowFormattingColumns:=True, AllowSorting:=True, AllowFiltering:=True
        End If
    Next sheet
End Sub

' "The button could not be run. Please save, close Excel, open it again and press once more; if it still fails
' ask whoever installed it. Message: "
Private Function FailureText(ByVal detail As String) As String
    FailureText = ChrW(&H6309) & ChrW(&H94AE) & ChrW(&H6CA1) & ChrW(&H80FD) & ChrW(&H8FD0) & ChrW(&H884C) & _
        ChrW(&H3002) & ChrW(&H8BF7) & ChrW(&H4FDD) & ChrW(&H5B58) & ChrW(&H540E) & ChrW(&H91CD) & _
        ChrW(&H65B0) & ChrW(&H6253) & ChrW(&H5F00) & ChrW(&H518D) & ChrW(&H6309) & ChrW(&H4E00) & _
        ChrW(&H6B21) & ChrW(&HFF1B) & ChrW(&H4ECD) & ChrW(&H4E0D) & ChrW(&H884C) & ChrW(&HFF0C) & _
        ChrW(&H8BF7) & ChrW(&H627E) & ChrW(&H5B89) & ChrW(&H88C5) & ChrW(&H4EBA) & ChrW(&H5458) & _
        ChrW(&H3002) & vbCrLf & detail
End Function
