Attribute VB_Name = "JxButtons"
Option Explicit

' The macros of the form buttons: one for each, by the name of the action.

Public Sub JxCollect()
    Press "collect"
End Sub

Public Sub JxRefresh()
    Press "refresh"
End Sub

Public Sub JxMissing()
    Press "missing"
End Sub

Public Sub JxHelp()
    Press "help"
End Sub
