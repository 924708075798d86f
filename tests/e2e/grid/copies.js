import { cells, equal, grid, row, server, test, written } from "./unit.js";

const copy = (id, subject, more = {}) => ({ id, version: 1, key: "", cells: { place: `P${id}`, when: "", subject_kk: subject }, ...more });
const leave = (name, kept) => localStorage.setItem(`grid:${name}`, JSON.stringify(kept));

/* The server says of each copy whether it is saved. */
const offered = async (made, said = [false]) => {
  const played = server();
  const done = made.copies.offer();
  await played.answer({ said });
  await done;
  return played;
};

test("copies: what was typed earlier is offered and put back", async () => {
  const made = grid();
  leave("2:1", copy(2, "typed"));
  await offered(made);
  const notice = made.root.querySelector("[data-grid-offer]");
  equal([notice.hidden, notice.querySelector("[data-text]").textContent], [false, "left 1 {lost}"]);
  notice.querySelector("[data-do=putback]").click();
  equal([cells(made), made.rows.list[1].state, notice.hidden], [["S1", "typed", "S3"], "dirty", true]);
});

test("copies: what is saved already is not offered, and forgotten", () => {
  const made = grid();
  leave("2:1", copy(2, "S2"));
  made.copies.offer();
  equal([made.root.querySelector("[data-grid-offer]").hidden, localStorage.length], [true, 0]);
});

test("copies: what the server says is saved, however it writes it, is not offered", async () => {
  const made = grid();
  leave("2:1", copy(2, "S2 as it was typed"));
  leave("abc:0", copy(null, "new", { key: "abc", version: null }));
  const played = await offered(made, made.copies.unsaved().map((each) => each.id === 2));
  equal([played.asked[0].url, played.asked[0].body.rows.map((each) => each.cells.subject_kk).sort()], ["/said/", ["S2 as it was typed", "new"]]);
  equal(made.root.querySelector("[data-grid-offer] [data-text]").textContent, "left 1 {lost}");
  equal(localStorage.length, 1);
});

test("copies: of what a page sent while it was left the server is asked until it may have arrived", async () => {
  const made = grid();
  leave("2:1", copy(2, "typed", { isParting: true }));
  const played = server();
  const done = made.copies.offer();
  await played.answer({ said: [false] });
  equal(made.root.querySelector("[data-grid-offer]").hidden, true);
  await new Promise((resolve) => setTimeout(resolve, 2100));
  await played.answer({ said: [true] });
  const now = written({ id: 2, version: 1, key: "", cells: { place: "P2", when: "", subject_kk: "typed, tidily" } }).row;
  await played.answer({ csrf: "new", rows: [now] });
  await done;
  equal([cells(made)[1], made.rows.list[1].version], ["typed, tidily", 2]);
  equal([made.root.querySelector("[data-grid-offer]").hidden, localStorage.length], [true, 0]);
});

test("copies: a server that cannot be asked loses nothing", async () => {
  const made = grid();
  leave("2:1", copy(2, "typed"));
  const played = server();
  const done = made.copies.offer();
  await played.lose();
  await done;
  equal(made.root.querySelector("[data-grid-offer]").hidden, false);
});

test("copies: a row that was never sent comes back under its own key", async () => {
  const made = grid([row(1)]);
  leave("abc:0", copy(null, "new", { key: "abc", version: null }));
  await offered(made);
  made.root.querySelector("[data-do=putback]").click();
  equal([cells(made), made.rows.list[1].key, made.rows.list[1].id], [["S1", "new"], "abc", null]);
});

test("copies: a row that was taken out is taken out again", async () => {
  const made = grid();
  leave("2:1", copy(2, "S2", { gone: true }));
  await offered(made);
  made.root.querySelector("[data-do=putback]").click();
  equal([cells(made), made.rows.limbo.length], [["S1", "S3"], 1]);
});

test("copies: thrown away, they are gone", async () => {
  const made = grid();
  leave("2:1", copy(2, "typed"));
  await offered(made);
  made.root.querySelector("[data-do=throw]").click();
  equal([localStorage.length, cells(made)], [0, ["S1", "S2", "S3"]]);
});

test("copies: of others in this browser nothing is touched", () => {
  const made = grid();
  localStorage.setItem("other:2:1", JSON.stringify(copy(2, "theirs")));
  made.copies.offer();
  equal([made.root.querySelector("[data-grid-offer]").hidden, localStorage.length], [true, 1]);
});
