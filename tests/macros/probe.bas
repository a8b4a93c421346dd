Attribute VB_Name = "Probe"
Option Explicit

' Tests ask through this, so that a runtime error comes back as one.
Public Function Stops() As String
    Dim cell As Range, said As String
    On Error GoTo Failed
    For Each cell In ProblemCells()
        said = said & cell.Worksheet.Name & "!" & cell.Address(False, False) & vbLf
    Next cell
    Stops = said
    Exit Function
Failed:
    Stops = "error: " & Err.Description
End Function

Public Function NextOne() As String
    On Error GoTo Failed
    NextOne = GoToNextProblem()
    Exit Function
Failed:
    NextOne = "error: " & Err.Description
End Function

Public Function Cleared() As String
    On Error GoTo Failed
    Cleared = CStr(FilledCells().Count) & " " & CStr(ClearFilled())
    Exit Function
Failed:
    Cleared = "error: " & Err.Description
End Function

Public Function Action() As String
    On Error GoTo Failed
    Action = RunAction("check")
    Exit Function
Failed:
    Action = "error: " & Err.Description
End Function

Public Function Fails() As String
    Dim nowhere As Range
    On Error GoTo Failed
    Fails = nowhere.Address
    Exit Function
Failed:
    Fails = "error: " & Err.Description
End Function
