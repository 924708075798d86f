import { cells, equal, grid, row, test } from "./unit.js";

test("pasting: a block goes over cells and below the last row, and is one deed", () => {
  const made = grid();
  made.cursor.go(2, 1);
  made.pasting.paste("May\tfirst\nJune\tsecond\n");
  equal(cells(made), ["S1", "S2", "first", "second"]);
  equal(cells(made, "when"), ["", "", "May", "June"]);
  equal(made.rows.list.map((each) => each.state), ["saved", "saved", "dirty", "dirty"]);
  made.changing.undo();
  equal(cells(made), ["S1", "S2", "S3"]);
});

test("pasting: cells beyond the last column are counted as lost", () => {
  const made = grid([row(1)]);
  made.cursor.go(0, 2);
  made.pasting.paste("a\tb\tc");
  equal(cells(made), ["a"]);
  equal(made.alerts.textContent, "pastedPartly 1 2");
});

test("pasting: a withdrawn row keeps what it says", () => {
  const made = grid([row(1, "S1", { withdrawn: true }), row(2)]);
  made.cursor.go(0, 2);
  made.pasting.paste("a\nb");
  equal(cells(made), ["S1", "b"]);
});

test("pasting: 1,500 rows below three are numbered and kept", () => {
  const made = grid();
  made.cursor.go(2, 2);
  made.pasting.paste(Array.from({ length: 1500 }, (_none, index) => `line ${index}`).join("\n"));
  equal(made.rows.list.length, 1502);
  equal(made.rows.list.at(-1).el.querySelector("[data-number]").textContent, "1502");
  equal(made.sync.unsaved().length, 1500);
});

test("pasting: chosen cells are copied and emptied", () => {
  const made = grid();
  made.cursor.go(0, 0);
  made.cursor.go(1, 2, true);
  equal(made.pasting.copied(), "P1\t\tS1\r\nP2\t\tS2");
  made.pasting.clear();
  equal(cells(made), ["", "", "S3"]);
});
