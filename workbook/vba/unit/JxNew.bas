Attribute VB_Name = "JxNew"
Option Explicit
Option Private Module

' Action "new": ask what Python needs. The answers go to Python in hexadecimal, because a command line is no place for
' quotes, percent signs and Chinese.

Public Sub AskOrPress(ByVal action As String)
    If action = "new" Then
        AskAndBegin
    Else
        Press action
    End If
End Sub

Private Sub AskAndBegin()
    Dim last As String
    Dim unit As String
    Dim forYear As String
    Dim target As String
    Select Case Ask(JxText("new_last"), vbYesNoCancel + vbQuestion)
        Case vbYes
            last = PickedLast()
            If last = "" Then Exit Sub
        Case vbNo
            unit = Answer("new_unit", "")
            If unit = "" Then Exit Sub
        Case Else
            Exit Sub
    End Select
    forYear = AskedYear()
    If forYear = "" Then Exit Sub
    target = PickedTarget(forYear & IIf(unit = "", "", "_" & unit))
    If target = "" Then Exit Sub
    RunAction "new", "'" & HexOf(unit & vbTab & forYear & vbTab & last & vbTab & target) & "'"
End Sub

Private Function AskedYear() As String
    Dim answered As String
    answered = CStr(Year(Date) - 1)
    Do
        answered = Answer("new_year", answered)
        If answered = "" Or answered Like "20##" Then Exit Do
        Ask JxText("new_bad_year"), vbExclamation
    Loop
    AskedYear = answered
End Function

' "" where it was given up.
Private Function Answer(ByVal key As String, ByVal proposed As String) As String
    Dim given As Variant
    given = Application.InputBox(Prompt:=JxText(key), Title:=JxText("title"), Default:=proposed, Type:=2)
    If VarType(given) = vbString Then Answer = Trim$(given)
End Function

Private Function PickedLast() As String
    Dim picked As Variant
    #If Mac Then
        picked = Application.GetOpenFilename()
    #Else
        picked = Application.GetOpenFilename(FileFilter:=JxText("new_kinds_last"), Title:=JxText("new_pick_last"))
    #End If
    If VarType(picked) = vbString Then PickedLast = picked
End Function

' Never one that is there already: nothing is replaced.
Private Function PickedTarget(ByVal named As String) As String
    Dim picked As Variant
    Do
        #If Mac Then
            picked = Application.GetSaveAsFilename(InitialFileName:=JxText("new_file_name", named))
        #Else
            picked = Application.GetSaveAsFilename(InitialFileName:=JxText("new_file_name", named), _
                FileFilter:=JxText("new_kinds_target"), Title:=JxText("new_pick_target"))
        #End If
        If VarType(picked) <> vbString Then Exit Function
        If Not FileIsThere(picked) Then Exit Do
        Tell "new_exists", picked
    Loop
    PickedTarget = picked
End Function

Private Function HexOf(ByVal text As String) As String
    Dim n As Long
    For n = 1 To Len(text)
        HexOf = HexOf & Right$("000" & Hex$(AscW(Mid$(text, n, 1))), 4)
    Next n
End Function
