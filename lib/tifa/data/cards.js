// Cards of reforms: shows those of a city, a theme, with a word. The state stands in the page's address behind #
// (or ?), so that a link can lead to it; a link to one card opens that card, whatever is filtered.
for (const cards of document.querySelectorAll(".tifa-cards:not([data-ready])")) {
  cards.dataset.ready = "";
  const all = [...cards.querySelectorAll(".tifa-card")];
  const filters = cards.querySelector(".filters");
  const [city, theme, word] = filters.querySelectorAll("select, input");
  const fields = [city, theme, word];

  const has = (numbers, select) => select.selectedIndex < 1 || numbers.split(" ").includes(`${select.selectedIndex}`);

  // The text of a card without its labels, gathered when a word is first asked for.
  const texts = new Map();
  function textOf(card) {
    if (!texts.has(card)) {
      const told = [...card.querySelectorAll("header, h3, dd, .kin, blockquote, .field > div")];
      texts.set(card, told.map(part => part.textContent).join("\n").toLowerCase());
    }
    return texts.get(card);
  }
  function says(card) {
    const wanted = word.value.trim().toLowerCase();
    return !wanted || textOf(card).includes(wanted);
  }

  function show() {
    for (const card of all) {
      card.hidden = !(has(card.dataset.city, city) && has(card.dataset.theme, theme) && says(card));
    }
    const shown = all.filter(card => !card.hidden).length;
    filters.querySelector("output").textContent =
      shown === all.length ? `${shown} reforms`
        : `${shown} of ${all.length} reforms${shown ? "" : ": no card has all of this; the search finds readings"}`;
  }

  function keep() {
    const told = new URLSearchParams(fields.filter(field => field.value).map(field => [field.name, field.value]));
    history.replaceState(null, "", `#${told}`);
    show();
  }

  // What the address says: a place among the cards, or what to filter by.
  function follow() {
    const place = document.getElementById(location.hash.slice(1));
    const card = place?.closest(".tifa-card");
    const told = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : location.search);
    if (!card || told.size) {
      for (const field of fields) field.value = told.get(field.name) ?? "";
      for (const select of [city, theme]) if (select.selectedIndex < 0) select.value = "";
    }
    show();
    if (card?.hidden) {
      for (const field of fields) field.value = "";
      show();
    }
    // Cards on the way get their height when they are drawn, so the place is known after some frames only.
    let frames = 10;
    const settle = () => {
      place.scrollIntoView();
      if (--frames) requestAnimationFrame(settle);
    };
    if (card) queueMicrotask(settle);
  }

  filters.hidden = false;
  for (const field of fields) field.addEventListener("input", keep);
  addEventListener("hashchange", follow);
  follow();

  // In print nothing is folded.
  const folded = () => cards.querySelectorAll("details");
  addEventListener("beforeprint", () => folded().forEach(fold => { fold.dataset.was = fold.open; fold.open = true; }));
  addEventListener("afterprint", () => folded().forEach(fold => { fold.open = fold.dataset.was === "true"; }));
}
