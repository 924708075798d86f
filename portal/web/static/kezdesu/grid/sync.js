/* Saving of the table of a proposal: one request at a time, a copy in the browser until the server has said yes. */

const CHUNK = 500;
/* After so long without a stroke what was typed is sent, also of the row one is in. */
const PAUSE = 2000;
const FIRST_WAIT = 2000;
const LAST_WAIT = 60000;

export function same(one, other) {
  return Object.keys(one).every((name) => (one[name] || "") === ((other || {})[name] || ""));
}

/* A lasting name for a row the server has not seen: sent twice over a broken line, it is still one row. */
export function newKey() {
  if (window.crypto && crypto.randomUUID) return crypto.randomUUID();
  return Date.now().toString(36) + Math.random().toString(36).slice(2, 12);
}

/* Copies of what is not saved yet, by person, proposal, row and version. A browser without storage has none. */
export class Store {
  constructor(prefix) {
    this.prefix = prefix;
  }

  /* `isParting`: it is being sent by a page that will not hear the answer. */
  keep(row, isParting = false) {
    this.drop(row);
    row.kept = this.prefix + (row.id || row.key) + ":" + (row.version || 0);
    const copy = { id: row.id, version: row.version, key: row.key, cells: row.cells, gone: row.state === "leaving", isParting };
    try {
      localStorage.setItem(row.kept, JSON.stringify(copy));
    } catch (full) { /* beforeunload still warns */ }
  }

  drop(row) {
    if (!row.kept) return;
    try {
      localStorage.removeItem(row.kept);
    } catch (none) { /* nothing was kept */ }
    row.kept = "";
  }

  left() {
    const found = [];
    try {
      for (let index = 0; index < localStorage.length; index++) {
        const name = localStorage.key(index);
        if (name.startsWith(this.prefix)) found.push({ ...JSON.parse(localStorage.getItem(name)), kept: name });
      }
    } catch (none) { /* nothing to offer */ }
    return found;
  }

  forget(copies) {
    copies.forEach((copy) => this.drop(copy));
  }
}

/* `grid` gives all() rows and is told what became of them: settled(row), removed(row), state(name, count), live(answer);
   isTyping(row) whether its open cell holds more than the row, paused() before rows are sent because typing has stopped. `needs` are cells without which a row cannot be understood. */
export class Sync {
  constructor({ urls, token, store, grid, needs }) {
    this.urls = urls;
    this.needs = needs;
    this.token = token;
    this.grid = grid;
    this.store = new Store(store);
    this.busy = false;
    this.wait = FIRST_WAIT;
    this.timer = 0;
    this.halted = "";
    this.pausing = 0;
    /* Rows were left behind while others were on their way: all that wait are sent next. */
    this.isLeft = false;
  }

  /* Rows were edited: keep a copy at once, send later. */
  touched(...rows) {
    for (const row of rows) {
      row.stamp = (row.stamp || 0) + 1;
      if (row.state !== "leaving") row.state = "dirty";
      row.errors = {};
      row.message = "";
      this.store.keep(row);
    }
    this.report();
    this.later();
  }

  later() {
    clearTimeout(this.pausing);
    this.pausing = setTimeout(() => {
      this.grid.paused();
      if (!this.halted) this.flush(true);
    }, PAUSE);
  }

  isRipe(row) {
    return row.id || row.state === "leaving" || this.needs.every((name) => row.cells[name]);
  }

  waiting() {
    return this.grid.all().filter((row) => row.state === "dirty" || row.state === "leaving");
  }

  unsaved() {
    return this.grid.all().filter((row) => row.state !== "saved" || this.grid.isTyping(row));
  }

  asked(row) {
    const asked = { id: row.id || null, version: row.version || null, key: row.key || "" };
    return row.state === "leaving" ? { ...asked, delete: true } : { ...asked, cells: { ...row.cells } };
  }

  report() {
    const unsaved = this.unsaved();
    const isStuck = unsaved.some((row) => !["saved", "dirty", "leaving"].includes(row.state));
    const open = unsaved.length ? (isStuck ? "stuck" : "dirty") : "saved";
    this.grid.state(this.busy ? "saving" : this.halted || open, unsaved.length);
  }

  /* `isPause`: somebody may go on typing in a row, so one that is still being filled in is not sent to be refused. */
  flush(isPause = false) {
    clearTimeout(this.timer);
    this.isLeft ||= !isPause;
    const found = this.waiting().filter((row) => this.isLeft || this.isRipe(row));
    const rows = found.slice(0, CHUNK);
    if (this.busy) return this.report();
    const isAll = this.isLeft;
    this.isLeft = isAll && found.length > CHUNK;
    if (!rows.length || this.halted === "closed") return this.report();
    this.busy = true;
    this.halted = "";
    const stamps = rows.map((row) => row.stamp);
    const asked = rows.map((row) => this.asked(row));
    const sent = rows.map((row) => ({ ...row.cells }));
    this.report();
    const alone = rows.length === 1;
    this.post(alone ? this.urls.row : this.urls.rows, alone ? asked[0] : { rows: asked })
      .then((answer) => {
        this.busy = false;
        this.wait = FIRST_WAIT;
        const results = alone ? [answer] : answer.results;
        rows.forEach((row, index) => {
          this.take(row, results[index], sent[index], row.stamp === stamps[index], asked[index].delete);
        });
        this.grid.live(answer);
        this.report();
        if (this.waiting().length) this.flush(true);
      })
      .catch((trouble) => {
        this.busy = false;
        this.isLeft ||= isAll;
        this.failed(trouble);
      });
  }

