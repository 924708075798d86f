/* Saving of the table of a proposal: one request at a time, a copy in the browser until the server has said yes. */
(function () {
  "use strict";

  var CHUNK = 500;
  var FIRST_WAIT = 2000;
  var LAST_WAIT = 60000;

  function same(one, other) {
    return Object.keys(one).every(function (name) { return (one[name] || "") === ((other || {})[name] || ""); });
  }

  /* Copies of what is not saved yet, by person, proposal, row and version. A browser without storage has none. */
  function Store(prefix) {
    this.prefix = prefix;
  }
  Store.prototype = {
    name: function (row) {
      return this.prefix + (row.id || row.key) + ":" + (row.version || 0);
    },
    keep: function (row) {
      this.drop(row);
      row.kept = this.name(row);
      var copy = { id: row.id, version: row.version, key: row.key, cells: row.cells, gone: row.state === "leaving" };
      try {
        localStorage.setItem(row.kept, JSON.stringify(copy));
      } catch (full) { /* beforeunload still warns */ }
    },
    drop: function (row) {
      if (!row.kept) return;
      try {
        localStorage.removeItem(row.kept);
      } catch (none) { /* nothing was kept */ }
      row.kept = "";
    },
    left: function () {
      var found = [];
      try {
        for (var index = 0; index < localStorage.length; index++) {
          var name = localStorage.key(index);
          if (name.indexOf(this.prefix) === 0) found.push([name, JSON.parse(localStorage.getItem(name))]);
        }
      } catch (none) { /* nothing to offer */ }
      return found.map(function (pair) {
        pair[1].kept = pair[0];
        return pair[1];
      });
    },
    forget: function (copies) {
      copies.forEach(this.drop, this);
    },
  };

  /* `grid` is told what became of rows: settled(row, result), state(name), live(answer), all() gives the rows. */
  function Sync(options) {
    this.urls = options.urls;
    this.token = options.token;
    this.grid = options.grid;
    this.store = new Store(options.store);
    this.busy = false;
    this.wait = FIRST_WAIT;
    this.timer = 0;
    this.halted = "";
  }

  Sync.prototype = {
    /* A row was edited: keep a copy at once, send later. */
    touched: function (row) {
      row.stamp = (row.stamp || 0) + 1;
      if (row.state !== "leaving") row.state = "dirty";
      row.errors = {};
      row.message = "";
      this.store.keep(row);
      this.report();
    },
    waiting: function () {
      return this.grid.all().filter(function (row) { return row.state === "dirty" || row.state === "leaving"; });
    },
    unsaved: function () {
      return this.grid.all().filter(function (row) { return row.state !== "saved"; });
    },
    body: function (row) {
      var asked = { id: row.id || null, version: row.version || null, key: row.key || "" };
      if (row.state === "leaving") asked.delete = true;
      else asked.cells = row.cells;
      return asked;
    },
    report: function (name) {
      if (name) this.last = name;
      var unsaved = this.unsaved();
      var stuck = unsaved.filter(function (row) { return row.state !== "dirty" && row.state !== "leaving"; }).length;
      this.grid.state(this.busy ? "saving" : this.halted || (unsaved.length ? (stuck ? "stuck" : "dirty") : "saved"),
        unsaved.length);
    },

    flush: function () {
      clearTimeout(this.timer);
      var self = this;
      var rows = this.waiting().slice(0, CHUNK);
      if (this.busy || !rows.length || this.halted === "closed") return this.report();
      this.busy = true;
      this.halted = "";
      var stamps = rows.map(function (row) { return row.stamp; });
      var sent = rows.map(function (row) { return Object.assign({}, row.cells); });
      var asked = rows.map(this.body, this);
      this.report();
      var alone = rows.length === 1;
      this.post(alone ? this.urls.row : this.urls.rows, alone ? asked[0] : { rows: asked })
        .then(function (answer) {
          self.busy = false;
          self.wait = FIRST_WAIT;
          var results = alone ? [answer] : answer.results;
          rows.forEach(function (row, index) {
            var result = results[index];
            self.take(row, result, sent[index], row.stamp === stamps[index], asked[index].delete);
          });
          self.grid.live(answer);
          self.report();
          if (self.waiting().length) self.flush();
        })
        .catch(function (trouble) {
          self.busy = false;
          self.failed(trouble);
        });
    },

    /* One row's answer. `still`: nobody has edited it while it was on its way. */
    take: function (row, result, sent, still, wasTakenOut) {
      var status = result.status || 200;
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
    },
    written: function (row, now, sent, still, wasTakenOut) {
      this.store.drop(row);
      row.id = now.id;
      row.version = now.version;
      row.key = now.key;
      row.region = now.region;
      row.withdrawn = now.withdrawn;
      row.saved = now.cells;
      row.errors = {};
      row.message = "";
      Object.keys(now.cells).forEach(function (name) {
        if (still || row.cells[name] === sent[name]) row.cells[name] = now.cells[name];
      });
      if (row.state === "leaving" && !wasTakenOut) return this.store.keep(row);
      row.state = still || same(row.cells, row.saved) ? "saved" : "dirty";
      if (row.state === "dirty") this.store.keep(row);
    },
    anew: function (row) {
      row.id = row.version = null;
      row.key = window.kezdesuSync.key();
    },

    failed: function (trouble) {
      var self = this;
      this.halted = trouble.halt || "offline";
      this.grid.told(trouble.said || "");
      this.report();
      if (this.halted === "closed") return;
      this.timer = setTimeout(function () { self.flush(); }, this.wait);
      this.wait = Math.min(this.wait * 2, LAST_WAIT);
    },

    /* Resolves with the answer; rejects with {halt, said}. */
    post: function (url, body, again) {
      var self = this;
      return fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token },
        body: JSON.stringify(body),
        redirect: "manual",
        credentials: "same-origin",
      }).then(function (response) {
        var isJson = (response.headers.get("Content-Type") || "").indexOf("json") >= 0;
        if (response.status === 401 || response.type === "opaqueredirect") throw { halt: "signedOut" };
        /* Somebody has signed in anew in another tab: the token of this page does not count any more. */
        if (response.status === 403 && !isJson && !again) {
          return self.refresh().then(function () { return self.post(url, body, true); });
        }
        if (!isJson || response.status >= 500) throw { halt: "offline" };
        return response.json().then(function (answer) {
          if (response.ok || response.status === 422 || "row" in answer || answer.code === "row_gone") return answer;
          throw { halt: "closed", said: answer.message };
        });
      }, function () {
        throw { halt: "offline" };
      });
    },

    /* The page's rows as they are now, and a fresh token. */
    refresh: function () {
      var self = this;
      return fetch(this.urls.page, { headers: { Accept: "application/json" }, redirect: "manual" })
        .then(function (response) {
          if (response.status === 401 || response.type === "opaqueredirect") throw { halt: "signedOut" };
          if (!response.ok) throw { halt: "offline" };
          return response.json();
        }, function () {
          throw { halt: "offline" };
        })
        .then(function (answer) {
          self.token = answer.csrf;
          return answer;
        });
    },

    restore: function (row) {
      var self = this;
      return this.post(this.urls.row, { id: row.id, version: row.version, restore: true })
        .then(function (answer) {
          self.take(row, answer, row.cells, true);
          self.grid.live(answer);
        })
        .catch(function (trouble) { self.failed(trouble); });
    },

    /* The page is being left: a last attempt that outlives it. The copy in the browser stays until it is confirmed. */
    parting: function () {
      var rows = this.waiting();
      if (!rows.length) return;
      var body = JSON.stringify({ rows: rows.map(this.body, this) });
      if (body.length > 30000) return;
      try {
        fetch(this.urls.rows, {
          method: "POST",
          keepalive: true,
          headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token },
          body: body,
          redirect: "manual",
        }).catch(function () { /* the copy is kept */ });
      } catch (refused) { /* the copy is kept */ }
    },
  };

  window.kezdesuSync = {
    Sync: Sync,
    same: same,
    key: function () {
      if (window.crypto && crypto.randomUUID) return crypto.randomUUID();
      return Date.now().toString(36) + Math.random().toString(36).slice(2, 12);
    },
  };
})();
