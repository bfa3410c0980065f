// The search of the site. A query becomes patterns; they run over the sentences as these stand in print, so that
// every match has its place on the page. All text is put in as text, never as HTML.
"use strict";
(() => {
  const {sources, sentences, readings, glosses} = window.tifaIndex;
  // What does not count between characters, and the twins of signs beside their wide forms: as tifa.words.fold, and
  // more, for who asks does not know how it was printed.
  const QUOTES = "[\"'“”‘’「」『』〝〞＂＇\\p{Cf}]*";
  const BETWEEN = QUOTES.replace("[", "[\\s");
  const TWINS = {":": "∶︰", "+": "﹢", "-": "‐–—−", "·": "•・"};
  const LATIN = /^[\p{Script=Latin}\p{M}]+$/u;
  const LETTER = "[\\p{Script=Latin}\\p{Nd}]";
  // As tifa.show.markup.is_hidden.
  const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\uffa0]/gu;
  const SYLLABLES = new Map(Object.entries(readings));
  const [LONGEST_SYLLABLE, MOST_CUTS] = [6, 100];
  const [FEW_SENTENCES, FEW_GROUPS] = [5, 20]; // shown at first; a button shows more
  const MOST_WORDS = 12;
  const KINDS = {
    text: {title: "Newspaper text", noun: "sentence", where: " of newspaper text"},
    reform: {title: "Reforms", noun: "reform", where: ""},
    prose: {title: "This site's own prose", noun: "sentence", where: " of this site's own prose"},
  };

  // --- from the query to patterns

  const anyOf = characters => `[${characters.replace(/[\\\][^-]/g, "\\$&")}]`;
  const pattern = source => ({one: new RegExp(source, "u"), all: new RegExp(source, "gu")});
  const bare = text => text.replace(new RegExp(BETWEEN, "gu"), "");
  const joined = words => words.join(" ");

  function fold(query) {
    let text = query.normalize("NFKC");
    for (const [sign, twins] of Object.entries(TWINS)) text = text.replace(new RegExp(anyOf(twins), "gu"), sign);
    return text.replace(new RegExp(QUOTES, "gu"), "").trim();
  }

  // A character and its twins: capital or small, wide or narrow. Chinese has none and stays a plain character, for
  // which a browser looks several times faster than for a choice of characters.
  function either(c) {
    const cases = [...new Set([c, c.toLowerCase(), c.toUpperCase()])].filter(one => [...one].length === 1);
    const wide = cases.filter(one => /[!-~]/.test(one)).map(one => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
    const all = [...cases, ...wide, TWINS[c] || ""].join("");
    return all === c && /\p{L}/u.test(c) ? c : anyOf(all);
  }

  // A word as it may be printed: wide or narrow, quotation marks and blanks between its characters. A word or
  // number in Latin letters or digits is found from its beginning.
  function written(word) {
    const letter = c => new RegExp(LETTER, "u").test(c);
    const [first, ...rest] = word;
    let source = either(first) + (letter(first) ? `(?<!${LETTER}${either(first)})` : ""), last = first;
    for (const c of rest) {
      source += (letter(last) && letter(c) ? QUOTES : BETWEEN) + either(c);
      last = c;
    }
    return source;
  }

  // Every way to cut letters into syllables that some character of the site is read as.
  function cut(letters, known = new Map([["", [[]]]])) {
    if (known.has(letters)) return known.get(letters);
    const ways = [];
    for (let n = Math.min(LONGEST_SYLLABLE, letters.length); n > 0; n--)
      if (SYLLABLES.has(letters.slice(0, n)))
        for (const rest of cut(letters.slice(n), known)) ways.push([letters.slice(0, n), ...rest]);
    known.set(letters, ways.slice(0, MOST_CUTS));
    return known.get(letters);
  }

  const withoutTones = word =>
    word.toLowerCase().normalize("NFD").replace(/u\u0308/g, "v").replace(/\p{M}/gu, "");

  function read(words) {
    const cuts = words.map(word => cut(withoutTones(word)));
    if (!cuts.every(ways => ways.length)) return null;
    const told = joined(cuts.map(ways => ways.map(joined).join(" / ")));
    const spoken = way => way.map(syllable => anyOf(SYLLABLES.get(syllable))).join(BETWEEN);
    return {told, source: cuts.map(ways => `(?:${ways.map(spoken).join("|")})`).join(BETWEEN)};
  }

  function glossed(words) {
    const wanted = words.map(written).map(source => pattern(source).one);
    const found = glosses.filter(([, gloss]) => wanted.every(word => gloss.search(word) >= 0));
    found.sort(([a], [b]) => b.length - a.length); // of two terms that begin alike the longer one is marked
    if (!found.length) return null;
    return {told: found.map(([term, gloss]) => `${term} (${gloss})`).join(", "),
            source: found.map(([term]) => written(term)).join("|")};
  }

  // How a query can be meant: as it is written; its English words as glosses of Chinese terms; as readings.
  function meanings(query) {
    const words = fold(query).split(/\s+/).filter(Boolean);
    const latin = words.filter(word => LATIN.test(word)), others = words.filter(word => !LATIN.test(word)).map(written);
    const found = [];
    const add = (how, sources) => found.push({how, patterns: sources.map(pattern), count: 0, words: new Set()});
    add(`as written: ${words.join(" + ")}`, words.map(written));
    const terms = latin.length && glossed(latin), spoken = latin.length && read(latin);
    if (terms) add(`by the glossary: “${joined(latin)}” is ${terms.told}`, [...others, terms.source]);
    if (spoken) add(`as a reading without tones: ${spoken.told}`, [...others, spoken.source]);
    return found;
  }

  // --- from patterns to sentences

  // The sentences that fit a meaning, in print's order; where the words stand in them is asked when they are shown.
  function search(meant) {
    const hits = [];
    for (const [number, place, text] of sentences) {
      const fitting = meant.filter(meaning => fits(meaning, text));
      if (fitting.length) hits.push({source: sources[number], place, text, fitting, rank: meant.indexOf(fitting[0])});
    }
    return hits;
  }

  // Whether each pattern of a meaning is met; it keeps count, and the words by which it was met.
  function fits(meaning, text) {
    let word = null;
    if (!meaning.patterns.every(each => (word = each.one.exec(text)))) return false;
    meaning.count += 1;
    meaning.words.add(word[0]);
    return true;
  }

  // Where the words stand: all of them, and the stretch that has the first of each.
  function locate({text, fitting}) {
    const all = fitting.map(({patterns}) => patterns.map(each => [...text.matchAll(each.all)]
      .map(found => [found.index, found.index + found[0].length])));
    const firsts = all[0].map(places => places[0]);
    return {start: Math.min(...firsts.map(first => first[0])), end: Math.max(...firsts.map(first => first[1])),
            marks: merge(all.flat(2))};
  }

  function merge(places) {
    const merged = [];
    for (const [start, end] of places.sort((a, b) => a[0] - b[0])) {
      const last = merged[merged.length - 1];
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else merged.push([start, end]);
    }
    return merged;
  }

  // The tables count characters, a script counts halves of the rarer ones.
  const length = text => [...text].length;

  function address({source, place, text}, start, end) {
    if (source.kind === "prose") { // the browser finds the first words itself, which end with their table's cell
      const words = text.slice(start, end).split(" · ")[0];
      return `${source.address}#${place}:~:text=${encodeURIComponent(words).replaceAll("-", "%2D")}`;
    }
    if (typeof place === "string") return source.address + (place && `#${place}`);
    return `${source.address}#c${place + length(text.slice(0, start))}-${place + length(text.slice(0, end))}`;
  }

  // --- on the page

  const number = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
  const reveal = text => text.replace(HIDDEN, c => "\t\n\r".includes(c)
    ? c : `⟨U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);

  function make(name, content = [], attributes = {}) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...[].concat(content));
    return element;
  }

  function group(things, key) {
    const groups = new Map();
    for (const thing of things) {
      if (!groups.has(key(thing))) groups.set(key(thing), []);
      groups.get(key(thing)).push(thing);
    }
    return groups;
  }

  // The sentence around its first mark, a link to it.
  function drawHit(hit) {
    const {start: first, end: last, marks} = locate(hit);
    const from = first > 90 ? first - 60 : 0, to = Math.min(hit.text.length, last + 200);
    const pieces = [from ? "…" : ""];
    let at = from;
    for (const [start, end] of marks.filter(([start, end]) => start >= from && end <= to)) {
      pieces.push(reveal(hit.text.slice(at, start)), make("mark", reveal(hit.text.slice(start, end))));
      at = end;
    }
    pieces.push(reveal(hit.text.slice(at, to)), to < hit.text.length ? "…" : "");
    return make("li", make("a", pieces, {href: address(hit, first, last), ...(hit.source.city ? {lang: "zh"} : {})}));
  }

  // Some of the things, and a button for the next; what comes gets the keyboard.
  function fill(parent, things, few, draw) {
    const more = make("button", [], {type: "button"});
    let at = 0;
    const next = () => {
      const drawn = things.slice(at, at + few).map(draw);
      parent.append(...drawn);
      at += few;
      more.textContent = `Show more (${things.length - at} left)`;
      if (at >= things.length) more.remove();
      return drawn[0];
    };
    next();
    more.addEventListener("click", () => next().querySelector("a").focus());
    return at < things.length ? [parent, more] : [parent];
  }

  function drawGroup(hits) {
    const {name, address, kind} = hits[0].source;
    const cities = [...new Set(hits.map(hit => hit.source.city))].filter(city => city && city !== name).map(reveal);
    const heading = make("h3", make("a", reveal(name), {href: address}));
    return make("section", [heading, make("p", [...cities, number(hits.length, KINDS[kind].noun)].join(" · ")),
                            ...fill(make("ul"), hits, FEW_SENTENCES, drawHit)]);
  }

  function tellCounts(hits) {
    const kinds = group(hits, hit => hit.source.kind);
    const told = [...kinds].map(([kind, own]) => number(own.length, KINDS[kind].noun) + KINDS[kind].where).join("; ");
    const cities = [...group(kinds.get("text") || [], hit => hit.source.city || "city not known")]
      .sort((a, b) => b[1].length - a[1].length)
      .map(([city, own]) => `${reveal(city)} ${own.length.toLocaleString("en")}`);
    return `Found: ${told}.${cities.length ? ` Newspaper text by city: ${cities.join(", ")}.` : ""}`;
  }

  // A gloss and a reading name the Chinese words they led to.
  function tellMeaning({how, count, words}, way) {
    const met = way ? [...new Set([...words].map(bare))] : [];
    const some = met.slice(0, MOST_WORDS).join(", ") + (met.length > MOST_WORDS ? ", …" : "");
    return make("li", reveal(`${how} · found ${count.toLocaleString("en")}${some && `: ${some}`}`));
  }

  function tellNothing(query) {
    const words = fold(query).split(/\s+/).filter(Boolean);
    const alone = words.length > 1 ? words.map(word => `${word} ${search(meanings(word)).length}`).join(", ") : "";
    return make("div", [
      ...(alone ? [make("p", `Sentences with one word alone: ${reveal(alone)}.`)] : []),
      make("p", "What can help: fewer words; a part of the name (通办); the reading without tones (tongban); the "
                + "English of the glossary (medical consortium); another form of the number (五个一, 5个一).")]);
  }

  function show(query) {
    const meant = meanings(query), hits = search(meant);
    const found = [make("p", "What was looked for:"), make("ul", meant.map(tellMeaning), {class: "tifa-tried"})];
    const told = hits.length ? tellCounts(hits) : `No sentence has ${reveal(query)}.`;
    document.getElementById("tifa-told").textContent = told;
    for (const [kind, own] of group(hits, hit => hit.source.kind)) {
      own.sort((a, b) => a.rank - b.rank); // as in print otherwise
      const pages = [...group(own, hit => `${hit.source.address} ${hit.source.name}`).values()];
      found.push(make("h2", KINDS[kind].title), ...fill(make("div"), pages, FEW_GROUPS, drawGroup));
    }
    document.getElementById("tifa-found").replaceChildren(...found, ...(hits.length ? [] : [tellNothing(query)]));
  }

  const query = (new URLSearchParams(location.search).get("q") || "").trim().slice(0, 200);
  document.getElementById("tifa-query").value = query;
  const start = performance.now();
  if (fold(query)) show(query);
  else document.getElementById("tifa-query").focus();
  performance.measure("search", {start}); // the tests hold it to its time
})();