  /* One row's answer. `still`: nobody has edited it while it was on its way. */
  take(row, result, sent, still, wasTakenOut) {
    const status = result.status || 200;
    /* Refused, and taken out meanwhile: what is asked next decides. */
    if (status !== 200 && row.state === "leaving" && !wasTakenOut) return;
    if (status === 200 && !result.row) {
      this.store.drop(row);
      if (row.state === "leaving") {
        row.state = "saved";
        return this.grid.removed(row);
      }
      /* Put back while it was being taken out: it is a new row with the same content. */
      this.anew(row);
      row.state = "dirty";
      this.store.keep(row);
    } else if (status === 200) {
      this.written(row, result.row, sent, still, wasTakenOut);
    } else if (status === 409 && result.row) {
      row.state = "conflict";
      row.theirs = result.row;
      row.message = result.message;
    } else if (status === 409 && result.code === "row_gone") {
      this.store.drop(row);
      this.anew(row);
      row.state = "gone";
      row.message = result.message;
      this.store.keep(row);
    } else {
      row.state = "invalid";
      row.errors = result.errors || {};
      row.message = result.message;
    }
    this.grid.settled(row);
  }

  /* What the server writes otherwise than it was typed is taken over, save in cells typed in meanwhile. */
  written(row, now, sent, still, wasTakenOut) {
    this.store.drop(row);
    /* Why the portal proposed a day says nothing of another that somebody typed. */
    if (row.version !== now.version) row.el.querySelector("[data-why]")?.remove();
    Object.assign(row, { id: now.id, version: now.version, key: now.key, region: now.region });
    Object.assign(row, { withdrawn: now.withdrawn, saved: now.cells, errors: {}, message: "" });
    Object.keys(now.cells).forEach((name) => {
      if (still || row.cells[name] === sent[name]) row.cells[name] = now.cells[name];
    });
    if (row.state === "leaving" && !wasTakenOut) return this.store.keep(row);
    row.state = still || same(row.cells, row.saved) ? "saved" : "dirty";
    if (row.state === "dirty") this.store.keep(row);
  }

  anew(row) {
    row.id = row.version = null;
    row.key = newKey();
  }

  failed(trouble) {
    this.halted = trouble.halt || "offline";
    this.grid.told(trouble.said || "");
    this.report();
    if (this.halted === "closed") return;
    this.timer = setTimeout(() => this.flush(true), this.wait);
    this.wait = Math.min(this.wait * 2, LAST_WAIT);
  }

  /* Resolves with the answer; rejects with {halt, said}. */
  async post(url, body, again) {
    const response = await reached(fetch(url, {
      method: "POST",
      headers: this.headers(),
      body: JSON.stringify(body),
      redirect: "manual",
      credentials: "same-origin",
    }));
    const isJson = (response.headers.get("Content-Type") || "").includes("json");
    /* Somebody has signed in anew in another tab: the token of this page does not count any more. */
    if (response.status === 403 && !isJson && !again) {
      await this.refresh();
      return this.post(url, body, true);
    }
    if (!isJson || response.status >= 500) throw { halt: "offline" };
    const answer = await response.json();
    if (response.ok || response.status === 422 || "row" in answer || answer.code === "row_gone") return answer;
    throw { halt: "closed", said: answer.message };
  }

  headers() {
    return { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token };
  }

  /* The page's rows as they are now, and a fresh token. */
  async refresh() {
    const response = await reached(fetch(this.urls.page, { headers: { Accept: "application/json" }, redirect: "manual" }));
    if (!response.ok) throw { halt: "offline" };
    const answer = await response.json();
    this.token = answer.csrf;
    return answer;
  }

  /* Which of these copies say what is saved already. */
  async said(copies) {
    const rows = copies.map(({ id, version, key, cells, gone }) => ({ id, version, key: key || "", ...(gone ? { delete: true } : { cells }) }));
    return (await this.post(this.urls.said, { rows })).said;
  }

  restore(row) {
    return this.post(this.urls.row, { id: row.id, version: row.version, restore: true })
      .then((answer) => {
        this.take(row, answer, row.cells, true);
        this.grid.live(answer);
      })
      .catch((trouble) => this.failed(trouble));
  }

  /* The page is being left: a last attempt that outlives it. The copy in the browser stays until it is confirmed. */
  parting() {
    const rows = this.waiting();
    if (!rows.length) return;
    const body = JSON.stringify({ rows: rows.map((row) => this.asked(row)) });
    if (body.length > 30000) return;
    for (const row of rows) this.store.keep(row, true);
    try {
      fetch(this.urls.rows, { method: "POST", keepalive: true, headers: this.headers(), body, redirect: "manual" })
        .catch(() => { /* the copy is kept */ });
    } catch (refused) { /* the copy is kept */ }
  }
}

/* The response of a server that was reached and knows who is asking. */
async function reached(asked) {
  let response;
  try {
    response = await asked;
  } catch (lost) {
    throw { halt: "offline" };
  }
  if (response.status === 401 || response.type === "opaqueredirect") throw { halt: "signedOut" };
  return response;
}
