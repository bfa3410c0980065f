// The view of a newspaper page. A mark shows what the tables say of it, which the list at the end tells already: the
// panel holds copies of its rows. An address like #c279-290 lights up the characters from 279 to 290.
(() => {
  const make = (name, properties) => Object.assign(document.createElement(name), properties);

  function copyRow(row) {
    const item = make("li");
    item.append(...row.cloneNode(true).childNodes, make("a", { href: `#${row.id}`, textContent: "in the list below" }));
    return item;
  }

  // --- the panel -----------------------------------------------------------------------------------------------
  function addPanel(page) {
    const panel = make("div", { className: "tifa-panel", hidden: true, tabIndex: -1 });
    const close = make("button", { type: "button", textContent: "Close" });
    const list = make("ul");
    panel.setAttribute("role", "region");
    panel.setAttribute("aria-label", "What the tables say");
    panel.append(close, list);
    page.append(panel);

    let mark = null, over = null, pinned = false, returning = false, timer = 0;

    function show(wanted) {
      clearTimeout(timer);
      if (mark === wanted) return;
      mark?.classList.remove("tifa-shown");
      mark = wanted;
      mark.classList.add("tifa-shown");
      list.replaceChildren(...mark.dataset.rows.split(" ").map((n) => copyRow(page.querySelector(`#row-${n}`))));
      panel.hidden = false;
      panel.scrollTop = 0;
      placePanel(page, panel, mark);
    }
    function hide() {
      clearTimeout(timer);
      const back = panel.contains(document.activeElement) && mark;
      mark?.classList.remove("tifa-shown");
      mark = null;
      pinned = false;
      panel.hidden = true;
      returning = true; // a mark that only gets the focus back does not show its panel again
      if (back) back.focus({ preventScroll: true });
      returning = false;
    }
    function soon(act, delay) {
      clearTimeout(timer);
      timer = setTimeout(() => pinned || act(), delay);
    }
    const markOf = (target) => target.closest("[data-rows]");

    page.addEventListener("pointermove", ({ pointerType, target }) => {
      if (pointerType !== "mouse" || target === over) return;
      over = target;
      if (markOf(target)) soon(() => show(markOf(target)), 120);
      else if (panel.contains(target)) clearTimeout(timer);
      else soon(hide, 300);
    });
    page.addEventListener("pointerleave", () => {
      over = null;
      soon(hide, 300);
    });
    page.addEventListener("focusin", ({ target }) => {
      if (returning || !markOf(target)?.matches(":focus-visible")) return;
      show(markOf(target));
      pinned = false;
    });
    page.addEventListener("focusout", ({ relatedTarget }) => {
      if (!panel.contains(relatedTarget)) soon(hide, 300);
    });
    page.addEventListener("keydown", (event) => {
      if (event.key !== " " || !markOf(event.target)) return;
      event.preventDefault(); // a link knows Enter only
      markOf(event.target).click();
    });
    page.addEventListener("click", (event) => {
      if (!markOf(event.target)) return;
      event.preventDefault(); // without this script the mark leads to its row in the list
      show(markOf(event.target));
      pinned = true;
      if (event.detail === 0) panel.focus({ preventScroll: true }); // by key: on into the panel
    });
    close.addEventListener("click", hide);
    document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
    document.addEventListener("click", ({ target }) => {
      const inside = panel.contains(target) || (page.contains(target) && markOf(target));
      if (!inside || target.closest(".tifa-panel a")) hide();
    });
  }

  // Below the mark, or above where there is more room; on a phone the style keeps the panel at the foot, and the mark
  // comes up from under it.
  function placePanel(page, panel, mark) {
    if (getComputedStyle(panel).position === "fixed") {
      const under = mark.getBoundingClientRect().bottom + 16 - panel.getBoundingClientRect().top;
      if (under > 0) scrollBy(0, under);
      return;
    }
    const around = page.getBoundingClientRect(), rects = [...mark.getClientRects()];
    const first = rects[0], last = rects[rects.length - 1];
    const above = innerHeight - last.bottom < panel.offsetHeight && first.top > innerHeight - last.bottom;
    const left = Math.min(last.left - around.left, around.width - panel.offsetWidth);
    const top = above ? first.top - panel.offsetHeight : last.bottom;
    panel.style.setProperty("--left", `${Math.max(0, left)}px`);
    panel.style.setProperty("--top", `${top - around.top}px`);
  }

  // --- the address ---------------------------------------------------------------------------------------------
  // Offsets count characters as Python does: one outside the basic plane is one, and so is one that is not seen, for
  // which its number stands.
  const LONG = 200; // more characters than a reader takes in at a glance are not painted, only ruled at the side

  function lightUp(page, start, end) {
    const kind = end - start > LONG ? "tifa-lit tifa-long" : "tifa-lit";
    for (const line of page.querySelectorAll("[data-start]")) {
      let at = Number(line.dataset.start);
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT), nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode);
      for (const node of nodes) {
        const characters = node.parentNode.className === "tifa-unseen" ? [node.data] : [...node.data];
        const units = (n) => characters.slice(0, Math.max(0, n)).join("").length;
        const from = units(start - at), to = units(end - at);
        at += characters.length;
        if (from < to) {
          const range = document.createRange();
          range.setStart(node, from);
          range.setEnd(node, to);
          range.surroundContents(make("mark", { className: kind }));
        }
      }
    }
  }

  function goToAddress(page) {
    for (const lit of page.querySelectorAll(".tifa-lit")) {
      const around = lit.parentNode;
      lit.replaceWith(...lit.childNodes);
      around.normalize();
    }
    const stretch = /^#c(\d+)-(\d+)$/.exec(location.hash);
    const row = /^#row-\d+$/.test(location.hash) && page.querySelector(location.hash);
    if (stretch) {
      lightUp(page, Number(stretch[1]), Number(stretch[2]));
      const first = page.querySelector(".tifa-lit"), long = first?.classList.contains("tifa-long");
      if (long) first.classList.add("tifa-begins");
      first?.scrollIntoView({ block: long ? "start" : "center" });
    } else if (row) {
      row.closest("details").open = true;
      row.scrollIntoView({ block: "center" });
    }
  }

  for (const page of document.querySelectorAll(".tifa-page:not([data-ready])")) {
    page.dataset.ready = "";
    addPanel(page);
    goToAddress(page);
    addEventListener("hashchange", () => goToAddress(page));
  }
})();
