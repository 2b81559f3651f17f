"use strict";
// The browser side of errors.html.jinja: draws the tables and lets the reader filter the texts.
// The address after "#" is the only place where the filters are kept.

const PAGE_SIZE = 50;
const N_PAIRS = 15;
const HEAT_STEPS = [0, 0.025, 0.05, 0.1, 0.2, 0.4];
const STRONG_WORD = 0.25;
const DISTANCES = ["right", "synonym", "same group", "same valence", "opposite"];
const TRIAGES = ["right", "near-synonym", "doubtful label", "model's mistake"];
const OUTCOMES = {
  this: "only this one right",
  other: "only the other right",
  both: "both right",
  neither: "neither right",
};
const DEFAULTS = {
  true: "",
  predicted: "",
  triage: "",
  distance: "",
  slice: "",
  other: "",
  errors: "", // "1" or "0"; empty: on, unless the filters ask for right answers
  q: "",
  sort: "confidence",
  reverse: "",
};
const SORTS = {
  confidence: { name: "confidence, highest first", key: row => -row.confidence },
  p_true: { name: "probability of the true emotion, lowest first", key: row => row.p_true },
  quality: { name: "label quality, lowest first", key: row => row.quality },
  rank: { name: "rank of the true emotion, worst first", key: row => -row.rank },
  length: { name: "length, shortest first", key: row => row.text.length },
  text: { name: "text, A to Z", key: row => row.text },
};
const TESTS = {
  true: (row, value) => labels[row.true] === value,
  predicted: (row, value) => labels[row.predicted] === value,
  triage: (row, value) => row.triage === value,
  distance: (row, value) => row.distance === value,
  slice: (row, value) => row.slices.includes(value),
  other: (row, value) => outcome(row) === value,
};

const payload = JSON.parse(byId("payload").textContent);
const labels = payload.labels;
const rows = payload.rows;
const triageRules = new Map(payload.triage_rules);
const collator = new Intl.Collator("en");
const options = allOptions();
const choices = new Map(); // element -> the filters that a click on it sets
let state = { ...DEFAULTS };
let matching = [];
let nShown = 0;
let typing = false;
let emotionOrder = { key: "f1", descending: false };

// ---- Small helpers

// The element with this id, or null.
function byId(id) {
  return document.getElementById(id);
}

// A new element; children are elements or strings.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// A whole number with commas between the thousands.
function whole(number) {
  return number.toLocaleString("en");
}

// A share as whole per cent, with a space that does not break.
function percent(share) {
  if (share > 0 && share < 0.01) return "<1\u00a0%";
  return Math.round(100 * share) + "\u00a0%";
}

// A number of texts in words.
function texts(n) {
  return n === 1 ? "1 text" : whole(n) + " texts";
}

// A horizontal bar that fills a share of its width.
function bar(share) {
  return make("span", { class: "bar", "aria-hidden": "true", style: `--share: ${share}` });
}

// A paragraph that says that something is missing.
function emptyNote(text) {
  return make("p", { class: "empty" }, text);
}

// The distinct values, those of `first` in front and in its order.
function distinct(values, first) {
  const found = new Set(values);
  const known = first.filter(value => found.has(value));
  return [...new Set([...known, ...[...found].sort()])];
}

// Whether the system named the true emotion.
function isRight(row) {
  return row.true === row.predicted;
}

// Which of the two systems are right: a key of OUTCOMES, or null without a second answer.
function outcome(row) {
  if (!row.other) return null;
  const otherRight = row.other.predicted === row.true;
  if (isRight(row)) return otherRight ? "both" : "this";
  return otherRight ? "other" : "neither";
}

// ---- Filters in the address

// For each menu, its options: value -> name.
function allOptions() {
  const same = values => new Map(values.map(value => [value, value]));
  const emotions = same([...labels].sort());
  const sorts = Object.entries(SORTS).map(([key, sort]) => [key, sort.name]);
  return {
    true: emotions,
    predicted: emotions,
    triage: same(distinct(rows.map(row => row.triage), TRIAGES)),
    distance: same(distinct(rows.map(row => row.distance), DISTANCES)),
    slice: same(distinct(rows.flatMap(row => row.slices), [])),
    other: new Map(payload.other_system ? Object.entries(OUTCOMES) : []),
    sort: new Map(sorts),
  };
}

