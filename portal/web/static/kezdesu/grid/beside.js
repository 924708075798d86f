/* What stands beside a long table is asked for once the page is there: the table waits for nothing. */

const place = document.querySelector("[data-beside]");

if (place) {
  fetch(place.dataset.beside, { headers: { Accept: "text/html" } })
    .then((answer) => {
      // Whoever has been signed out meanwhile keeps the link that stands there.
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      return answer.text();
    })
    .then((text) => place.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.children))
    .catch(() => {});
}
