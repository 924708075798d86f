/* Blocks of cells to and from the clipboard, and emptied ones. */

import { read, write } from "./text.js";

export class Pasting {
  constructor(grid) {
    this.grid = grid;
  }

  /* From the chosen cell to the right and down; what stands below the last row becomes rows. One deed. */
  paste(text) {
    const lines = read(text);
    if (!lines.length) return;
    const { rows, names, cursor, changing, sync } = this.grid;
    const start = cursor.block();
    const deed = [];
    const added = [];
    let lost = 0;
    lines.forEach((line, down) => {
      const cells = {};
      line.forEach((value, right) => {
        const name = names[start.left + right];
        if (name) cells[name] = value;
        else if (value) lost += 1;
      });
      const row = rows.list[start.top + down];
      if (row && row.withdrawn) {
        lost += 1;
      } else if (row) {
        const step = changing.change(row, cells);
        if (step) deed.push(step);
      } else {
        added.push(rows.fresh({ ...this.grid.defaults(), ...cells }));
      }
    });
    const end = rows.list.length;
    sync.touched(...added);
    rows.putAll(added, end);
    added.forEach((row, place) => deed.push({ row, before: null, after: { ...row.cells }, place: end + place }));
    changing.note(deed);
    cursor.rest();
    this.grid.tell(this.grid.words(lost ? "pastedPartly" : "pasted", { count: lines.length, lost }));
    sync.flush();
  }

  copied() {
    const { rows, names } = this.grid.cursor.chosen();
    return write(rows.map((row) => names.map((name) => row.cells[name])));
  }

  clear() {
    const { rows, names } = this.grid.cursor.chosen();
    const blank = Object.fromEntries(names.map((name) => [name, ""]));
    const steps = rows.filter((row) => !row.withdrawn).map((row) => this.grid.changing.change(row, blank));
    this.grid.changing.note(steps.filter(Boolean));
  }
}
