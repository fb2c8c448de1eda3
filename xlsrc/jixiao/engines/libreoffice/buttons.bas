' Written by jixiao's installer; installing again replaces it.
' The workbook's own macros can't run here, and are blocked by default; what the buttons are bound to is listened to
' instead, at the forms and not at the controls: controls come and go with the sheet that is shown. Nothing in the
' document is changed. No Python before the first press.

Const THEIRS = "vnd.sun.star.script:VBAProject.JxButtons."

Global watcher As Object, presser As Object

Sub Started()
  If Not IsNull(watcher) Then Exit Sub
  watcher = CreateUnoListener("Watch_", "com.sun.star.document.XDocumentEventListener")
  presser = CreateUnoListener("Press_", "com.sun.star.script.XScriptListener")
  GetDefaultContext().getValueByName("/singletons/com.sun.star.frame.theGlobalEventBroadcaster").addDocumentEventListener(watcher)
End Sub

Sub Watch_documentEventOccured(event As Object)
  Dim pages As Object, n As Integer
  If event.EventName <> "OnLoad" Then Exit Sub
  If Not HasUnoInterfaces(event.Source, "com.sun.star.sheet.XSpreadsheetDocument") Then Exit Sub
  If IsNull(event.Source.CurrentController) Then Exit Sub
  pages = event.Source.DrawPages
  For n = 0 To pages.Count - 1
    Listen pages.getByIndex(n).Forms
  Next n
End Sub

Private Sub Listen(forms As Object)
  Dim n As Integer
  For n = 0 To forms.Count - 1
    forms.getByIndex(n).addScriptListener(presser)
  Next n
End Sub

' What a form calls when one of its controls is used, whether or not the macro it is bound to may run.
Sub Press_firing(event As Object)
  ' A click that was waiting while a press turned to another sheet: its button is gone, and it meant that press.
  If IsNull(event.Arguments(0).Source.Model) Then Exit Sub
  Begin_ event.Arguments(0).Source.Model, CommandOf(MacroOf(event.ScriptCode))
End Sub

' The press of a button, or of an entry of the menu, which stands there for every workbook: what LibreOffice saves as .xlsm
' has no buttons any more when it is opened again.
Private Sub Begin_(part As Object, command As String)
  Dim told(1) As New com.sun.star.beans.NamedValue
  Dim loader, factory
  If command = "" Then Exit Sub
  told(0).Name = "control"
  told(0).Value = part
  told(1).Name = "command"
  told(1).Value = command
  loader = CreateUnoService("com.sun.star.loader.Python")
  factory = loader.activate("cn.jixiao.Buttons", "", "@COMPONENT@", Nothing)
  factory.createInstanceWithContext(GetDefaultContext()).execute(told)
End Sub

Function Press_approveFiring(event As Object)
  Press_approveFiring = True
End Function

Sub Watch_disposing(event As Object)
End Sub

Sub Press_disposing(event As Object)
End Sub

' The macro of the workbook's own VBA that a button is bound to, "" if it isn't one of ours.
Private Function MacroOf(code As String) As String
  MacroOf = ""
  If Left(code, Len(THEIRS)) = THEIRS Then MacroOf = Mid(code, Len(THEIRS) + 1, InStr(code, "?") - Len(THEIRS) - 1)
End Function