// Whether a part of the address means something on this page.
function isKnown(key, value) {
  if (key === "q") return true;
  if (key === "errors") return value === "0" || value === "1";
  if (key === "reverse") return value === "1";
  return key in options && options[key].has(value);
}

// The filters that the address names, and the parts of it that mean nothing here.
function readAddress() {
  const read = { ...DEFAULTS };
  const refused = [];
  for (const [key, value] of new URLSearchParams(location.hash.slice(1))) {
    if (isKnown(key, value)) read[key] = value;
    else refused.push(value ? `${key}=${value}` : key);
  }
  return { read, refused };
}

// The address for these filters: only what differs from the defaults.
function addressOf(filters) {
  const changed = Object.entries(filters).filter(([key, value]) => value !== DEFAULTS[key]);
  return "#" + new URLSearchParams(changed);
}

// Changes filters and notes them in the address; letters typed in a row make one step back.
function change(changes, isTyping = false) {
  const before = addressOf(state);
  state = { ...state, ...changes };
  const after = addressOf(state);
  if (after !== before) {
    const address = new URL(after, location.href);
    if (isTyping && typing) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }
  typing = isTyping;
  showRefused([]);
  update();
}

// Shows the texts that one cell, pair, bar or emotion stands for, and no other filter.
function choose(changes) {
  change({ ...DEFAULTS, sort: state.sort, reverse: state.reverse, ...changes });
  goToTexts();
}

// Follows the address: after a link, an edit by hand, or the back button.
function followAddress() {
  const { read, refused } = readAddress();
  state = read;
  typing = false;
  showRefused(refused);
  update();
}

// Says which parts of the address were left out.
function showRefused(refused) {
  const parts = refused.map(part => `“${part}”`).join(", ");
  byId("refused").hidden = refused.length === 0;
  byId("refused").textContent = `The link has a part that means nothing here: ${parts}.`;
}

// Moves the focus, and so the view, to the texts.
function goToTexts() {
  byId("texts").focus({ preventScroll: true });
  byId("texts").scrollIntoView();
}

// ---- Counts

// How many texts of each true emotion (row) got each predicted emotion (column).
function countConfusions() {
  const counts = labels.map(() => labels.map(() => 0));
  for (const row of rows) counts[row.true][row.predicted] += 1;
  return counts;
}

// The sum of numbers.
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

// A share, or null where there is nothing to divide by.
function ratio(part, total) {
  return total ? part / total : null;
}

// n, precision, recall and F1 of each emotion.
function emotionMetrics(counts) {
  return labels.map((name, i) => {
    const n = sum(counts[i]);
    const nPredicted = sum(counts.map(row => row[i]));
    return {
      name,
      group: payload.groups[name] ?? "",
      n,
      precision: ratio(counts[i][i], nPredicted),
      recall: ratio(counts[i][i], n),
      f1: ratio(2 * counts[i][i], n + nPredicted),
    };
  });
}

// The confusions with the most texts.
function mostConfused(counts) {
  const pairs = [];
  for (const [i, row] of counts.entries()) {
    for (const [j, n] of row.entries()) {
      if (i !== j && n > 0) pairs.push({ i, j, n, share: n / sum(row) });
    }
  }
  pairs.sort((a, b) => b.n - a.n || b.share - a.share);
  return pairs.slice(0, N_PAIRS);
}

// ---- Tables above the texts

// Makes a click on an element set filters; `update` then marks it as the chosen one.
function offer(element, filters) {
  choices.set(element, filters);
  element.addEventListener("click", () => choose(filters));
  return element;
}

// Marks the cells and buttons whose filters are set.
function markChosen() {
  for (const [element, filters] of choices) {
    const chosen = Object.entries(filters).every(([key, value]) => state[key] === value);
    const attribute = element.tagName === "TD" ? "aria-selected" : "aria-current";
    element.setAttribute(attribute, String(chosen));
  }
}

