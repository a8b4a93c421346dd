Attribute VB_Name = "Filing"
Option Explicit

' Whether this is a workbook of ours, by the hidden names that it carries; sheets can be called anything.
Public Function IsFiling(ByVal book As Workbook) As Boolean
    If book Is Nothing Then Exit Function
    IsFiling = HasName(book, "nianbao.form") And HasName(book, "nianbao.fingerprint")
End Function

Private Function HasName(ByVal book As Workbook, ByVal wanted As String) As Boolean
    Dim item As Name
    For Each item In book.Names
        If LCase(item.Name) = wanted Then HasName = True
    Next item
End Function

' The cells that a name stands for; Nothing where they were deleted.
Public Function CellsOf(ByVal item As Name) As Range
    On Error Resume Next
    Set CellsOf = item.RefersToRange
End Function

' The cells at a reference as it stands in a formula on a sheet of the active workbook; Nothing where there are none.
Public Function CellsAt(ByVal sheet As Worksheet, ByVal reference As String) As Range
    Dim mark As Long, home As String
    On Error Resume Next
    mark = InStrRev(reference, "!")
    If mark = 0 Then
        Set CellsAt = sheet.Range(reference)
    Else
        home = Left(reference, mark - 1)
        If Left(home, 1) = "'" Then home = Replace(Mid(home, 2, Len(home) - 2), "''", "'")
        Set CellsAt = ActiveWorkbook.Worksheets(home).Range(Mid(reference, mark + 1))
    End If
End Function

' What a cell shows, as text; nothing where it shows an error.
Public Function TextOf(ByVal cell As Range) As String
    If Not IsError(cell.Value) Then TextOf = CStr(cell.Value)
End Function

' The first reference to cells in a formula from a position on; empty where there is none.
Public Function FirstReference(ByVal formula As String, ByVal start As Long) As String
    Dim position As Long, finish As Long, sign As String
    position = start
    Do While position <= Len(formula)
        sign = Mid(formula, position, 1)
        If sign = """" Then
            position = InStr(position + 1, formula, """")
            If position = 0 Then Exit Function
        ElseIf sign = "'" Or IsWordSign(sign) Then
            finish = EndOfWord(formula, position)
            If Mid(formula, finish, 1) <> "(" And Not IsNumeric(Mid(formula, position, finish - position)) Then
                FirstReference = Mid(formula, position, finish - position)
                Exit Function
            End If
            position = finish - 1
        End If
        position = position + 1
    Loop
End Function

' Where a word ends that may begin with the name of a sheet in quotes.
Private Function EndOfWord(ByVal formula As String, ByVal start As Long) As Long
    EndOfWord = start
    Do While Mid(formula, EndOfWord, 1) = "'"
        EndOfWord = InStr(EndOfWord + 1, formula, "'") + 1
        If EndOfWord = 1 Then EndOfWord = Len(formula) + 1
    Loop
    Do While IsWordSign(Mid(formula, EndOfWord, 1))
        EndOfWord = EndOfWord + 1
    Loop
End Function

Private Function IsWordSign(ByVal sign As String) As Boolean
    If Len(sign) = 0 Then Exit Function
    IsWordSign = InStr("$:!._", sign) > 0 Or sign Like "[A-Za-z0-9]" Or AscW(sign) < 0 Or AscW(sign) > 127
End Function
