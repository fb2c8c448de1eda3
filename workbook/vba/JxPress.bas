Attribute VB_Name = "JxPress"
Option Explicit
Option Private Module

' One press, from a form button or from the ribbon: open the locked cells to macros, run Python, put the application
' back as it was. The same text in the workbook, where it works on itself, and in the add-in, where it works on the
' active workbook. What Python wrote into the status bar stays until something is typed.

Private told As Boolean

Public Sub Press(ByVal action As String)
    RunAction action, ""
End Sub

' xlwings needs an open workbook; two actions must work without one.
Public Sub RunAction(ByVal action As String, ByVal arguments As String)
    Dim blank As Workbook
    If JxBook() Is Nothing Then
        If action <> "new" And action <> "help" Then
            Tell "no_book", ""
            Exit Sub
        End If
        Set blank = Workbooks.Add
    End If
    If PythonIsSetUp() Then RunAndRestore "import jixiao.buttons; jixiao.buttons." & action & "(" & arguments & ")"
    #If Mac Then
        ' Python has only begun and still needs it
    #Else
        If Not blank Is Nothing Then blank.Close SaveChanges:=False
    #End If
End Sub

Private Sub RunAndRestore(ByVal command As String)
    Dim events As Boolean
    Dim calc As Long
    Dim problem As String
    events = Application.EnableEvents
    calc = Application.Calculation
    On Error GoTo Restore
    UnlockForMacros JxBook()
    Application.StatusBar = JxText("starting")
    RunPython command
Restore:
    told = True
    If Err.Number <> 0 Then problem = "(" & Err.Number & ") " & Err.Description
    Application.ScreenUpdating = True
    Application.EnableEvents = events
    Application.Calculation = calc
    If problem <> "" Then
        Tell "failed", problem
    End If
    #If Not Mac Then
        JxForgetStarting
    #End If
End Sub

' Python that said nothing leaves no "starting" behind. On macOS xlwings' own CleanUp calls this when Python ends.
Public Sub JxForgetStarting()
    If CStr(Application.StatusBar) = JxText("starting") Then Application.StatusBar = False
End Sub

' The result of a press is out of date as soon as something changes.
Public Sub ForgetTold()
    If told Then
        told = False
        Application.StatusBar = False
    End If
End Sub

' UserInterfaceOnly lets macros and Python write into locked cells. Excel does not save it, so it is set on opening
' and again at every press, with each sheet's own permissions. A sheet with a password stays locked; a workbook that
' is not ours is left alone.
Public Sub UnlockForMacros(ByVal book As Workbook)
    Dim sheet As Worksheet
    If Not IsOurs(book) Then Exit Sub
    For Each sheet In book.Worksheets
        If sheet.ProtectContents Then UnlockSheet sheet
    Next sheet
End Sub

Public Function IsOurs(ByVal book As Workbook) As Boolean
    Dim home As Object
    On Error Resume Next
    Set home = book.Worksheets(JxText("home"))
    On Error GoTo 0
    IsOurs = Not home Is Nothing
End Function

Private Sub UnlockSheet(ByVal sheet As Worksheet)
    Dim allowed As Protection
    Dim selection As Long
    Set allowed = sheet.Protection
    selection = sheet.EnableSelection
    On Error Resume Next
    sheet.Protect DrawingObjects:=sheet.ProtectDrawingObjects, Contents:=True, Scenarios:=sheet.ProtectScenarios, _
        UserInterfaceOnly:=True, AllowFormattingCells:=allowed.AllowFormattingCells, _
        AllowFormattingColumns:=allowed.AllowFormattingColumns, AllowFormattingRows:=allowed.AllowFormattingRows, _
        AllowInsertingColumns:=allowed.AllowInsertingColumns, AllowInsertingRows:=allowed.AllowInsertingRows, _
        AllowInsertingHyperlinks:=allowed.AllowInsertingHyperlinks, _
        AllowDeletingColumns:=allowed.AllowDeletingColumns, AllowDeletingRows:=allowed.AllowDeletingRows, _
        AllowSorting:=allowed.AllowSorting, AllowFiltering:=allowed.AllowFiltering, _
        AllowUsingPivotTables:=allowed.AllowUsingPivotTables
    sheet.EnableSelection = selection
End Sub