// A cell with a share as a bar and a number.
function metricCell(share) {
  const number = make("span", {}, share === null ? "–" : percent(share));
  const graph = share === null ? make("span") : bar(share);
  return make("td", { class: "number" }, make("div", { class: "metric" }, graph, number));
}

// One row of the table of emotions.
function emotionRow(metrics) {
  const button = make("button", { type: "button", class: "plain" }, metrics.name);
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, offer(button, { true: metrics.name })),
    make("td", { class: "group" }, metrics.group),
    make("td", { class: "number" }, whole(metrics.n)),
    metricCell(metrics.precision),
    metricCell(metrics.recall),
    metricCell(metrics.f1),
  );
}

// Compares numbers or texts.
function compare(a, b) {
  return typeof a === "string" ? collator.compare(a, b) : a - b;
}

// Compares two emotions by a column; those without a value come last in both directions.
function compareEmotions(a, b, { key, descending }) {
  if (a[key] === null || b[key] === null) return (a[key] === null) - (b[key] === null);
  return descending ? compare(b[key], a[key]) : compare(a[key], b[key]);
}

// Puts the rows of the table of emotions in order and says so in its headings.
function sortEmotions(emotions) {
  const sorted = [...emotions].sort((a, b) => compareEmotions(a, b, emotionOrder));
  byId("emotions").append(...sorted.map(emotion => emotion.element));
  const direction = emotionOrder.descending ? "descending" : "ascending";
  for (const button of document.querySelectorAll(".emotions thead button")) {
    const chosen = button.dataset.key === emotionOrder.key;
    button.closest("th").setAttribute("aria-sort", chosen ? direction : "none");
  }
}

// Sorts by a column, or turns the order round if it is sorted by it.
function chooseEmotionOrder(emotions, key) {
  const descending = emotionOrder.key === key && !emotionOrder.descending;
  emotionOrder = { key, descending };
  sortEmotions(emotions);
}

// The table of emotions.
function drawEmotions(counts) {
  const emotions = emotionMetrics(counts);
  for (const emotion of emotions) emotion.element = emotionRow(emotion);
  for (const button of document.querySelectorAll(".emotions thead button")) {
    button.addEventListener("click", () => chooseEmotionOrder(emotions, button.dataset.key));
  }
  sortEmotions(emotions);
}

// The most confused pairs.
function drawPairs(counts) {
  const pairs = mostConfused(counts);
  byId("pairs").append(...pairs.map(pairRow));
  if (pairs.length > 0) return;
  const cell = make("td", { colspan: "3", class: "empty" }, "No errors.");
  byId("pairs").append(make("tr", {}, cell));
}

// One row of the table of pairs.
function pairRow({ i, j, n, share }) {
  const words = `${labels[i]} → ${labels[j]}`;
  const button = make("button", { type: "button", class: "plain" }, words);
  return make(
    "tr",
    {},
    make("td", {}, offer(button, { true: labels[i], predicted: labels[j] })),
    make("td", { class: "number" }, whole(n)),
    metricCell(share),
  );
}

// One bar of errors that a click filters by, with a sentence below it if there is one.
function kindItem(key, value, n, nErrors) {
  const share = n / nErrors;
  const name = make("span", { class: "name" }, value);
  const number = make("span", { class: "number" }, `${whole(n)} (${percent(share)})`);
  const button = make("button", { type: "button", class: "line" }, name, bar(share), number);
  const item = make("li", {}, offer(button, { [key]: value }));
  const sentence = key === "triage" && triageRules.get(value);
  if (sentence) item.append(make("p", { class: "note" }, sentence));
  return item;
}

// The errors by distance or triage, as bars.
function drawKinds(list, key, order) {
  const errors = rows.filter(row => !isRight(row));
  const kinds = distinct(errors.map(row => row[key]), order);
  const count = kind => errors.filter(row => row[key] === kind).length;
  list.append(...kinds.map(kind => kindItem(key, kind, count(kind), errors.length)));
  if (kinds.length === 0) list.append(make("li", { class: "empty" }, "No errors."));
}

// ---- Heat map

// The step of the colour scale for a share: 0 for nothing.
function heatLevel(share) {
  return HEAT_STEPS.filter(step => share > step).length;
}

