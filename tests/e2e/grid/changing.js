import { cells, equal, grid, row, test } from "./unit.js";

test("changing: what says the same is no deed", () => {
  const made = grid();
  equal(made.changing.change(made.rows.list[0], { subject_kk: "S1" }), null);
  equal(made.rows.list[0].state, "saved");
});

test("changing: a deed is undone and done again", () => {
  const made = grid();
  made.changing.note([made.changing.change(made.rows.list[0], { subject_kk: "new" })]);
  made.changing.undo();
  equal(cells(made), ["S1", "S2", "S3"]);
  made.changing.redo();
  equal(cells(made), ["new", "S2", "S3"]);
});

test("changing: a new deed forgets those undone", () => {
  const made = grid();
  made.changing.note([made.changing.change(made.rows.list[0], { subject_kk: "a" })]);
  made.changing.undo();
  made.changing.note([made.changing.change(made.rows.list[1], { subject_kk: "b" })]);
  equal(made.changing.undone.length, 0);
  equal(made.root.querySelector("[data-do=redo]").disabled, true);
});

test("changing: a row taken out comes back to its place", () => {
  const made = grid();
  made.changing.remove(made.rows.list[1]);
  equal(cells(made), ["S1", "S3"]);
  equal(made.rows.limbo.map((each) => each.state), ["leaving"]);
  made.changing.undo();
  equal(cells(made), ["S1", "S2", "S3"]);
  equal(made.rows.limbo, []);
});

test("changing: filling a blank row is one deed with adding it", () => {
  const made = grid();
  const added = made.changing.add();
  made.changing.note([made.changing.change(added, { subject_kk: "new" })]);
  equal(made.changing.done.length, 1);
  made.changing.undo();
  equal(cells(made), ["S1", "S2", "S3"]);
});

test("changing: a withdrawn row is not taken out again", () => {
  const made = grid([row(1, "S1", { withdrawn: true })]);
  made.changing.remove(made.rows.list[0]);
  equal(made.rows.list.length, 1);
});
