Attribute VB_Name = "Problems"
Option Explicit

Private Const Farthest As String = "A1:GR2000" ' beyond this nothing of ours is drawn, whatever was formatted there
Private Const Asked As String = "SUMPRODUCT(ISNUMBER(" ' so begins what the cover asks of the numbers in an area
Private Const Counted As String = "COUNTIF(" ' and so what it counts beyond a limit

' Every cell that the live checks of the active workbook call wrong or unfilled: a figure that is blank in a table that
' is not declared, or is no number of its kind; a declaration that figures contradict; of each broken line, and of each
' text that is missing, the first cell it is about. In no order, and some of them more than once.
Public Function ProblemCells() As Collection
    Dim found As Collection, limits As Collection, sheet As Worksheet, item As Name, states As Variant
    states = Split(Word("states"), "|")
    Set found = New Collection
    Set limits = New Collection
    For Each sheet In ActiveWorkbook.Worksheets
        AddLines sheet, states, found, limits
    Next sheet
    For Each item In ActiveWorkbook.Names
        If item.Name Like "declared.*" Then AddTable item, limits, found
    Next item
    Set ProblemCells = found
End Function

' Goes to the next one after the active cell, in the order of the sheets, and from the last on to the first.
' Gives back what there is to say where there is none.
Public Function GoToNextProblem() As String
    Dim found As Collection, cell As Range, best As Range
    If Not IsFiling(ActiveWorkbook) Then
        GoToNextProblem = Word("foreign")
        Exit Function
    End If
    Set found = ProblemCells()
    For Each cell In found
        If cell.Worksheet.Visible = xlSheetVisible Then
            If best Is Nothing Then
                Set best = cell
            ElseIf Distance(cell) < Distance(best) Then
                Set best = cell
            End If
        End If
    Next cell
    If best Is Nothing Then
        GoToNextProblem = Word(IIf(Shows(Word("passed") & "*"), "passed", "unclear"))
    Else
        best.Worksheet.Activate
        best.Select
    End If
End Function

' How far behind the active cell a cell comes; one before it comes after all others.
Private Function Distance(ByVal cell As Range) As Double
    Distance = Position(cell) - Position(Here())
    If Distance <= 0 Then Distance = Distance + 1E+15
End Function

Private Function Position(ByVal cell As Range) As Double
    If cell Is Nothing Then Exit Function
    Position = cell.Worksheet.Index * 1000000000000# + cell.Row * 1000000# + cell.Column
End Function

' The active cell; Nothing where no cells are shown.
Private Function Here() As Range
    On Error Resume Next
    Set Here = ActiveCell
End Function

' Whether any cell shows this sentence.
Private Function Shows(ByVal sentence As String) As Boolean
    Dim sheet As Worksheet
    For Each sheet In ActiveWorkbook.Worksheets
        If Application.WorksheetFunction.CountIf(sheet.UsedRange, sentence) > 0 Then Shows = True
    Next sheet
End Function

' The first cells of all broken lines on a sheet; besides, what the cover asks of numbers, and where.
Private Sub AddLines(ByVal sheet As Worksheet, ByVal states As Variant, ByVal found As Collection, _
    ByVal limits As Collection)
    Dim used As Range, values As Variant, formulas As Variant, row As Long, column As Long
    Set used = Application.Intersect(sheet.UsedRange, sheet.Range(Farthest))
    If used Is Nothing Then Exit Sub
    If used.Cells.Count = 1 Then Exit Sub
    values = used.Value
    formulas = used.Formula
    For row = LBound(formulas, 1) To UBound(formulas, 1)
        For column = LBound(formulas, 2) To UBound(formulas, 2)
            If Left(formulas(row, column), 1) = "=" Then
                AddLine sheet, states, values(row, column), formulas(row, column), found
                AddLimits sheet, formulas(row, column), limits
            End If
        Next column
    Next row
End Sub

