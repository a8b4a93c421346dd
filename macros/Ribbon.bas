Attribute VB_Name = "Ribbon"
Option Explicit

' What the buttons of the tab call. Questions and sentences are shown here alone.
Public Sub PressNext(ByVal control As Object)
    On Error GoTo Failed
    Say GoToNextProblem()
    Exit Sub
Failed:
    Say Told("failed", "why", Err.Description)
End Sub

Public Sub PressClear(ByVal control As Object)
    Dim count As Long, question As String
    On Error GoTo Failed
    count = FilledCells().Count
    If Not IsFiling(ActiveWorkbook) Then
        Say Word("foreign")
    ElseIf count = 0 Then
        Say Word("empty")
    Else
        question = Replace(Told("clear", "count", CStr(count)), "{sheet}", ActiveSheet.Name)
        If MsgBox(question, vbYesNo + vbQuestion + vbDefaultButton2, Word("title")) = vbYes Then
            Say Told("cleared", "count", CStr(ClearFilled()))
        End If
    End If
    Exit Sub
Failed:
    Say Told("failed", "why", Err.Description)
End Sub

Public Sub PressCheck(ByVal control As Object)
    Say RunAction("check")
End Sub

Public Sub PressMark(ByVal control As Object)
    Say RunAction("mark")
End Sub

Public Sub PressReport(ByVal control As Object)
    Say RunAction("report")
End Sub

Private Sub Say(ByVal sentence As String)
    If Len(sentence) > 0 Then MsgBox sentence, vbInformation, Word("title")
End Sub
