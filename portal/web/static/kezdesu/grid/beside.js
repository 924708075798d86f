/* What stands beside a long table is asked for once the page is there, and again after rows were saved. */

const PAUSE = 3000;
const place = document.querySelector("[data-beside]");
const state = document.querySelector("[data-grid-state]");
let waiting = 0;

function ask() {
  // Whoever stands in it is not thrown out of it.
  if (place.contains(document.activeElement)) return;
  fetch(place.dataset.beside, { headers: { Accept: "text/html" } })
    .then((answer) => {
      // Whoever has been signed out meanwhile keeps what stands there.
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      return answer.text();
    })
    .then((text) => place.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.children))
    .catch(() => {});
}

if (place) {
  ask();
  if (state) {
    new MutationObserver(() => {
      clearTimeout(waiting);
      if (state.dataset.state === "saved") waiting = setTimeout(ask, PAUSE);
    }).observe(state, { attributes: true, attributeFilter: ["data-state"] });
  }
}
