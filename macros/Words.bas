Attribute VB_Name = "Words"
Option Explicit

' What this add-in says and looks for stands in names on its hidden sheet: this text is plain ASCII on every machine.
Public Function Word(ByVal key As String) As String
    Word = ThisWorkbook.Worksheets(1).Range("word." & key).Value
End Function

' A sentence with its {what} filled in.
Public Function Told(ByVal key As String, ByVal what As String, ByVal value As String) As String
    Told = Replace(Word(key), "{" & what & "}", value)
End Function
