// The code of a page lies folded: one button opens all of it, and closes it again.
const folded = document.querySelectorAll("details.tifa-code");
const title = document.querySelector("article.bd-article h1");
if (folded.length > 0 && title) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tifa-all-code";
  button.textContent = "Show all code";
  button.addEventListener("click", () => {
    const open = button.textContent === "Show all code";
    folded.forEach((details) => { details.open = open; });
    button.textContent = open ? "Hide all code" : "Show all code";
  });
  title.after(button);
}

// What scrolls sideways can be reached by the keyboard.
addEventListener("load", () => {
  document.querySelectorAll(".bd-article :is(figure, p, table, .pst-scrollable-table-container)").forEach((box) => {
    if (box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX === "auto") box.tabIndex = 0;
  });
});

// Paper has no folds; the code is not printed, and the cards open their own.
const folds = () => document.querySelectorAll(".bd-article details:not(.tifa-code, .tifa-cards *)");
addEventListener("beforeprint", () => folds().forEach((fold) => { fold.dataset.was = fold.open; fold.open = true; }));
addEventListener("afterprint", () => folds().forEach((fold) => { fold.open = fold.dataset.was === "true"; }));

// Paper is white, whatever the screen is.
const root = document.documentElement;
let onScreen = root.dataset.theme;
addEventListener("beforeprint", () => { onScreen = root.dataset.theme; root.dataset.theme = "light"; });
addEventListener("afterprint", () => { root.dataset.theme = onScreen; });
