/* Names to choose from in a long plan: asked of the server once, when the first cell that needs them is opened. */

export class Choices {
  constructor(root) {
    this.root = root;
    this.asked = null;
  }

  wanted(name) {
    const url = this.root.dataset.names;
    if (!url || !this.list(name)) return null;
    this.asked ||= fetch(url, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((names) => this.fill(names))
      .catch(() => {
        /* A name can be typed all the same; the next cell asks again. */
        this.asked = null;
      });
    return this.asked;
  }

  list(name) {
    return this.root.querySelector(`[data-choices="${name}"]`);
  }

  fill(names) {
    for (const [name, texts] of Object.entries(names)) {
      const options = texts.map((text) => {
        const option = document.createElement("option");
        option.value = text;
        return option;
      });
      this.list(name)?.replaceChildren(...options);
    }
  }
}
