import { same } from "/kezdesu/grid/sync.js";
import { cells, equal, grid, server, test, written } from "./unit.js";

const edit = (made, place, subject) => made.changing.change(made.rows.list[place], { subject_kk: subject });

test("sync: rows are the same when every cell is", () => {
  equal([same({ a: "1", b: "" }, { a: "1" }), same({ a: "1" }, { a: "2" }), same({ a: "1" }, null)], [true, false, false]);
});

test("sync: one row goes alone, several together, and one request at a time", async () => {
  const made = grid();
  const played = server();
  edit(made, 0, "a");
  made.sync.flush();
  edit(made, 1, "b");
  edit(made, 2, "c");
  made.sync.flush();
  equal(played.asked.map((each) => each.url), ["/row/"]);
  await played.answer(written(played.asked[0].body));
  equal(played.asked.map((each) => each.url), ["/row/", "/rows/"]);
  equal(played.asked[1].body.rows.map((each) => each.cells.subject_kk), ["b", "c"]);
  await played.answer({ results: played.asked[1].body.rows.map((each) => written(each)) });
  equal(made.stateLine.dataset.state, "saved");
});

test("sync: what is typed while a row is on its way is not overwritten by the answer", async () => {
  const made = grid();
  const played = server();
  edit(made, 0, "first");
  made.sync.flush();
  edit(made, 0, "second");
  await played.answer(written(played.asked[0].body));
  equal(cells(made)[0], "second");
  equal(played.asked[1].body.cells.subject_kk, "second");
  equal(made.rows.list[0].state, "dirty");
});

test("sync: what is typed in an open cell meanwhile stays, and so does its copy in the browser", async () => {
  const made = grid();
  const played = server();
  edit(made, 0, "first");
  made.sync.flush();
  made.cursor.go(0, 2);
  made.editing.edit("half a wo");
  made.editing.keep();
  await played.answer(written(played.asked[0].body, { subject_kk: "First" }));
  equal(made.editing.open.input.value, "half a wo");
  equal(made.sync.store.left().map((copy) => copy.cells.subject_kk), ["half a wo"]);
  made.editing.commit();
  equal([cells(made)[0], made.rows.list[0].state], ["half a wo", "dirty"]);
});

test("sync: what the server writes otherwise is taken over where nobody typed meanwhile", async () => {
  const made = grid();
  const played = server();
  made.changing.change(made.rows.list[0], { when: "1 may", subject_kk: "first" });
  made.sync.flush();
  edit(made, 0, "second");
  await played.answer(written(played.asked[0].body, { when: "01.05.2027", subject_kk: "First" }));
  equal([cells(made, "when")[0], cells(made)[0]], ["01.05.2027", "second"]);
});

test("sync: a refusal stays with its reason until the row is typed in again", async () => {
  const made = grid();
  const played = server();
  edit(made, 0, "first");
  made.sync.flush();
  await played.answer({ status: 422, message: "No.", errors: { subject_kk: ["Too long."] } }, 422);
  equal([made.rows.list[0].state, made.stateLine.dataset.state], ["invalid", "stuck"]);
  edit(made, 0, "again");
  equal([made.rows.list[0].state, made.rows.list[0].errors], ["dirty", {}]);
});

test("sync: of two who changed one row both texts are kept", async () => {
  const made = grid();
  const played = server();
  edit(made, 0, "mine");
  made.sync.flush();
  const theirs = written(played.asked[0].body, { subject_kk: "theirs" }).row;
  await played.answer({ status: 409, row: theirs, message: "Somebody else." }, 409);
  const [first] = made.rows.list;
  equal([first.state, first.cells.subject_kk, first.theirs.cells.subject_kk], ["conflict", "mine", "theirs"]);
});

test("sync: a lost line keeps the copy in the browser until the server has said yes", async () => {
  const made = grid();
  const played = server();
  edit(made, 0, "first");
  made.sync.flush();
  await played.lose();
  equal([made.stateLine.dataset.state, made.sync.store.left().length], ["offline", 1]);
  made.sync.flush();
  await played.answer(written(played.asked[1].body));
  equal([made.stateLine.dataset.state, made.sync.store.left().length], ["saved", 0]);
});

test("sync: a row taken out while it is sent for the first time is taken out of the server too", async () => {
  const made = grid();
  const played = server();
  const added = made.changing.add({ place: "P", subject_kk: "new" });
  made.sync.flush();
  made.changing.remove(added);
  await played.answer(written(played.asked[0].body));
  equal([played.asked[1].body.id, played.asked[1].body.delete], [100, true]);
  await played.answer({ status: 200 });
  equal([cells(made), made.rows.limbo.length], [["S1", "S2", "S3"], 0]);
});

test("sync: a session that has ended is said, and nothing is lost", async () => {
  const made = grid();
  const played = server();
  edit(made, 0, "first");
  made.sync.flush();
  await played.answer({}, 401);
  equal([made.stateLine.dataset.state, made.rows.list[0].state], ["signedOut", "dirty"]);
});
