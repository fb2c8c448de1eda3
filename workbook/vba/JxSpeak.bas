Attribute VB_Name = "JxSpeak"
Option Explicit
Option Private Module

' Messages to the clerk: what is missing, where it was looked for, what to do. JxPythonFailed, JxNoInterpreter and
' JxNoAppleScript are called from xlwings' own module, where jixiao build puts them in the place of its English boxes.

#If Mac Then
#Else
    ' MsgBox shows question marks where the machine's code page is not Chinese.
    Private Declare PtrSafe Function MessageBoxW Lib "user32" (ByVal hWnd As LongPtr, ByVal text As LongPtr, _
        ByVal caption As LongPtr, ByVal kind As Long) As Long
#End If

Public Sub Tell(ByVal key As String, ByVal detail As String)
    Application.StatusBar = False
    Ask JxText(key, detail), vbExclamation
End Sub

Public Function Ask(ByVal text As String, ByVal kind As Long) As Long
    Dim caption As String
    caption = JxText("title")
    #If Mac Then
        Ask = MsgBox(text, kind, caption)
    #Else
        Ask = MessageBoxW(Application.Hwnd, StrPtr(text), StrPtr(caption), kind)
    #End If
End Function

' Is there an interpreter to run? The setting is found as xlwings finds it; without one xlwings would try "python",
' which on Windows opens the Store.
Public Function PythonIsSetUp() As Boolean
    Dim interpreter As String
    Dim problem As String
    On Error GoTo NoSettings
    #If Mac Then
        interpreter = GetConfig("INTERPRETER_MAC", "")
    #Else
        interpreter = GetConfig("INTERPRETER_WIN", "")
    #End If
    If interpreter = "" Then interpreter = GetConfig("INTERPRETER", "")
    On Error GoTo 0
    If interpreter = "" Then
        Tell NotSetUp(), GetConfigFilePath()
    ElseIf IsMissing(interpreter) Then
        Tell "no_interpreter", interpreter
    Else
        PythonIsSetUp = True
    End If
    Exit Function
NoSettings:
    problem = Err.Description
    Tell "failed", problem
End Function

Private Function NotSetUp() As String
    #If Mac Then
        NotSetUp = "not_set_up_mac"
    #Else
        NotSetUp = "not_set_up"
    #End If
End Function

' On macOS Excel may not look outside its own folder; there the start itself tells.
Private Function IsMissing(ByVal interpreter As String) As Boolean
    #If Not Mac Then
        If InStr(interpreter, "\") > 0 Then IsMissing = Not FileIsThere(interpreter)
    #End If
End Function

' VBA's own file functions know no names outside the machine's code page.
Public Function FileIsThere(ByVal path As String) As Boolean
    #If Mac Then
        FileIsThere = FileExists(path)
    #Else
        FileIsThere = CreateObject("Scripting.FileSystemObject").FileExists(path)
    #End If
End Function

Public Sub JxPythonFailed(ByVal fileName As String, ByVal message As String)
    Dim content As String
    content = message
    On Error Resume Next ' a log that can't be read leaves the message without its last line
    If content = "" Then content = ReadFile(fileName)
    On Error GoTo 0
    If InStr(content, "ModuleNotFoundError") > 0 Or InStr(content, "ImportError") > 0 Then
        Tell "incomplete", LastLine(content)
    Else
        Tell "failed", LastLine(content)
    End If
End Sub

Public Sub JxNoInterpreter(ByVal interpreter As String)
    Tell "no_interpreter", interpreter
End Sub

Public Sub JxNoAppleScript()
    Tell "no_applescript", ""
End Sub

Private Function LastLine(ByVal content As String) As String
    Dim lines() As String
    Dim n As Long
    lines = Split(Replace(content, vbCr, vbLf), vbLf)
    For n = UBound(lines) To 0 Step -1
        If Trim$(lines(n)) <> "" Then
            LastLine = Left$(Trim$(lines(n)), 300)
            Exit Function
        End If
    Next n
End Function
