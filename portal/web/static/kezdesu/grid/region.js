/* What is known of the region of the chosen row, beside the table. */

export class Region {
  constructor(grid) {
    this.grid = grid;
    this.chosen = document.querySelector("[data-region-chosen]");
    this.lines = new Map();
    for (const line of document.querySelectorAll("[data-regions] [data-kato]")) this.lines.set(line.dataset.kato, line);
    this.buttons = [...document.querySelectorAll("[data-do=region]")];
    this.marked = null;
  }

  show(row) {
    if (!this.chosen) return;
    const line = this.lines.get(row.region) || null;
    const number = row.el.querySelector("[data-number]").textContent;
    const isHidden = !this.grid.active || row.withdrawn;
    for (const button of this.buttons) {
      if (button.hidden !== isHidden) button.hidden = isHidden;
      const into = button.querySelector("[data-into]");
      if (into.textContent !== number) into.textContent = number;
    }
    if (line === this.marked) return;
    this.mark(this.marked, false);
    this.mark(line, true);
    this.marked = line;
    this.chosen.textContent = line ? line.dataset.says : "";
    this.chosen.hidden = !line;
  }

  mark(line, isChosen) {
    if (!line) return;
    line.classList.toggle("is-chosen", isChosen);
    if (isChosen) line.setAttribute("aria-current", "true");
    else line.removeAttribute("aria-current");
  }
}