// The colours of the map and what they mean.
function drawLegend() {
  const name = step => String(100 * step);
  const words = HEAT_STEPS.map((step, i) => {
    const next = HEAT_STEPS[i + 1];
    if (next === undefined) return `over ${name(step)}\u00a0%`;
    return i === 0 ? `up to ${name(next)}\u00a0%` : `to ${name(next)}\u00a0%`;
  });
  const items = words.map((text, i) => make("li", { "data-level": i + 1 }, text));
  byId("map-legend").append(...items, make("li", { class: "diagonal" }, "right"));
}

// The class of a row or column that begins another group of emotions.
function groupStart(i, name) {
  const before = payload.groups[labels[i - 1]];
  return i > 0 && payload.groups[labels[i]] !== before ? " " + name : "";
}

// A row with the names of the columns.
function mapHeading(corner) {
  const names = labels.map((label, j) => {
    const kind = "column-name" + groupStart(j, "new-group-column");
    return make("th", { scope: "col", class: kind, "data-column": j }, make("span", {}, label));
  });
  return make("tr", {}, make("td", { class: "row-name" }, corner), ...names);
}

// What a cell of the map says in words.
function cellWords(i, j, n, share) {
  const part = `${texts(n)}, ${percent(share)} of ${labels[i]}`;
  if (i === j) return `${labels[i]}, right: ${part}`;
  return `true ${labels[i]}, predicted ${labels[j]}: ${part}`;
}

// One cell of the map.
function mapCell(i, j, n, total) {
  const share = total ? n / total : 0;
  const kind = i === j ? "diagonal" : "";
  const attributes = {
    role: "gridcell",
    tabindex: i + j === 0 ? "0" : "-1",
    class: kind + groupStart(i, "new-group") + groupStart(j, "new-group-column"),
    "data-true": labels[i],
    "data-predicted": labels[j],
    "data-row": i,
    "data-column": j,
    "data-level": i === j ? "0" : heatLevel(share),
    "aria-label": cellWords(i, j, n, share),
  };
  const cell = make("td", attributes, n ? whole(n) : "");
  return offer(cell, { true: labels[i], predicted: labels[j] });
}

// One row of the map.
function mapRow(counts, i) {
  const kind = "row-name" + groupStart(i, "new-group");
  const name = make("th", { scope: "row", class: kind, "data-row": i }, labels[i]);
  const total = sum(counts[i]);
  return make("tr", {}, name, ...counts[i].map((n, j) => mapCell(i, j, n, total)));
}

// The heat map of confusions.
function drawMap(counts) {
  const map = byId("map");
  map.append(
    make("thead", {}, mapHeading("true ↓ predicted →")),
    make("tbody", {}, ...labels.map((label, i) => mapRow(counts, i))),
    make("tfoot", { "aria-hidden": "true" }, mapHeading("")),
  );
  map.addEventListener("keydown", moveInMap);
  map.addEventListener("focusin", event => focusCell(event.target));
  map.addEventListener("mouseover", event => pointAt(event.target));
}

// Says what a cell of the map means and marks the names of its row and column.
function pointAt(cell) {
  if (!cell.matches("td[data-true]")) return;
  byId("map-note").textContent = cell.getAttribute("aria-label");
  const { row, column } = cell.dataset;
  for (const name of byId("map").querySelectorAll("th")) {
    const same = name.dataset.row === row || name.dataset.column === column;
    name.classList.toggle("under-pointer", same);
  }
}

// The row and column that a key leads to from a cell, or null for other keys.
function mapStep(key, row, column) {
  const last = labels.length - 1;
  const steps = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [row, 0],
    End: [row, last],
    PageUp: [0, column],
    PageDown: [last, column],
  };
  return steps[key] ?? null;
}

// Arrow keys move in the map, Enter and Space choose.
function moveInMap(event) {
  const cell = event.target;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    cell.click();
    return;
  }
  const step = mapStep(event.key, Number(cell.dataset.row), Number(cell.dataset.column));
  if (step === null) return;
  event.preventDefault();
  const next = byId("map").querySelector(`td[data-row="${step[0]}"][data-column="${step[1]}"]`);
  next?.focus();
}

