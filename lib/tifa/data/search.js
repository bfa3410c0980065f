// The search of the site. A query becomes patterns; they run over the sentences as these stand in print, so that
// every match has its place on the page. All text is put in as text, never as HTML.
"use strict";
(() => {
  const {sources, sentences, readings, glosses} = window.tifaIndex;
  const QUOTES = "[\"'“”‘’「」『』〝〞＂＇\\p{Cf}]*";
  const BETWEEN = QUOTES.replace("[", "[\\s");
  const TWINS = {":": "∶︰", "+": "﹢", "-": "‐–—−", "·": "•・"};
  const LATIN = /^[\p{Script=Latin}\p{M}]+$/u;
  const NO_BEGINNING = "(?<![\\p{Script=Latin}\\p{Nd}])";
  const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\uffa0]/gu;
  const SYLLABLES = new Map(Object.entries(readings));
  const [LONGEST_SYLLABLE, MOST_CUTS] = [6, 100];
  const [FEW_SENTENCES, FEW_GROUPS] = [5, 30]; // shown at first; a button shows more

  // --- from the query to patterns

  const anyOf = characters => `[${characters.replace(/[\\\][^-]/g, "\\$&")}]`;
  const pattern = source => new RegExp(source, "giu");
  const joined = words => words.join(" ");

  function fold(query) {
    let text = query.normalize("NFKC");
    for (const [sign, twins] of Object.entries(TWINS)) text = text.replace(new RegExp(anyOf(twins), "gu"), sign);
    return text.replace(new RegExp(QUOTES, "gu"), "").trim();
  }

  // A word as it may be printed: wide or narrow, quotation marks and blanks between its characters. A word or
  // number in Latin letters or digits is found from its beginning.
  function written(word) {
    const letter = c => /[\p{Script=Latin}\p{Nd}]/u.test(c);
    let source = letter(word[0]) ? NO_BEGINNING : "", last = "";
    for (const c of word) {
      if (last) source += letter(last) && letter(c) ? QUOTES : BETWEEN;
      source += anyOf(c + (/[!-~]/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : "") + (TWINS[c] || ""));
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
    const wanted = words.map(written).map(pattern);
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
    const found = [{how: `as written: ${words.join(" + ")}`, patterns: words.map(written).map(pattern)}];
    const add = (how, meant) =>
      meant && found.push({how: `${how} ${meant.told}`, patterns: [...others, meant.source].map(pattern)});
    if (latin.length) {
      add(`by the glossary: “${joined(latin)}” is`, glossed(latin));
      add("as a reading:", read(latin));
    }
    return found;
  }

  // --- from patterns to sentences

  // Where each pattern matches, or nothing when one does not.
  function match(text, patterns) {
    for (const each of patterns) {
      each.lastIndex = 0;
      if (!each.test(text)) return null;
    }
    return patterns.map(each => [...text.matchAll(each)].map(found => [found.index, found.index + found[0].length]));
  }

  function search(meant) {
    const hits = [];
    for (const [number, place, text] of sentences) {
      const found = meant.map(({patterns}) => match(text, patterns));
      const rank = found.findIndex(Boolean);
      if (rank < 0) continue;
      found.forEach((one, way) => one && (meant[way].count = (meant[way].count || 0) + 1));
      const firsts = found[rank].map(places => places[0]);
      const [start, end] = [Math.min(...firsts.map(first => first[0])), Math.max(...firsts.map(first => first[1]))];
      hits.push({source: sources[number], place, text, rank, start, end, marks: merge(found.filter(Boolean).flat(2))});
    }
    return hits;
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

  function address({source, place, text, start, end}) {
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
    for (const thing of things) groups.set(key(thing), [...(groups.get(key(thing)) || []), thing]);
    return groups;
  }

  // The sentence around its first mark, a link to it.
  function drawHit(hit) {
    const from = hit.start > 90 ? hit.start - 60 : 0, to = Math.min(hit.text.length, hit.end + 200);
    const pieces = [from ? "…" : ""];
    let at = from;
    for (const [start, end] of hit.marks.filter(([start, end]) => start >= from && end <= to)) {
      pieces.push(reveal(hit.text.slice(at, start)), make("mark", reveal(hit.text.slice(start, end))));
      at = end;
    }
    pieces.push(reveal(hit.text.slice(at, to)), to < hit.text.length ? "…" : "");
    const language = hit.source.kind === "this site's own prose" ? "en" : "zh";
    return make("li", make("a", pieces, {href: address(hit), lang: language}));
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
    const {name, address} = hits[0].source;
    const cities = [...new Set(hits.map(hit => hit.source.city))].filter(Boolean).map(reveal);
    const heading = make("h3", make("a", reveal(name), {href: address}));
    return make("section", [heading, make("p", [...cities, number(hits.length, "sentence")].join(" · ")),
                            ...fill(make("ul"), hits, FEW_SENTENCES, drawHit)]);
  }

  function tellCounts(hits) {
    const each = (key, noun) => [...group(hits, key)].filter(([name]) => name)
      .sort((a, b) => b[1].length - a[1].length).map(([name, own]) => `${reveal(name)} ${own.length.toLocaleString("en")}`)
      .join(", ");
    const cities = each(hit => hit.source.city);
    return `${number(hits.length, "sentence")}: ${each(hit => hit.source.kind)}.${cities && ` By city: ${cities}.`}`;
  }

  function tellNothing(query) {
    const words = fold(query).split(/\s+/).filter(Boolean);
    const alone = words.length > 1 ? words.map(word => `${word} ${search(meanings(word)).length}`).join(", ") : "";
    return make("div", [
      ...(alone ? [make("p", `Sentences with one word alone: ${reveal(alone)}.`)] : []),
      make("p", "What can help: fewer words; a part of the name (就业圈); the reading without tones (jiuyequan); the "
                + "English of the glossary (medical consortium); another form of the number (八个统一, 8个统一).")]);
  }

  function show(query) {
    const meant = meanings(query), hits = search(meant);
    const tried = meant.map(({how, count}) => make("li", `${reveal(how)} · ${number(count || 0, "sentence")}`));
    const found = [make("p", "What was looked for:"), make("ul", tried, {class: "tifa-tried"})];
    document.getElementById("tifa-told").textContent = hits.length ? tellCounts(hits) : `No sentence has ${reveal(query)}.`;
    hits.sort((a, b) => a.rank - b.rank); // stable: as in print otherwise
    for (const [kind, own] of group(hits, hit => hit.source.kind)) {
      const pages = [...group(own, hit => hit.source.address).values()];
      found.push(make("h2", kind[0].toUpperCase() + kind.slice(1)), ...fill(make("div"), pages, FEW_GROUPS, drawGroup));
    }
    document.getElementById("tifa-found").replaceChildren(...found, ...(hits.length ? [] : [tellNothing(query)]));
  }

  const query = (new URLSearchParams(location.search).get("q") || "").trim().slice(0, 200);
  document.getElementById("tifa-query").value = query;
  if (fold(query)) show(query);
  else document.getElementById("tifa-query").focus();
})();
