/* One open cell: what is typed in it is kept in the browser at every stroke, and saved when typing stops or it is closed. */

export class Editing {
  constructor(grid) {
    this.grid = grid;
    this.open = null;
  }

  isOpen(row, name) {
    return Boolean(this.open) && this.open.row === row && this.open.name === name;
  }

  edit(typed) {
    const { cursor, labels, parts } = this.grid;
    const { row, name } = cursor;
    /* Of a withdrawn row only why it is withdrawn is still written. */
    if (!row || !name || (row.withdrawn && !name.startsWith("change_reason"))) return;
    const box = row.boxes[name];
    const input = this.grid.part(parts[`in-${name}`] ? `in-${name}` : "in");
    input.setAttribute("aria-label", labels[name]);
    if (/_(kk|ru)$/.test(name)) input.lang = name.slice(-2);
    const isChoice = input.tagName === "SELECT";
    if (isChoice) {
      const isKnown = [...input.options].some((option) => option.value === row.cells[name]);
      if (!isKnown && row.cells[name]) input.add(new Option(row.cells[name], row.cells[name]), 0);
    }
    input.value = typed !== undefined && !isChoice ? typed : row.cells[name];
    /* `taken` is what the row has of it by now: the cell is saved while it stays open. */
    this.open = { row, name, input, box, was: this.grid.changing.now(row), taken: row.cells[name] };
    this.grid.choices.wanted(name);
    box.classList.add("is-editing");
    box.append(input);
    input.focus();
    if (input.setSelectionRange) input.setSelectionRange(input.value.length, input.value.length);
    input.addEventListener("input", () => this.keep());
    input.addEventListener("blur", () => this.commit());
  }

  /* What stands in an open cell is kept too: the page may be left at any moment. */
  keep() {
    if (!this.open) return;
    const { row, name, input } = this.open;
    const copy = { ...row, cells: { ...row.cells, [name]: input.value } };
    this.grid.sync.store.keep(copy);
    row.kept = copy.kept;
    this.grid.sync.report();
    this.grid.sync.later();
  }

  isDirty() {
    return Boolean(this.open) && this.open.input.value.trim() !== this.open.taken;
  }

  /* Typing has stopped: the row gets what stands in the cell. */
  pause() {
    if (!this.isDirty()) return;
    const { open } = this;
    open.taken = open.input.value.trim();
    open.row.cells[open.name] = open.taken;
    this.grid.sync.touched(open.row);
  }

  close() {
    const { open } = this;
    this.open = null;
    if (!open) return null;
    open.box.classList.remove("is-editing");
    open.input.remove();
    return open;
  }

  commit() {
    if (!this.open) return;
    const value = this.open.input.value.trim();
    const { row, name, was, taken } = this.close();
    const { changing, cursor, rows, sync } = this.grid;
    /* What the row has already may be written otherwise by the server since. */
    const step = changing.change(row, value === taken ? {} : { [name]: value }, was);
    if (step) changing.note([step]);
    else if (row.state === "saved") sync.store.drop(row);
    rows.show(row);
    if (cursor.row !== row) sync.flush();
  }

  cancel() {
    const open = this.close();
    if (!open) return;
    const { cursor, rows, sync } = this.grid;
    const before = open.was.cells[open.name];
    if (open.taken !== before) {
      open.row.cells[open.name] = before;
      sync.touched(open.row);
    } else if (open.row.state === "saved") sync.store.drop(open.row);
    else sync.store.keep(open.row);
    rows.show(open.row);
    cursor.rest().focus();
  }
}