// Makes the cell with the focus the one that the Tab key stops at.
function focusCell(cell) {
  for (const stop of byId("map").querySelectorAll("td[tabindex='0']")) stop.tabIndex = -1;
  cell.tabIndex = 0;
  pointAt(cell);
}

// ---- Choosing texts

// Whether the filters ask for texts that the system got right.
function asksForRight(filters) {
  const sameEmotion = filters.true !== "" && filters.true === filters.predicted;
  const rightKind = filters.triage === "right" || filters.distance === "right";
  return sameEmotion || rightKind || ["this", "both"].includes(filters.other);
}

// Whether right answers are left out.
function errorsOnly(filters) {
  return filters.errors === "" ? !asksForRight(filters) : filters.errors === "1";
}

// Whether a text holds the words searched for, or has them as its id.
function isFound(row, words) {
  return row.lower.includes(words) || row.id.toLowerCase() === words;
}

// The texts that pass the filters, "errors only" apart.
function filtered(filters) {
  const set = Object.keys(TESTS).filter(key => filters[key] !== "");
  const words = filters.q.trim().toLowerCase();
  return rows.filter(row => {
    return set.every(key => TESTS[key](row, filters[key])) && isFound(row, words);
  });
}

// The texts in the order asked for.
function sorted(found, filters) {
  const { key } = SORTS[filters.sort];
  const sign = filters.reverse ? -1 : 1;
  return [...found].sort((a, b) => sign * compare(key(a), key(b)));
}

// ---- One text

// The text, with the words searched for marked.
function markedText(text) {
  const words = state.q.trim();
  if (words === "") return [text];
  const pattern = new RegExp("(" + words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") + ")", "i");
  return text.split(pattern).map((part, i) => (i % 2 ? make("mark", {}, part) : part));
}

// A name and a value on one line.
function fact(term, value) {
  return make("span", {}, make("span", { class: "term" }, term + " "), make("b", {}, value));
}

// One line of the probabilities.
function topLine(i, p, row) {
  const name = i === row.true ? `${labels[i]} (true)` : labels[i];
  const kind = i === row.true ? "is-true" : "";
  return make(
    "li",
    {},
    make("span", { class: kind }, name),
    bar(p),
    make("span", { class: "number" }, percent(p)),
  );
}

// The five most probable emotions, and the true one where it is not among them.
function topList(row) {
  const list = make("ul", { class: "top", "aria-label": "Most probable emotions" });
  list.append(...row.top.map(([i, p]) => topLine(i, p, row)));
  const listed = row.top.some(([i]) => i === row.true);
  if (!listed) list.append(topLine(row.true, row.p_true, row));
  return list;
}

// The emotions, the triage and the button of a text.
function factsLine(row, button) {
  const tag = make("span", { class: "tag", "data-triage": row.triage }, row.triage);
  const predicted = fact("predicted", labels[row.predicted]);
  return make("p", { class: "facts" }, fact("true", labels[row.true]), predicted, tag, button);
}

// The list item of a text; its details are made when they are first opened.
function textItem(row) {
  const details = make("div", { class: "details", id: `details-${row.place}`, hidden: "" });
  const said = make("p", { class: "said", id: `said-${row.place}` }, ...markedText(row.text));
  const button = make("button", {
    type: "button",
    class: "opener",
    "aria-expanded": "false",
    "aria-controls": details.id,
    "aria-describedby": said.id,
  }, "Details");
  button.addEventListener("click", () => toggleDetails(row, button, details));
  const left = make("div", {}, said, factsLine(row, button));
  const attributes = { class: "text", "data-id": row.id, tabindex: "-1" };
  return make("li", attributes, left, topList(row), details);
}

// Opens or closes the details of a text.
function toggleDetails(row, button, details) {
  if (!details.hasChildNodes()) details.append(whyPart(row), factsPart(row));
  details.hidden = !details.hidden;
  button.setAttribute("aria-expanded", String(!details.hidden));
}

// ---- Details of a text

// The details that explain the answer: weighed words and similar training texts.
function whyPart(row) {
  const title = `Why “${labels[row.predicted]}”`;
  return make(
    "div",
    {},
    make("h3", {}, title),
    ...weighedWords(row),
    make("h3", {}, "Nearest labelled texts"),
    neighbourList(row),
  );
}

