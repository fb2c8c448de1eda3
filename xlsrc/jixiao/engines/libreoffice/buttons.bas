' Written by jixiao's installer; installing again replaces it.
' The workbook's own macros can't run here, and are blocked by default; the buttons are listened to instead. Nothing in
' the document is changed. No Python before the first press.

Const THEIRS = "vnd.sun.star.script:VBAProject.JxButtons."

Global watcher As Object, turner As Object, clicker As Object

Sub Started()
  If Not IsNull(watcher) Then Exit Sub
  watcher = CreateUnoListener("Watch_", "com.sun.star.document.XDocumentEventListener")
  turner = CreateUnoListener("Turn_", "com.sun.star.sheet.XActivationEventListener")
  clicker = CreateUnoListener("Click_", "com.sun.star.awt.XActionListener")
  GetDefaultContext().getValueByName("/singletons/com.sun.star.frame.theGlobalEventBroadcaster").addDocumentEventListener(watcher)
End Sub

Sub Watch_documentEventOccured(event As Object)
  Dim controller As Object
  If event.EventName <> "OnLoad" Then Exit Sub
  If Not HasUnoInterfaces(event.Source, "com.sun.star.sheet.XSpreadsheetDocument") Then Exit Sub
  controller = event.Source.CurrentController
  If IsNull(controller) Then Exit Sub
  controller.addActivationEventListener(turner)
  Listen controller
End Sub

' The controls of a sheet are made anew each time it is turned to.
Sub Turn_activeSpreadsheetChanged(event As Object)
  Listen event.Source
End Sub

Sub Click_actionPerformed(event As Object)
  Dim told(1) As New com.sun.star.beans.NamedValue
  Dim loader, factory
  told(0).Name = "control"
  told(0).Value = event.Source.Model
  told(1).Name = "command"
  told(1).Value = CommandOf(MacroOf(event.Source.Model))
  If told(1).Value = "" Then Exit Sub
  loader = CreateUnoService("com.sun.star.loader.Python")
  factory = loader.activate("cn.jixiao.Buttons", "", "@COMPONENT@", Nothing)
  factory.createInstanceWithContext(GetDefaultContext()).execute(told)
End Sub

Sub Watch_disposing(event As Object)
End Sub

Sub Turn_disposing(event As Object)
End Sub

Sub Click_disposing(event As Object)
End Sub

Private Sub Listen(controller As Object)
  Dim forms As Object, form As Object, control As Object, n As Integer, i As Integer
  forms = controller.ActiveSheet.DrawPage.Forms
  For n = 0 To forms.Count - 1
    form = forms.getByIndex(n)
    For i = 0 To form.Count - 1
      If MacroOf(form.getByIndex(i)) <> "" Then
        control = ControlOf(controller, form.getByIndex(i))
        If Not IsNull(control) Then
          control.removeActionListener(clicker)
          control.addActionListener(clicker)
        End If
      End If
    Next i
  Next n
End Sub

' The control of a button; right after a sheet is turned to it may take a moment to be there.
Private Function ControlOf(controller As Object, model As Object) As Object
  Dim attempt As Integer
  On Error Resume Next
  For attempt = 1 To 40
    ControlOf = controller.getControl(model)
    If Not IsNull(ControlOf) Then Exit Function
    Wait 25
  Next attempt
End Function

' The macro of the workbook's own VBA that a button is bound to, "" if it isn't one of ours.
Private Function MacroOf(model As Object) As String
  Dim form As Object, i As Integer, k As Integer, events, code As String
  MacroOf = ""
  form = model.Parent
  For i = 0 To form.Count - 1
    If EqualUnoObjects(form.getByIndex(i), model) Then
      events = form.getScriptEvents(i)
      For k = 0 To UBound(events)
        code = events(k).ScriptCode
        If Left(code, Len(THEIRS)) = THEIRS Then
          MacroOf = Mid(code, Len(THEIRS) + 1, InStr(code, "?") - Len(THEIRS) - 1)
        End If
      Next k
    End If
  Next i
End Function
