Attribute VB_Name = "JxButtons"
Option Explicit

' The macros of the form buttons: one for each, by the name of the action.

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

Public Sub JxImportTable()
    Press "import_table"
End Sub

Public Sub JxSplit()
    Press "split"
End Sub

Public Sub JxMerge()
    Press "merge"
End Sub

Public Sub JxUndoMerge()
    Press "undo_merge"
End Sub