' A line in one of these states leads to the first cell that it compares. The first state, waiting, counts for a text
' alone: of figures the blank cells themselves are found.
Private Sub AddLine(ByVal sheet As Worksheet, ByVal states As Variant, ByVal state As Variant, _
    ByVal formula As String, ByVal found As Collection)
    Dim pattern As Variant, compared As Long, about As Range
    If VarType(state) <> vbString Then Exit Sub
    compared = InStr(formula, "ROUND(") ' what a line about figures compares; one about a text has none
    For Each pattern In states
        If state Like pattern And Not (state = states(0) And compared > 0) Then
            Set about = CellsAt(sheet, FirstReference(formula, IIf(compared > 0, compared, 1)))
            If Not about Is Nothing Then found.Add about.Cells(1, 1)
        End If
    Next pattern
End Sub

' What a formula of the cover asks of the numbers in an area, as it is written there.
Private Sub AddLimits(ByVal sheet As Worksheet, ByVal formula As String, ByVal limits As Collection)
    Dim pieces As Variant, index As Long, rule As String, ends As Long
    pieces = Split(formula, Asked) ' of earlier workbooks all that is asked, now whether a number is whole
    For index = 1 To UBound(pieces)
        AddLimit sheet, CStr(pieces(index)), limits
    Next index
    If InStr(formula, "+IF(") > 0 Then formula = Left(formula, InStr(formula, "+IF(") - 1)
    pieces = Split(formula, Counted)
    For index = 1 To UBound(pieces)
        rule = pieces(index)
        ends = InStr(rule, """)")
        If ends > 0 Then AddLimit sheet, Left(rule, ends), limits
    Next index
End Sub

Private Sub AddLimit(ByVal sheet As Worksheet, ByVal rule As String, ByVal limits As Collection)
    Dim area As Range
    Set area = CellsAt(sheet, FirstReference(rule, 1))
    If Not area Is Nothing Then limits.Add Array(area, rule)
End Sub

' The figures of one table and the choice above it.
Private Sub AddTable(ByVal declared As Name, ByVal limits As Collection, ByVal found As Collection)
    Dim choice As Range, item As Name, cell As Range, figures As String, complete As Boolean, anything As Boolean
    Set choice = CellsOf(declared)
    If Not choice Is Nothing Then complete = InStr(Word("complete"), "|" & TextOf(choice) & "|") > 0
    figures = Mid(declared.Name, Len("declared.") + 1) & ".*.*"
    For Each item In ActiveWorkbook.Names
        If item.Name Like figures Then
            Set cell = CellsOf(item)
            If Not cell Is Nothing Then
                If IsEmpty(cell.Value) Then
                    If Not complete Then found.Add cell
                ElseIf Not IsNumber(cell.Value) Then
                    found.Add cell
                Else
                    If IsBeyond(cell, limits) Then found.Add cell
                    If cell.Value <> 0 Then anything = True
                End If
            End If
        End If
    Next item
    If complete And anything Then
        If TextOf(choice) = Word("zero") Then found.Add choice
    End If
End Sub

Private Function IsNumber(ByVal value As Variant) As Boolean
    IsNumber = VarType(value) = vbDouble Or VarType(value) = vbCurrency Or VarType(value) = vbDate
End Function

' Whether the cover counts the number in a cell among what must be mended.
Private Function IsBeyond(ByVal cell As Range, ByVal limits As Collection) As Boolean
    Dim limit As Variant, rule As String, number As Double
    number = cell.Value
    For Each limit In limits
        If IsInside(cell, limit(0)) Then
            rule = limit(1)
            If InStr(rule, "FIND(""."",") > 0 And number <> Int(number) Then IsBeyond = True
            If Left(rule, 5) = "FIND(" Then rule = ""
            If (InStr(rule, "<0)") > 0 Or InStr(rule, """<0""") > 0) And number < 0 Then IsBeyond = True
            If InStr(rule, ">=") > 0 Then
                If Abs(number) >= Val(Mid(rule, InStr(rule, ">=") + 2)) Then IsBeyond = True
            End If
        End If
    Next limit
End Function

Private Function IsInside(ByVal cell As Range, ByVal area As Range) As Boolean
    If cell.Worksheet.Name <> area.Worksheet.Name Then Exit Function
    IsInside = Not Application.Intersect(cell, area) Is Nothing
End Function