// The words of a text, coloured by weight, with a legend.
function weighedWords(row) {
  if (row.words.length === 0) return [emptyNote("The words of this text were not weighed.")];
  const largest = Math.max(...row.words.map(([, weight]) => Math.abs(weight))) || 1;
  const line = make("p", { class: "weighed" });
  for (const [word, weight] of row.words) line.append(wordSpan(word, weight, largest), " ");
  return [line, wordLegend(labels[row.predicted]), strongestWords(row)];
}

// One word on a background that shows its weight; strong words are underlined too.
function wordSpan(word, weight, largest) {
  const size = Math.abs(weight) / largest;
  const side = weight < 0 ? "against" : "for";
  const kind = size >= STRONG_WORD ? `${side} strong` : side;
  const title = (weight > 0 ? "+" : "") + weight.toFixed(3).replace("-", "−");
  return make("span", { class: kind, style: `--weight: ${size.toFixed(3)}`, title }, word);
}

// The scale of the colours of words.
function wordLegend(emotion) {
  const steps = [-1, -0.5, -0.2, 0.2, 0.5, 1];
  const patches = steps.map(step => wordSpan("", step, 1));
  for (const patch of patches) patch.removeAttribute("title");
  const legend = make("p", { class: "scale" });
  legend.append("against (dashed) ", ...patches, ` for “${emotion}” (solid)`);
  return legend;
}

// The strongest words as a sentence, for those who do not see the colours.
function strongestWords(row) {
  const list = sign => {
    const side = row.words.filter(([, weight]) => sign * weight > 0);
    side.sort((a, b) => sign * (b[1] - a[1]));
    return side.slice(0, 3).map(([word]) => `“${word}”`).join(", ") || "none";
  };
  return make("p", { class: "note" }, `Most for it: ${list(1)}. Most against it: ${list(-1)}.`);
}

// The nearest training texts and their emotions.
function neighbourList(row) {
  if (row.neighbours.length === 0) return emptyNote("No training texts were looked up.");
  return make("ul", {}, ...row.neighbours.map(neighbour => neighbourItem(neighbour, row)));
}

// One training text.
function neighbourItem(neighbour, row) {
  const { text, emotion, similarity } = neighbour;
  const roles = [];
  if (emotion === row.true) roles.push("the true emotion");
  if (emotion === row.predicted) roles.push("the predicted emotion");
  const role = roles.length ? ` (${roles.join(" and ")})` : "";
  const words = `${role}, similarity ${similarity.toFixed(2)}`;
  return make("li", {}, text, make("br"), make("b", {}, labels[emotion]), words);
}

// The details that judge the answer: triage, label, slices, the other system.
function factsPart(row) {
  const part = make("div");
  part.append(make("h3", {}, `Triage: ${row.triage}`));
  part.append(make("p", {}, triageRules.get(row.triage) ?? "No rule is given for this."));
  part.append(make("h3", {}, "The true emotion"));
  part.append(make("p", {}, trueSentence(row)), make("p", {}, qualitySentence(row)));
  part.append(make("h3", {}, "Slices"));
  part.append(row.slices.length ? make("p", {}, row.slices.join(", ")) : emptyNote("None."));
  if (payload.other_system) part.append(make("h3", {}, payload.other_system), otherAnswer(row));
  part.append(make("p", { class: "note" }, `id ${row.id}, distance: ${row.distance}`));
  return part;
}

// The place and the probability of the true emotion.
function trueSentence(row) {
  const place = `rank ${row.rank} of ${labels.length}`;
  return `“${labels[row.true]}” has ${place}, with a probability of ${percent(row.p_true)}.`;
}

// The quality of the label.
function qualitySentence(row) {
  return `Label quality: ${row.quality.toFixed(2)}, from 0 (doubtful) to 1 (sure).`;
}

// What the second system answered.
function otherAnswer(row) {
  if (!row.other) return emptyNote("It has no answer for this text.");
  const verdict = row.other.predicted === row.true ? "right" : "wrong";
  const answer = `It says “${labels[row.other.predicted]}”: ${verdict}.`;
  return make("p", {}, `${answer} It gives the true emotion ${percent(row.other.p_true)}.`);
}

