Attribute VB_Name = "ClearSheet"
Option Explicit

' What an officer filled in on the active sheet: figures, texts, choices, reasons and the fields of the cover. Last
' year's figures and whose workbook it is stay, for the district put them in; so does every formula and locked cell.
Public Function FilledCells() As Collection
    Dim item As Name, area As Range, cell As Range, typed As String, filled As Collection
    Set filled = New Collection
    If IsFiling(ActiveWorkbook) Then typed = TypedNames()
    For Each item In ActiveWorkbook.Names
        If InStr(typed, "|" & FirstWord(item.Name) & "|") > 0 Then
            Set area = CellsOf(item)
            If Not area Is Nothing Then
                If area.Worksheet.Name = ActiveSheet.Name Then
                    For Each cell In area.Cells
                        If IsFilled(cell) Then filled.Add cell
                    Next cell
                End If
            End If
        End If
    Next item
    Set FilledCells = filled
End Function

' Clears them and gives back how many there were. Nothing is asked, and no lock is touched.
Public Function ClearFilled() As Long
    Dim filled As Collection, cell As Range, cleared As Range
    Set filled = FilledCells()
    For Each cell In filled
        If IsChoice(cell) Then
            cell.Value = Word("choose")
        ElseIf cleared Is Nothing Then
            Set cleared = cell.MergeArea
        Else
            Set cleared = Application.Union(cleared, cell.MergeArea)
        End If
    Next cell
    If Not cleared Is Nothing Then cleared.ClearContents
    ClearFilled = filled.Count
End Function

' How the names of cells begin that are an officer's to fill in: some words, and every table that can be declared.
Private Function TypedNames() As String
    Dim item As Name, words As String
    words = Word("typed")
    For Each item In ActiveWorkbook.Names
        If item.Name Like "declared.*" Then words = words & Mid(item.Name, Len("declared.") + 1) & "|"
    Next item
    TypedNames = words
End Function

Private Function FirstWord(ByVal key As String) As String
    FirstWord = Split(key & ".", ".")(0)
End Function

Private Function IsFilled(ByVal cell As Range) As Boolean
    If cell.Locked Or cell.HasFormula Or IsEmpty(cell.Value) Then Exit Function
    IsFilled = TextOf(cell) <> Word("choose")
End Function

' Whether it is one of the choices above a table, which go back to how they were handed out.
Private Function IsChoice(ByVal cell As Range) As Boolean
    IsChoice = InStr(Word("complete"), "|" & TextOf(cell) & "|") > 0
End Function
