import { start } from "/kezdesu/grid/start.js";
import { cells, equal, grid, row, server, test, written } from "./unit.js";

const press = (key, more = {}) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  document.activeElement.dispatchEvent(event);
  return event.defaultPrevented;
};

function live(rows) {
  const made = grid(rows);
  start(made);
  made.cursor.go(0, 2);
  return made;
}

test("editing: a letter begins a cell anew, Enter keeps it and goes down", () => {
  const made = live();
  press("x");
  equal(made.editing.open.input.value, "x");
  made.editing.open.input.value = " typed ";
  press("Enter");
  equal([cells(made)[0], made.cursor.at, made.editing.open], ["typed", { row: 1, col: 2 }, null]);
});

test("editing: F2 goes on with what stands there, Esc leaves it as it was", () => {
  const made = live();
  press("F2");
  equal(made.editing.open.input.value, "S1");
  made.editing.open.input.value = "other";
  made.editing.keep();
  press("Escape");
  equal([cells(made)[0], made.rows.list[0].state, localStorage.length], ["S1", "saved", 0]);
});

test("editing: every stroke is kept in the browser", () => {
  const made = live();
  press("x");
  made.editing.open.input.value = "xy";
  made.editing.open.input.dispatchEvent(new Event("input"));
  equal(made.sync.store.left().map((copy) => copy.cells.subject_kk), ["xy"]);
  equal(made.editing.isDirty(), true);
});

/* As if two seconds had passed without a stroke. */
const pause = (made) => {
  clearTimeout(made.sync.pausing);
  made.paused();
  made.sync.flush(true);
};
const type = (made, text) => {
  made.editing.open.input.value = text;
  made.editing.open.input.dispatchEvent(new Event("input"));
};

test("editing: when typing stops the row is saved, and the cell stays open with what is typed on", async () => {
  const made = live();
  const played = server();
  press("x");
  type(made, "first");
  pause(made);
  equal(played.asked[0].body.cells.subject_kk, "first");
  type(made, "first and mo");
  await played.answer(written(played.asked[0].body, { subject_kk: "First" }));
  equal([made.editing.open.input.value, made.sync.store.left().map((copy) => copy.cells.subject_kk)], ["first and mo", ["first and mo"]]);
  pause(made);
  await played.answer(written(played.asked[1].body));
  press("Enter");
  equal([cells(made)[0], made.rows.list[0].state, played.asked.length], ["first and mo", "saved", 2]);
  made.changing.undo();
  equal([cells(made)[0], made.changing.done.length], ["S1", 0]);
});

test("editing: what the server writes otherwise is not sent again when the cell is closed", async () => {
  const made = live();
  const played = server();
  press("x");
  type(made, "1 may");
  pause(made);
  await played.answer(written(played.asked[0].body, { subject_kk: "01.05.2027" }));
  pause(made);
  press("Enter");
  equal([cells(made)[0], played.asked.length, localStorage.length], ["01.05.2027", 1, 0]);
});

test("editing: Esc takes back what was saved in the pause", async () => {
  const made = live();
  const played = server();
  press("x");
  type(made, "wrong");
  pause(made);
  await played.answer(written(played.asked[0].body));
  press("Escape");
  pause(made);
  equal([cells(made)[0], played.asked[1].body.cells.subject_kk, made.changing.done.length], ["S1", "S1", 0]);
});

test("editing: a timer sends what was typed two seconds after the last stroke", async () => {
  const made = live();
  const played = server();
  press("x");
  type(made, "typed");
  await new Promise((resolve) => setTimeout(resolve, 1500));
  type(made, "typed on");
  await new Promise((resolve) => setTimeout(resolve, 1500));
  equal(played.asked.length, 0);
  await new Promise((resolve) => setTimeout(resolve, 800));
  equal(played.asked.map((each) => each.body.cells.subject_kk), ["typed on"]);
});

test("editing: a new row that cannot be understood yet waits until it is left", () => {
  const made = live();
  const played = server();
  made.changing.add();
  made.editing.edit("");
  pause(made);
  equal(played.asked.length, 0);
  made.editing.commit();
  made.cursor.go(3, 2);
  made.editing.edit("x");
  type(made, "only this");
  pause(made);
  equal([played.asked.length, made.sync.store.left().length], [0, 1]);
  made.editing.commit();
  made.cursor.go(0, 0);
  equal(played.asked[0].body.cells.subject_kk, "only this");
});

test("editing: Shift and Enter write a second line", () => {
  const made = live();
  press("x");
  equal(press("Enter", { shiftKey: true }), false);
  equal(made.editing.open === null, false);
});

test("editing: a withdrawn row is not opened", () => {
  const made = live([row(1, "S1", { withdrawn: true })]);
  press("x");
  equal(made.editing.open, null);
});

test("keys: arrows move, with Shift they choose, Home and End go to the ends", () => {
  const made = live();
  press("ArrowDown");
  press("ArrowLeft", { shiftKey: true });
  equal(made.cursor.block(), { top: 1, bottom: 1, left: 1, right: 2 });
  press("End", { ctrlKey: true });
  equal(made.cursor.at, { row: 2, col: 2 });
  press("Home");
  equal(made.cursor.at, { row: 2, col: 0 });
  press("PageUp");
  equal(made.cursor.at, { row: 0, col: 0 });
});

test("keys: after Esc the next Tab is the browser's own", () => {
  const made = live();
  equal(press("Tab"), true);
  press("Escape");
  equal(press("Tab"), false);
  press("ArrowDown");
  equal(press("Tab"), true);
});

test("keys: undo by the place of the key, whatever the keyboard says", () => {
  const made = live();
  made.changing.note([made.changing.change(made.rows.list[0], { subject_kk: "new" })]);
  press("я", { ctrlKey: true, code: "KeyZ" });
  equal(cells(made)[0], "S1");
  press("н", { ctrlKey: true, code: "KeyY" });
  equal(cells(made)[0], "new");
});

test("keys: a block is filled from its first row, one cell from the one above, as one deed", () => {
  const made = live();
  press("ArrowDown", { shiftKey: true });
  press("ArrowDown", { shiftKey: true });
  press("в", { ctrlKey: true, code: "KeyD" });
  equal(cells(made), ["S1", "S1", "S1"]);
  made.changing.undo();
  equal(cells(made), ["S1", "S2", "S3"]);
  made.cursor.go(1, 0);
  equal(press("d", { ctrlKey: true, code: "KeyD" }), true);
  equal([cells(made, "place"), cells(made)], [["P1", "P1", "P3"], ["S1", "S2", "S3"]]);
  made.cursor.go(0, 0);
  press("d", { ctrlKey: true, code: "KeyD" });
  equal(cells(made, "place")[0], "P1");
});

test("keys: a withdrawn row is not filled", () => {
  const made = live([row(1), row(2, "S2", { withdrawn: true }), row(3)]);
  made.cursor.go(2, 2, true);
  press("d", { ctrlKey: true, code: "KeyD" });
  equal(cells(made), ["S1", "S2", "S1"]);
});

test("keys: rows are added and taken out, the letters for the field are left alone", () => {
  const made = live();
  press("Enter", { ctrlKey: true });
  equal(made.rows.list.length, 4);
  press("Delete", { ctrlKey: true });
  equal(made.rows.list.length, 3);
  equal(press("r", { ctrlKey: true }), false);
});
