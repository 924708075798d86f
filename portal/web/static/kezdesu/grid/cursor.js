/* Where one stands in the table, and the block of cells that is chosen. Whatever a key costs does not grow with the rows. */

export class Cursor {
  constructor(grid) {
    this.grid = grid;
    this.at = { row: 0, col: 0 };
    this.from = null;
    /* The one stop of the Tab key, and the cells marked as chosen: undone without looking through the table. */
    this.stop = null;
    this.painted = [];
  }

  /* The row it stands in; the last one when those below have gone. */
  get row() {
    const { list } = this.grid.rows;
    return list[Math.min(this.at.row, list.length - 1)];
  }

  get name() {
    return this.grid.names[this.at.col];
  }

  /* Cells, then what can be done with the row. */
  stops(row) {
    const acts = [...row.el.querySelectorAll("[data-acts] a, [data-acts] button, [data-acts] summary")].filter((link) => !link.hidden);
    return [...this.grid.names.map((name) => row.boxes[name]), ...acts];
  }

  arm(row) {
    for (const box of row.el.children) box.setAttribute("role", box.tagName === "TH" ? "rowheader" : "gridcell");
    for (const stop of row.el.querySelectorAll("[data-f], [data-acts] a, [data-acts] button, [data-acts] summary")) stop.tabIndex = -1;
  }

  /* Makes the present place the one that Tab comes to; gives it. */
  rest() {
    const { list } = this.grid.rows;
    if (!list.length) return null;
    this.at.row = Math.max(0, Math.min(this.at.row, list.length - 1));
    const here = this.stops(this.row);
    this.at.col = Math.max(0, Math.min(this.at.col, here.length - 1));
    if (this.stop) this.stop.tabIndex = -1;
    this.stop = here[this.at.col];
    this.stop.tabIndex = 0;
    this.paint();
    this.grid.shown(this.row);
    return this.stop;
  }

  go(row, col, extend) {
    if (!this.grid.rows.list.length) return;
    const before = this.row;
    this.from = extend ? this.from || { ...this.at } : null;
    this.at = { row, col };
    this.rest().focus();
    if (before !== this.row) this.grid.sync.flush();
  }

  /* To the next cell, over the ends of rows; false at either end of the table. */
  step(by) {
    let { row, col } = this.at;
    col += by;
    if (col < 0) {
      row -= 1;
      if (row < 0) return false;
      col = this.grid.names.length - 1;
    } else if (col >= this.stops(this.grid.rows.list[row]).length) {
      row += 1;
      if (row >= this.grid.rows.list.length) return false;
      col = 0;
    }
    this.go(row, col);
    return true;
  }

  block() {
    const other = this.from || this.at;
    const last = this.grid.names.length - 1;
    return {
      top: Math.min(this.at.row, other.row),
      bottom: Math.max(this.at.row, other.row),
      left: Math.min(this.at.col, other.col, last),
      right: Math.min(Math.max(this.at.col, other.col), last),
    };
  }

  /* Rows and names of the cells that are chosen. */
  chosen() {
    const { top, bottom, left, right } = this.block();
    return { rows: this.grid.rows.list.slice(top, bottom + 1), names: this.grid.names.slice(left, right + 1) };
  }

  paint() {
    for (const box of this.painted) box.removeAttribute("aria-selected");
    const { rows, names } = this.chosen();
    this.painted = rows.flatMap((row) => names.map((name) => row.boxes[name]));
    for (const box of this.painted) box.setAttribute("aria-selected", "true");
  }

  /* The place of an element, or nothing outside the cells. */
  where(target) {
    const element = target.closest("tr");
    if (!element || !element.kezdesu || element.hasAttribute("data-say")) return null;
    const row = this.grid.rows.indexOf(element.kezdesu);
    const stop = target.closest("[data-f], [data-acts] a, [data-acts] button, [data-acts] summary");
    const col = stop ? this.stops(element.kezdesu).indexOf(stop) : -1;
    return row < 0 || col < 0 ? null : { row, col };
  }
}
