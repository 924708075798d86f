"""Tables that stand beside each other on one sheet: each is read as a sheet of its own."""

from __future__ import annotations

from portal.sheets.reading import Sheet


def between(sheet: Sheet, left: int, right: int | None) -> Sheet:
    """The columns from `left` to `right`, or to the end, as a sheet; rows and columns keep their numbers."""

    def is_inside(column: int) -> bool:
        return left <= column and (right is None or column <= right)

    rows = {}
    for row, cells in sheet.rows.items():
        inside = {column: value for column, value in cells.items() if is_inside(column)}
        if inside:
            rows[row] = inside
    return Sheet(
        sheet.name,
        sheet.is_hidden,
        rows=rows,
        merges=[merge for merge in sheet.merges if is_inside(merge.left)],
        hidden_rows=sheet.hidden_rows,
        flat_rows=sheet.flat_rows,
        hidden_columns=sheet.hidden_columns,
        struck={cell for cell in sheet.struck if is_inside(cell[1])},
        comments={cell: text for cell, text in sheet.comments.items() if is_inside(cell[1])},
        has_cells=sheet.has_cells,
    )
