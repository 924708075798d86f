/* The table of a proposal, edited like a spreadsheet. Without this file every row has its form. */
(function () {
  "use strict";

  var root = document.querySelector("[data-grid]");
  if (!root || !window.kezdesuSync || !window.kezdesuText) return;
  var table = root.querySelector("table");
  var body = table.tBodies[0];
  var heads = Array.prototype.slice.call(table.querySelectorAll("thead [data-col]"));
  var names = heads.map(function (head) { return head.dataset.col; });
  var labels = {};
  heads.forEach(function (head) { labels[head.dataset.col] = head.textContent.trim(); });
  var parts = {};
  Array.prototype.forEach.call(root.querySelectorAll("template[data-tpl]"), function (template) {
    parts[template.dataset.tpl] = template.content;
  });
  var stateLine = root.querySelector("[data-grid-state]");
  var alerts = root.querySelector("[data-grid-told]");
  var rows = [];
  var at = { row: 0, col: 0 };
  var from = null;
  var editor = null;
  var done = [];
  var undone = [];
  var leaving = false;
  var active = false;
  var savedAt = "";

  function words(name, values) {
    var text = parts.words.querySelector('[data-w="' + name + '"]').textContent;
    Object.keys(values || {}).forEach(function (key) { text = text.replace("{" + key + "}", values[key]); });
    return text;
  }
  function part(name) {
    return parts[name].firstElementChild.cloneNode(true);
  }
  function each(list, act) {
    Array.prototype.forEach.call(list, act);
  }
  function tell(text) {
    alerts.textContent = text;
  }

  /* -- saving ------------------------------------------------------------------------------------------------------ */
  var sync = new window.kezdesuSync.Sync({
    urls: { page: root.dataset.page, row: root.dataset.row, rows: root.dataset.rows },
    token: root.querySelector("[name=csrfmiddlewaretoken]").value,
    store: root.dataset.store,
    grid: {
      all: function () { return rows.concat(limbo); },
      settled: function (row) {
        var waits = limbo.indexOf(row);
        if (waits >= 0 && row.state !== "leaving") {
          limbo.splice(waits, 1);
          put(row, Math.min(row.place || 0, rows.length));
        }
        show(row);
        if (row.state === "conflict") tell(row.message);
      },
      removed: function (row) {
        drop(row);
        limbo = limbo.filter(function (other) { return other !== row; });
      },
      state: state,
      told: function (text) { if (text) tell(text); },
      live: live,
    },
  });
  /* Rows taken out and not yet gone on the server. */
  var limbo = [];

  function state(name, count) {
    var text = words(name, { time: savedAt, count: count });
    if (name === "saved" && !savedAt) text = words("ready");
    if (stateLine.textContent !== text) stateLine.textContent = text;
    stateLine.dataset.state = name;
    each(root.querySelectorAll("[data-do=again]"), function (button) {
      button.hidden = ["offline", "signedOut", "closed"].indexOf(name) < 0;
    });
  }

  function live(answer) {
    if (answer.at) savedAt = answer.at;
    if (answer.panel) document.querySelector("[data-grid-panel]").innerHTML = answer.panel;
    if (!answer.says) return;
    rows.forEach(function (row) {
      var said = answer.says[row.id] || {};
      row.lacks = said.lacks || [];
      row.warns = said.warns || [];
      show(row);
    });
  }

  /* -- rows -------------------------------------------------------------------------------------------------------- */
  function adopt(element) {
    var row = {
      el: element,
      id: Number(element.dataset.id) || null,
      version: Number(element.dataset.version) || null,
      key: element.dataset.key || "",
      region: element.dataset.region || "",
      withdrawn: element.hasAttribute("data-withdrawn"),
      remark: element.dataset.remark || "",
      cells: {},
      state: "saved",
      errors: {},
      message: "",
      lacks: (element.dataset.lacks || "").split(" ").filter(Boolean),
      warns: element.dataset.warns ? element.dataset.warns.split("\n") : [],
    };
    each(element.querySelectorAll("[data-f]"), function (cell) {
      row.cells[cell.dataset.f] = cell.firstElementChild.textContent;
    });
    row.saved = Object.assign({}, row.cells);
    element.kezdesu = row;
    var say = element.nextElementSibling;
    row.say = say && say.hasAttribute("data-say") ? say : null;
    return row;
  }

  function fresh(cells) {
    var element = part("row");
    element.dataset.key = window.kezdesuSync.key();
    var row = adopt(element);
    names.forEach(function (name) { row.cells[name] = (cells && cells[name]) || ""; });
    row.saved = null;
    return row;
  }

  function defaults() {
    return { official: root.dataset.official, format: root.dataset.format };
  }

  function put(row, place) {
    var before = rows[place];
    body.insertBefore(row.el, before ? before.el : null);
    if (row.say) body.insertBefore(row.say, row.el.nextSibling);
    rows.splice(before ? place : rows.length, 0, row);
    if (active) arm(row);
    number();
    show(row);
  }

  function drop(row) {
    var place = rows.indexOf(row);
    if (place >= 0) rows.splice(place, 1);
    row.el.remove();
    if (row.say) row.say.remove();
    at.row = Math.max(0, Math.min(at.row, rows.length - 1));
    number();
  }

  function number() {
    var first = Number(root.dataset.first);
    rows.forEach(function (row, index) {
      var head = row.el.querySelector("[data-number]");
      head.textContent = first + index;
    });
    root.querySelector("[data-grid-empty]").hidden = rows.length > 0;
  }

  function cell(row, name) {
    return row.el.querySelector('[data-f="' + name + '"]');
  }

  /* Prints a row: texts, what is missing or wrong, what there is to say. */
  function show(row) {
    row.el.classList.toggle("is-unsaved", row.state !== "saved");
    row.el.classList.toggle("is-bad", ["invalid", "conflict", "gone"].indexOf(row.state) >= 0);
    row.el.classList.toggle("is-withdrawn", row.withdrawn);
    row.el.querySelector("[data-mark]").hidden = row.state === "saved";
    names.forEach(function (name) {
      var box = cell(row, name);
      if (!(editor && editor.row === row && editor.name === name)) box.firstElementChild.textContent = row.cells[name];
      box.classList.toggle("is-lacking", row.lacks.indexOf(name) >= 0 && !row.cells[name]);
      box.classList.toggle("is-wrong", Boolean(row.errors[name]));
      if (row.errors[name]) {
        box.setAttribute("aria-invalid", "true");
        box.setAttribute("aria-describedby", sayId(row));
      } else {
        box.removeAttribute("aria-invalid");
        box.removeAttribute("aria-describedby");
      }
    });
    each(row.el.querySelectorAll("[data-saved-only]"), function (link) {
      link.hidden = !row.id;
      if (row.id && link.dataset.href) link.href = link.dataset.href.replace("/0/", "/" + row.id + "/").replace("=0", "=" + row.id);
    });
    each(row.el.querySelectorAll("[data-do=restore]"), function (button) { button.hidden = !row.withdrawn; });
    each(row.el.querySelectorAll("[data-do=remove]"), function (button) { button.hidden = row.withdrawn; });
    say(row);
    if (rows[at.row] === row) region(row);
  }

  function sayId(row) {
    return "say-" + (row.id || row.key);
  }

  function line(kind, text) {
    var found = part("line-" + kind);
    found.querySelector("[data-text]").textContent = text;
    return found;
  }

  function say(row) {
    var lines = [];
    if (row.remark) lines.push(line("remark", row.remark));
    var isAtCells = Object.keys(row.errors).length > 0;
    if (row.message && row.state !== "saved" && !isAtCells) lines.push(line("trouble", row.message));
    Object.keys(row.errors).forEach(function (name) {
      row.errors[name].forEach(function (text) {
        lines.push(line("trouble", (labels[name] ? labels[name] + ": " : "") + text));
      });
    });
    var lacks = row.lacks.filter(function (name) { return !row.cells[name]; });
    if (lacks.length && row.id) {
      lines.push(line("lacks", lacks.map(function (name) { return labels[name]; }).join(", ")));
    }
    if (row.warns.length && row.id) lines.push(line("warns", row.warns.join(" ")));
    if (row.state === "conflict") lines.push(part("compare"));
    if (row.state === "gone") lines.push(part("again"));
    if (!lines.length) {
      if (row.say) row.say.remove();
      row.say = null;
      return;
    }
    if (!row.say) {
      row.say = part("say");
      body.insertBefore(row.say, row.el.nextSibling);
    }
    row.say.kezdesu = row;
    var box = row.say.querySelector("[data-lines]");
    box.id = sayId(row);
    box.replaceChildren.apply(box, lines);
  }

  /* -- moving ------------------------------------------------------------------------------------------------------ */
  function stops(row) {
    var found = names.map(function (name) { return cell(row, name); });
    each(row.el.querySelectorAll("[data-acts] a, [data-acts] button"), function (link) {
      if (!link.hidden) found.push(link);
    });
    return found;
  }

  function arm(row) {
    each(row.el.children, function (box) {
      box.setAttribute("role", box.tagName === "TH" ? "rowheader" : "gridcell");
    });
    each(row.el.querySelectorAll("[data-f], [data-acts] a, [data-acts] button"), function (stop) { stop.tabIndex = -1; });
  }

  function rest() {
    if (!rows.length) return;
    each(body.querySelectorAll('[tabindex="0"]'), function (stop) { stop.tabIndex = -1; });
    at.row = Math.max(0, Math.min(at.row, rows.length - 1));
    var here = stops(rows[at.row]);
    at.col = Math.max(0, Math.min(at.col, here.length - 1));
    here[at.col].tabIndex = 0;
    paint();
    region(rows[at.row]);
    return here[at.col];
  }

  function go(row, col, extend) {
    if (!rows.length) return;
    var before = rows[at.row];
    from = extend ? from || { row: at.row, col: at.col } : null;
    at = { row: row, col: col };
    var stop = rest();
    stop.focus();
    if (before !== rows[at.row]) sync.flush();
  }

  function block() {
    var other = from || at;
    var last = names.length - 1;
    return {
      top: Math.min(at.row, other.row),
      bottom: Math.max(at.row, other.row),
      left: Math.min(at.col, other.col, last),
      right: Math.min(Math.max(at.col, other.col), last),
    };
  }

  function paint() {
    each(body.querySelectorAll('[aria-selected="true"]'), function (box) { box.removeAttribute("aria-selected"); });
    var chosen = block();
    for (var row = chosen.top; row <= chosen.bottom; row++) {
      for (var col = chosen.left; col <= chosen.right; col++) {
        if (rows[row]) cell(rows[row], names[col]).setAttribute("aria-selected", "true");
      }
    }
  }

  function where(target) {
    var element = target.closest("tr");
    if (!element || !element.kezdesu || element.hasAttribute("data-say")) return null;
    var row = rows.indexOf(element.kezdesu);
    var stop = target.closest("[data-f], [data-acts] a, [data-acts] button");
    var col = stop ? stops(element.kezdesu).indexOf(stop) : -1;
    return row < 0 || col < 0 ? null : { row: row, col: col };
  }

  /* -- changing ---------------------------------------------------------------------------------------------------- */
  /* A deed is a list of {row, before, after}; null cells mean that the row is not there. */
  function perform(deed, side) {
    deed.forEach(function (step) {
      var cells = step[side];
      var there = rows.indexOf(step.row) >= 0;
      if (!cells) return takeOut(step.row);
      step.row.cells = Object.assign({}, cells);
      if (!there) {
        limbo = limbo.filter(function (other) { return other !== step.row; });
        if (step.row.state !== "leaving" && step.row.id) {
          /* Gone on the server: it is put in as a new one with the same content. */
          step.row.id = step.row.version = null;
          step.row.key = window.kezdesuSync.key();
        }
        step.row.state = "dirty";
        put(step.row, Math.min(step.place, rows.length));
      }
      sync.touched(step.row);
      show(step.row);
    });
    rest();
    sync.flush();
  }

  function note(deed) {
    if (!deed.length) return;
    done.push(deed);
    undone = [];
    buttons();
  }

  function change(row, cells) {
    var before = Object.assign({}, row.cells);
    Object.assign(row.cells, cells);
    if (window.kezdesuSync.same(row.cells, before)) return null;
    /* Filling a blank row for the first time is one deed with adding it. */
    var wasBlank = !row.id && row.state === "saved";
    if (wasBlank) done = done.filter(function (deed) { return deed[0].row !== row; });
    sync.touched(row);
    show(row);
    return { row: row, before: wasBlank ? null : before, after: Object.assign({}, row.cells), place: rows.indexOf(row) };
  }

  function takeOut(row) {
    if (rows.indexOf(row) < 0) return;
    row.place = rows.indexOf(row);
    if (row.id) {
      row.state = "leaving";
      limbo.push(row);
      row.stamp = (row.stamp || 0) + 1;
      sync.store.keep(row);
    } else {
      row.state = "saved";
      sync.store.drop(row);
      /* On its way to the server for the first time: taken out again when it has arrived. */
      if (sync.busy && row.key) {
        row.state = "leaving";
        limbo.push(row);
        row.stamp = (row.stamp || 0) + 1;
      }
    }
    drop(row);
  }

  function remove(row) {
    if (row.withdrawn) return;
    var step = { row: row, before: Object.assign({}, row.cells), after: null, place: rows.indexOf(row) };
    takeOut(row);
    note([step]);
    tell(words("removed"));
    if (rows.length) go(Math.min(step.place, rows.length - 1), at.col);
    else root.querySelector("[data-do=add]").focus();
    sync.flush();
  }

  function add(cells, place) {
    var row = fresh(cells || defaults());
    put(row, place === undefined ? rows.length : place);
    note([{ row: row, before: null, after: Object.assign({}, row.cells), place: rows.indexOf(row) }]);
    if (cells) sync.touched(row);
    go(rows.indexOf(row), cells ? at.col : names.indexOf("place"));
    return row;
  }

  function undo() {
    if (!done.length) return;
    var deed = done.pop();
    undone.push(deed);
    perform(deed.slice().reverse(), "before");
    tell(words("undone"));
    buttons();
  }

  function redo() {
    if (!undone.length) return;
    var deed = undone.pop();
    done.push(deed);
    perform(deed, "after");
    tell(words("redone"));
    buttons();
  }

  function buttons() {
    root.querySelector("[data-do=undo]").disabled = !done.length;
    root.querySelector("[data-do=redo]").disabled = !undone.length;
  }

  function paste(text) {
    var pasted = window.kezdesuText.read(text);
    if (!pasted.length) return;
    var start = block();
    var deed = [];
    var lost = 0;
    pasted.forEach(function (line, down) {
      var cells = {};
      line.forEach(function (value, right) {
        var name = names[start.left + right];
        if (name) cells[name] = value;
        else if (value) lost += 1;
      });
      var row = rows[start.top + down];
      if (row && row.withdrawn) {
        lost += 1;
        return;
      }
      if (row) {
        var step = change(row, cells);
        if (step) deed.push(step);
        return;
      }
      row = fresh(Object.assign(defaults(), cells));
      put(row, rows.length);
      sync.touched(row);
      deed.push({ row: row, before: null, after: Object.assign({}, row.cells), place: rows.length - 1 });
    });
    note(deed);
    rest();
    tell(words(lost ? "pastedPartly" : "pasted", { count: pasted.length, lost: lost }));
    sync.flush();
  }

  function copied() {
    var chosen = block();
    return rows.slice(chosen.top, chosen.bottom + 1).map(function (row) {
      return names.slice(chosen.left, chosen.right + 1).map(function (name) { return row.cells[name]; });
    });
  }

  function clear() {
    var chosen = block();
    var deed = [];
    rows.slice(chosen.top, chosen.bottom + 1).forEach(function (row) {
      if (row.withdrawn) return;
      var cells = {};
      names.slice(chosen.left, chosen.right + 1).forEach(function (name) { cells[name] = ""; });
      var step = change(row, cells);
      if (step) deed.push(step);
    });
    note(deed);
  }

  /* -- one cell ---------------------------------------------------------------------------------------------------- */
  function edit(typed) {
    var row = rows[at.row];
    var name = names[at.col];
    if (!row || !name || row.withdrawn) return;
    var box = cell(row, name);
    var input = part(parts["in-" + name] ? "in-" + name : "in");
    input.setAttribute("aria-label", labels[name]);
    if (/_(kk|ru)$/.test(name)) input.lang = name.slice(-2);
    if (input.tagName === "SELECT") {
      var known = Array.prototype.some.call(input.options, function (option) { return option.value === row.cells[name]; });
      if (!known && row.cells[name]) input.add(new Option(row.cells[name], row.cells[name]), 0);
    }
    input.value = typed !== undefined && input.tagName !== "SELECT" ? typed : row.cells[name];
    editor = { row: row, name: name, input: input, box: box };
    box.classList.add("is-editing");
    box.append(input);
    input.focus();
    if (input.setSelectionRange) input.setSelectionRange(input.value.length, input.value.length);
    input.addEventListener("input", function () { keepTyping(); });
    input.addEventListener("blur", function () { commit(); });
  }

  /* What stands in an open cell is kept too: the page may be left at any moment. */
  function keepTyping() {
    if (!editor) return;
    var cells = Object.assign({}, editor.row.cells);
    cells[editor.name] = editor.input.value;
    var copy = Object.assign({}, editor.row, { cells: cells });
    sync.store.keep(copy);
    editor.row.kept = copy.kept;
  }

  function close() {
    var open = editor;
    editor = null;
    if (!open) return null;
    open.box.classList.remove("is-editing");
    open.input.remove();
    return open;
  }

  function commit() {
    if (!editor) return;
    var value = editor.input.value.trim();
    var open = close();
    var cells = {};
    cells[open.name] = value;
    var step = change(open.row, cells);
    if (step) note([step]);
    else if (open.row.state === "saved") sync.store.drop(open.row);
    show(open.row);
    if (rows[at.row] !== open.row) sync.flush();
  }

  function cancel() {
    var open = close();
    if (!open) return;
    if (open.row.state === "saved") sync.store.drop(open.row);
    else sync.store.keep(open.row);
    show(open.row);
    rest().focus();
  }

  /* -- keys -------------------------------------------------------------------------------------------------------- */
  function typing(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      cancel();
    } else if (event.key === "Enter" && !(event.shiftKey && event.target.tagName === "TEXTAREA")) {
      event.preventDefault();
      commit();
      go(Math.min(at.row + 1, rows.length - 1), at.col);
    } else if (event.key === "Tab") {
      event.preventDefault();
      commit();
      step(event.shiftKey ? -1 : 1);
    }
  }

  /* To the next cell, over the ends of rows; false at either end of the table. */
  function step(by) {
    var col = at.col + by;
    var row = at.row;
    if (col < 0) {
      row -= 1;
      if (row < 0) return false;
      col = names.length - 1;
    } else if (col >= stops(rows[row]).length) {
      row += 1;
      if (row >= rows.length) return false;
      col = 0;
    }
    go(row, col);
    return true;
  }

  var MOVES = {
    ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0],
  };

  function key(event) {
    var isLink = event.target.matches("a, button");
    var ctrl = event.ctrlKey || event.metaKey;
    var letter = event.key.toLowerCase();
    if (MOVES[event.key] && !ctrl && !event.altKey) {
      var move = MOVES[event.key];
      event.preventDefault();
      leaving = false;
      go(Math.max(0, Math.min(at.row + move[0], rows.length - 1)), Math.max(0, at.col + move[1]), event.shiftKey);
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      go(ctrl ? (event.key === "Home" ? 0 : rows.length - 1) : at.row, event.key === "Home" ? 0 : names.length - 1, event.shiftKey);
    } else if (event.key === "Tab" && !leaving) {
      if (step(event.shiftKey ? -1 : 1)) event.preventDefault();
    } else if (event.key === "Escape") {
      leaving = true;
      from = null;
      paint();
      tell(words("leaving"));
    } else if (ctrl && (event.code === "KeyZ" || letter === "z")) {
      event.preventDefault();
      if (event.shiftKey) redo();
      else undo();
    } else if (ctrl && (event.code === "KeyY" || letter === "y")) {
      event.preventDefault();
      redo();
    } else if (ctrl && event.key === "Enter") {
      event.preventDefault();
      add();
    } else if (ctrl && event.key === "Delete") {
      event.preventDefault();
      remove(rows[at.row]);
    } else if (isLink) {
      return;
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      edit();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      clear();
    } else if (event.key === "?") {
      event.preventDefault();
      help();
    } else if (event.key.length === 1 && !ctrl && !event.altKey) {
      event.preventDefault();
      leaving = false;
      edit(event.key === " " ? undefined : event.key);
    }
  }

  /* -- dialogs ----------------------------------------------------------------------------------------------------- */
  function help() {
    open(root.querySelector("[data-dialog=keys]"));
  }

  function open(dialog) {
    dialog.showModal();
    dialog.addEventListener("close", function () {
      var stop = rest();
      if (stop) stop.focus();
    }, { once: true });
  }

  /* Both texts, field by field. What this person has not touched is proposed as it is saved now. */
  function compare(row) {
    var dialog = root.querySelector("[data-dialog=compare]");
    var list = dialog.querySelector("[data-differences]");
    list.replaceChildren();
    var known = row.saved || {};
    names.forEach(function (name) {
      var theirs = row.theirs.cells[name];
      if (theirs === row.cells[name]) return;
      var field = part("difference");
      field.querySelector("legend").textContent = labels[name];
      var mine = row.cells[name] !== known[name];
      each(field.querySelectorAll("input"), function (radio) {
        radio.name = "of-" + name;
        radio.id = "of-" + name + "-" + radio.value;
        radio.checked = (radio.value === "mine") === mine;
        var label = radio.nextElementSibling;
        label.htmlFor = radio.id;
        label.querySelector("[data-text]").textContent = (radio.value === "mine" ? row.cells[name] : theirs) || "–";
        if (/_(kk|ru)$/.test(name)) label.querySelector("[data-text]").lang = name.slice(-2);
      });
      list.append(field);
    });
    dialog.returnValue = "";
    open(dialog);
    dialog.addEventListener("close", function () {
      if (dialog.returnValue !== "save") return;
      each(list.querySelectorAll("input:checked"), function (radio) {
        var name = radio.name.slice(3);
        if (radio.value === "theirs") row.cells[name] = row.theirs.cells[name];
      });
      sync.store.drop(row);
      row.version = row.theirs.version;
      row.saved = row.theirs.cells;
      row.theirs = null;
      sync.touched(row);
      show(row);
      sync.flush();
    }, { once: true });
  }

  /* -- the region of the chosen row -------------------------------------------------------------------------------- */
  function region(row) {
    var chosen = document.querySelector("[data-region-chosen]");
    if (!chosen) return;
    each(document.querySelectorAll("[data-regions] [data-kato]"), function (line) {
      line.classList.toggle("is-chosen", line.dataset.kato === row.region);
      if (line.dataset.kato === row.region) line.setAttribute("aria-current", "true");
      else line.removeAttribute("aria-current");
    });
    each(document.querySelectorAll("[data-do=region]"), function (button) {
      button.hidden = !active || row.withdrawn;
      button.querySelector("[data-into]").textContent = row.el.querySelector("[data-number]").textContent;
    });
    var line = document.querySelector('[data-regions] [data-kato="' + row.region + '"]');
    chosen.textContent = line ? line.dataset.says : "";
    chosen.hidden = !line;
  }

  /* -- left in this browser earlier -------------------------------------------------------------------------------- */
  function offer() {
    var copies = sync.store.left().filter(function (copy) {
      var row = match(copy);
      if (row && row.kept === copy.kept) return false;
      var isSaved = row && row.state === "saved" && !copy.gone && window.kezdesuSync.same(copy.cells, row.cells);
      if (isSaved) sync.store.forget([copy]);
      return !isSaved;
    });
    var notice = root.querySelector("[data-grid-offer]");
    notice.hidden = !copies.length;
    if (!copies.length) return;
    notice.querySelector("[data-text]").textContent = words("left", { count: copies.length });
    notice.querySelector("[data-do=putback]").onclick = function () {
      notice.hidden = true;
      copies.forEach(putBack);
      rest();
      sync.flush();
    };
    notice.querySelector("[data-do=throw]").onclick = function () {
      notice.hidden = true;
      sync.store.forget(copies);
    };
  }

  function match(copy) {
    return rows.filter(function (row) {
      return (copy.id && row.id === copy.id) || (!copy.id && copy.key && row.key === copy.key);
    })[0];
  }

  function putBack(copy) {
    sync.store.forget([copy]);
    var row = match(copy);
    if (!row) {
      row = fresh(copy.cells);
      row.id = copy.id;
      row.key = copy.key || row.key;
      put(row, rows.length);
    }
    if (copy.id && copy.version) row.version = copy.version;
    Object.assign(row.cells, copy.cells);
    if (copy.gone) takeOut(row);
    else sync.touched(row);
    show(row);
  }

  /* -- coming back ------------------------------------------------------------------------------------------------- */
  function freshen() {
    sync.refresh().then(function (answer) {
      answer.rows.forEach(function (now) {
        var row = rows.filter(function (other) { return other.id === now.id || (now.key && other.key === now.key); })[0];
        if (!row) {
          if (limbo.some(function (other) { return other.id === now.id; })) return;
          row = fresh(now.cells);
          put(row, rows.length);
        } else if (row.state !== "saved") {
          if (!row.id) {
            row.id = now.id;
            row.version = now.version;
          }
          return;
        }
        sync.take(row, { row: now }, row.cells, true);
      });
      live(answer);
      sync.flush();
      sync.report();
    }).catch(function (trouble) { sync.failed(trouble); });
  }

  /* -- beginning --------------------------------------------------------------------------------------------------- */
  function start() {
    if (active || getComputedStyle(table).display !== "table") return;
    active = true;
    root.classList.add("is-live");
    each(root.querySelectorAll("[data-grid-tools], [data-grid-hint]"), function (box) { box.hidden = false; });
    table.setAttribute("role", "grid");
    table.setAttribute("aria-multiselectable", "true");
    table.setAttribute("aria-describedby", root.querySelector("[data-grid-hint]").id);
    rows.forEach(arm);
    rest();
    sync.report();
    offer();
  }

  each(body.querySelectorAll("tr[data-id]"), function (element) { rows.push(adopt(element)); });
  buttons();

  table.addEventListener("keydown", function (event) {
    if (!active || !event.target.closest("tr") || event.target.closest("[data-say]")) return;
    if (editor && event.target === editor.input) typing(event);
    else if (!editor) key(event);
  });
  table.addEventListener("mousedown", function (event) {
    if (!active || (editor && editor.input === event.target)) return;
    var place = where(event.target);
    if (!place || event.target.closest("a, button")) return;
    event.preventDefault();
    if (editor) commit();
    leaving = false;
    var again = place.row === at.row && place.col === at.col && document.activeElement === stops(rows[at.row])[at.col];
    go(place.row, place.col, event.shiftKey);
    if (again && event.detail === 1) edit();
  });
  table.addEventListener("dblclick", function (event) {
    if (active && !editor && where(event.target) && !event.target.closest("a, button")) edit();
  });
  table.addEventListener("focusin", function (event) {
    var place = active && !editor && where(event.target);
    if (place && (place.row !== at.row || place.col !== at.col)) {
      at = place;
      from = null;
      rest();
    }
  });
  table.addEventListener("focusout", function (event) {
    if (active && !table.contains(event.relatedTarget)) {
      leaving = false;
      setTimeout(function () { if (!table.contains(document.activeElement)) sync.flush(); }, 0);
    }
  });

  function inGrid() {
    return active && !editor && table.contains(document.activeElement) && !document.activeElement.closest("[data-say]");
  }
  document.addEventListener("copy", function (event) {
    if (!inGrid() || at.col >= names.length) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", window.kezdesuText.write(copied()));
  });
  document.addEventListener("cut", function (event) {
    if (!inGrid() || at.col >= names.length) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", window.kezdesuText.write(copied()));
    clear();
  });
  document.addEventListener("paste", function (event) {
    var text = event.clipboardData.getData("text/plain");
    if (editor && event.target === editor.input && /\t|\n./.test(text)) cancel();
    if (!inGrid() && !(active && !rows.length && root.contains(document.activeElement))) return;
    event.preventDefault();
    paste(text);
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-do]");
    if (!button || !active) return;
    var element = button.closest("tr");
    var row = element && element.kezdesu;
    var act = {
      undo: undo,
      redo: redo,
      add: function () { add(); },
      keys: help,
      again: function () {
        sync.halted = "";
        sync.flush();
      },
      remove: function () { remove(row); },
      copy: function () { add(Object.assign({}, row.cells), rows.indexOf(row) + 1); sync.flush(); },
      restore: function () { sync.restore(row); },
      compare: function () { compare(row); },
      putin: function () { sync.touched(row); show(row); sync.flush(); },
      region: function () {
        var here = rows[at.row];
        if (!here) return;
        var step = change(here, { place: button.dataset.place });
        if (step) note([step]);
        sync.flush();
      },
    }[button.dataset.do];
    if (!act) return;
    event.preventDefault();
    act();
  });

  window.addEventListener("online", function () { sync.flush(); });
  document.addEventListener("visibilitychange", function () {
    if (active && (sync.halted || document.visibilityState === "hidden")) sync.flush();
  });
  window.addEventListener("pagehide", function () {
    commit();
    sync.parting();
  });
  window.addEventListener("pageshow", function (event) {
    if (active && event.persisted) freshen();
  });
  window.addEventListener("beforeunload", function (event) {
    if (active && (editor && editor.input.value.trim() !== editor.row.cells[editor.name] || sync.unsaved().length)) {
      event.preventDefault();
    }
  });
  window.addEventListener("resize", start);
  start();
})();
