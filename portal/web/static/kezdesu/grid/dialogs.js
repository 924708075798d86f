/* Windows over the table: the keys, and two texts of one row. */

export class Dialogs {
  constructor(grid) {
    this.grid = grid;
  }

  help() {
    this.open(this.grid.root.querySelector("[data-dialog=keys]"));
  }

  open(dialog) {
    dialog.showModal();
    const back = () => {
      const stop = this.grid.cursor.rest();
      if (stop) stop.focus();
    };
    dialog.addEventListener("close", back, { once: true });
  }

  /* Both texts, field by field. What this person has not touched is proposed as it is saved now. */
  compare(row) {
    const dialog = this.grid.root.querySelector("[data-dialog=compare]");
    const list = dialog.querySelector("[data-differences]");
    const differing = this.grid.names.filter((name) => row.theirs.cells[name] !== row.cells[name]);
    list.replaceChildren(...differing.map((name) => this.difference(row, name)));
    dialog.returnValue = "";
    this.open(dialog);
    const chosen = () => {
      if (dialog.returnValue === "save") this.settle(row, list);
    };
    dialog.addEventListener("close", chosen, { once: true });
  }

  difference(row, name) {
    const field = this.grid.part("difference");
    field.querySelector("legend").textContent = this.grid.labels[name];
    const isMine = row.cells[name] !== (row.saved || {})[name];
    for (const radio of field.querySelectorAll("input")) {
      radio.name = `of-${name}`;
      radio.id = `of-${name}-${radio.value}`;
      radio.checked = (radio.value === "mine") === isMine;
      const label = radio.nextElementSibling;
      label.htmlFor = radio.id;
      const text = label.querySelector("[data-text]");
      text.textContent = (radio.value === "mine" ? row.cells[name] : row.theirs.cells[name]) || "–";
      if (/_(kk|ru)$/.test(name)) text.lang = name.slice(-2);
    }
    return field;
  }

  settle(row, list) {
    const { rows, sync } = this.grid;
    for (const radio of list.querySelectorAll("input:checked")) {
      const name = radio.name.slice(3);
      if (radio.value === "theirs") row.cells[name] = row.theirs.cells[name];
    }
    sync.store.drop(row);
    row.version = row.theirs.version;
    row.saved = row.theirs.cells;
    row.theirs = null;
    sync.touched(row);
    rows.show(row);
    sync.flush();
  }
}
