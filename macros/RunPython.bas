Attribute VB_Name = "RunPython"
Option Explicit

Private Const AddIn As String = "xlwings.xlam"

' Runs one function of toolkit.excel.buttons on the active workbook, through the add-in of xlwings.
' Gives back what there is to say where that is not possible.
Public Function RunAction(ByVal action As String) As String
    If Not IsFiling(ActiveWorkbook) Then
        RunAction = Word("foreign")
    ElseIf Not IsOpen(AddIn) Then
        RunAction = Word("python")
    Else
        On Error GoTo Failed
        Application.Run "'" & AddIn & "'!RunPython", "from toolkit.excel import buttons; buttons." & action & "()"
    End If
    Exit Function
Failed:
    RunAction = Told("failed", "why", Err.Description)
End Function

' Add-ins are not listed among the workbooks, but answer to their name.
Private Function IsOpen(ByVal book As String) As Boolean
    On Error Resume Next
    IsOpen = Len(Application.Workbooks(book).Name) > 0
End Function