// ---- The list of texts

// Shows the next texts of the list.
function showMore() {
  const items = matching.slice(nShown, nShown + PAGE_SIZE).map(textItem);
  byId("rows").append(...items);
  nShown += items.length;
  const nLeft = matching.length - nShown;
  const more = byId("more");
  more.hidden = nLeft === 0;
  more.textContent = `Show ${Math.min(nLeft, PAGE_SIZE)} more of ${whole(nLeft)}`;
  return items;
}

// Shows the next texts and moves the focus to the first of them.
function showMoreAndFocus() {
  const items = showMore();
  items[0]?.focus({ preventScroll: true });
}

// Why no text is shown.
function emptyWords(nRight) {
  if (rows.length === 0) return "This page holds no texts.";
  if (nRight === 0) return "No text passes these filters. Change one, or press Reset.";
  const words = nRight === 1 ? "One right answer passes" : `${whole(nRight)} right answers pass`;
  return `No error passes these filters. ${words}: switch off “Errors only” to read on.`;
}

// Sets the controls to the filters.
function showFilters() {
  for (const key of Object.keys(options)) {
    const select = selectOf(key);
    if (select) select.value = state[key];
  }
  const search = byId("search");
  if (search.value !== state.q) search.value = state.q;
  byId("filter-errors").checked = errorsOnly(state);
  byId("reverse").checked = state.reverse === "1";
}

// Shows the texts that pass the filters, from the first.
function showTexts() {
  const passing = filtered(state);
  const found = errorsOnly(state) ? passing.filter(row => !isRight(row)) : passing;
  matching = sorted(found, state);
  nShown = 0;
  byId("rows").replaceChildren();
  showMore();
  byId("count").textContent = `${whole(matching.length)} of ${texts(rows.length)}`;
  byId("empty").hidden = matching.length > 0;
  byId("empty").textContent = emptyWords(passing.length);
}

// Brings the page in line with the filters.
function update() {
  showFilters();
  markChosen();
  showTexts();
}

// ---- Controls

// The menu of a filter, or null where the page has none.
function selectOf(key) {
  return byId(key === "sort" ? "sort" : `filter-${key}`);
}

// Fills the menus and listens to them.
function prepareSelects() {
  for (const [key, names] of Object.entries(options)) {
    const select = selectOf(key);
    if (!select) continue;
    if (key !== "sort") select.append(new Option("any", ""));
    for (const [value, name] of names) select.append(new Option(name, value));
    select.addEventListener("change", () => change({ [key]: select.value }));
  }
}

// "Errors only" is noted in the address only where it is not what the filters imply.
function changeErrors() {
  const checked = byId("filter-errors").checked;
  const implied = !asksForRight(state);
  const explicit = checked ? "1" : "0";
  change({ errors: checked === implied ? "" : explicit });
}

// Listens to all controls.
function prepareControls() {
  prepareSelects();
  byId("filter-errors").addEventListener("change", changeErrors);
  byId("search").addEventListener("input", () => change({ q: byId("search").value }, true));
  byId("reverse").addEventListener("change", () => {
    change({ reverse: byId("reverse").checked ? "1" : "" });
  });
  byId("reset").addEventListener("click", () => change({ ...DEFAULTS }));
  byId("filters").addEventListener("submit", event => event.preventDefault());
  byId("more").addEventListener("click", showMoreAndFocus);
  byId("to-texts").addEventListener("click", goToTexts);
  window.addEventListener("hashchange", followAddress);
}

// Gives each text its place and its lower-case form, for ids and for the search.
function prepareRows() {
  for (const [place, row] of rows.entries()) {
    row.place = place;
    row.lower = row.text.toLowerCase();
  }
}

// Draws the page.
function start() {
  const counts = countConfusions();
  prepareRows();
  drawEmotions(counts);
  drawLegend();
  drawMap(counts);
  drawPairs(counts);
  drawKinds(byId("distances"), "distance", DISTANCES);
  drawKinds(byId("triages"), "triage", TRIAGES);
  prepareControls();
  followAddress();
}

start();
