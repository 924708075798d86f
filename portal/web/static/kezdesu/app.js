/* Small comforts. Everything works without this file. */
(function () {
  "use strict";

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  /* A refused form: take the reader to what is wrong. */
  var summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();

  /* Menus close by Escape and give the focus back. */
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    var open = event.target.closest && event.target.closest("details[data-menu][open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });

  /* Filters: a choice shows its result at once. The form's own button stays for everybody else. */
  function question(form) {
    var asked = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (value) asked.append(name, value);
    });
    return "?" + asked;
  }
  function refresh(form, told) {
    var query = question(form);
    var address = form.action.split("?")[0] + query;
    var region = document.querySelector(form.dataset.live);
    region.setAttribute("aria-busy", "true");
    fetch(address, { headers: { Accept: "text/html" } })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      })
      .then(function (text) {
        /* A later choice has gone ahead of this answer. */
        if (query !== question(form)) return;
        var fresh = new DOMParser().parseFromString(text, "text/html").querySelector(form.dataset.live);
        var count = fresh.querySelector("[role=status]");
        region.replaceWith(fresh);
        told.textContent = count ? count.textContent : "";
        history.replaceState(null, "", address);
        each("nav.lang a", function (link) {
          link.href = link.href.split("?")[0] + query;
        });
      })
      .catch(function () {
        form.submit();
      });
  }
  each("form[data-live]", function (form) {
    var told = document.createElement("p");
    told.className = "vh";
    told.setAttribute("role", "status");
    form.append(told);
    form.addEventListener("change", function () {
      refresh(form, told);
    });
  });

  /* Long work: ask how far it is and swap that part of the page until it has ended. */
  function watch(region, wait) {
    setTimeout(function () {
      // Where the work leads is for the reader to see, not for this question: it may be told only once.
      fetch(location.href, { headers: { Accept: "text/html", "X-Only-Asks": "1" }, redirect: "manual" })
        .then(function (answer) {
          if (answer.type === "opaqueredirect") {
            location.reload();
            return "";
          }
          if (!answer.ok) throw new Error(String(answer.status));
          return answer.text();
        })
        .then(function (text) {
          if (!text) return;
          var fresh = new DOMParser().parseFromString(text, "text/html").getElementById(region.id);
          if (!fresh) return location.reload();
          var focused = region.contains(document.activeElement) && document.activeElement.getAttribute("href");
          var told = document.querySelector("[data-tell]");
          if (told && told.textContent !== fresh.dataset.told) told.textContent = fresh.dataset.told;
          region.replaceWith(fresh);
          each("#" + fresh.id + " a", function (link) {
            if (focused && link.getAttribute("href") === focused) link.focus();
          });
          if (fresh.dataset.poll) watch(fresh, Number(fresh.dataset.poll));
        })
        .catch(function () {
          watch(region, Math.min(wait * 2, 60000));
        });
    }, wait);
  }
  each("[data-poll]", function (region) {
    watch(region, Number(region.dataset.poll));
  });

  /* One press sends one form. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    else form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", function () {
    each("form[data-sent]", function (form) {
      delete form.dataset.sent;
    });
  });

  /* Choosing a file in the page's language: the browser's own button speaks the browser's. */
  each("[data-file]", function (box) {
    var input = box.querySelector("input[type=file]");
    var name = box.querySelector("[data-file-name]");
    input.classList.add("vh");
    Array.prototype.forEach.call(box.querySelectorAll("[hidden]"), function (part) {
      part.hidden = false;
    });
    /* A file that was chosen before an error is named beside it, until another takes its place. */
    var kept = box.querySelectorAll(".chosen, .chosen ~ .pick");
    if (kept.length) name.textContent = "";
    input.addEventListener("change", function () {
      Array.prototype.forEach.call(kept, function (part) { part.hidden = input.files.length > 0; });
      name.textContent = Array.prototype.map.call(input.files, function (file) { return file.name; }).join(", ");
    });
  });

  /* Fields of a choice wait until it is made. What was typed there stays, and what is at fault is always shown. */
  function showChosen(form) {
    Array.prototype.forEach.call(form.querySelectorAll("[data-for]"), function (input) {
      var box = input.closest(".fld:not(fieldset)");
      var made = form.querySelector('[name="' + input.dataset.for + '"]:checked');
      var asked = made && input.dataset.is.split(" ").indexOf(made.value) >= 0;
      box.hidden = !asked && !box.classList.contains("fld--bad");
    });
  }
  each("form", function (form) {
    if (!form.querySelector("[data-for]")) return;
    form.addEventListener("change", function () {
      showChosen(form);
    });
    window.addEventListener("pageshow", function () {
      showChosen(form);
    });
    showChosen(form);
  });

  /* Where there is room filters are not folded; engines that know no part of a folded element need telling. */
  each(".fold", function (fold) {
    if (window.matchMedia("(min-width:48em)").matches) fold.open = true;
  });

  /* A table of the year opens at the quarter that is now. */
  function openAtQuarter(month) {
    var box = month.closest(".scroll");
    var names = month.parentElement.firstElementChild;
    while (month.previousElementSibling !== names && !month.classList.contains("q")) month = month.previousElementSibling;
    var wanted = month.offsetLeft - names.offsetWidth;
    /* The last quarter may be narrower than the box: its last month grows, and no earlier one is half covered. */
    var lacking = wanted - (box.scrollWidth - box.clientWidth);
    var last = month.parentElement.lastElementChild;
    if (wanted > 0 && lacking > 0 && box.scrollWidth > box.clientWidth) last.style.minWidth = last.offsetWidth + lacking + 16 + "px";
    box.scrollLeft = month.offsetLeft - names.offsetWidth;
  }
  each(".scroll [data-month='" + new Date().toISOString().slice(0, 7) + "']", function (month) {
    openAtQuarter(month);
    /* Letters of another font are not as wide. */
    if (document.fonts) document.fonts.ready.then(function () { openAtQuarter(month); });
  });

  /* A log is kept from the first key: two seconds after the last one, and when a field is left. */
  each("form[data-draft]", function (form) {
    var told = document.querySelector("[data-saved]");
    var timer, busy, again, halted;
    function keep() {
      clearTimeout(timer);
      if (halted || form.dataset.sent) return;
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      var typed = new FormData(form);
      /* Files wait for the record. */
      each("form[data-draft] input[type=file]", function (input) { typed.delete(input.name); });
      fetch(form.dataset.draft, { method: "POST", body: typed, headers: { Accept: "application/json" } })
        .then(function (answer) {
          if (answer.status !== 409 && !answer.ok) throw new Error(String(answer.status));
          return answer.json().then(function (kept) {
            /* Somebody else has written: what is typed stays, and sending it shows both. */
            halted = answer.status === 409;
            told.textContent = halted ? kept.told : kept.saved;
            if (halted) return;
            form.elements.version.value = kept.version;
            form.elements.key.value = kept.key;
            var region = form.querySelector("#recognised");
            if (!region.contains(document.activeElement)) region.outerHTML = kept.part;
          });
        })
        .catch(function () {})
        .then(function () {
          busy = false;
          if (again) {
            again = false;
            keep();
          }
        });
    }
    form.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(keep, 2000);
    });
    form.addEventListener("change", keep);
  });

  /* A text to take elsewhere: beside its field a button that copies it, and says so. */
  each("[data-copy]", function (button) {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var field = document.getElementById(button.dataset.copy);
      navigator.clipboard.writeText(field.value).then(
        function () {
          document.getElementById(button.dataset.copy + "-told").textContent = button.dataset.copied;
        },
        function () {
          field.select();
        }
      );
    });
  });

  each("[data-print]", function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      window.print();
    });
  });
})();
