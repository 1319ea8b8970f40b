// Puts the parts together: controls, choices, the address, and the first drawing.

const byId = id => document.getElementById(id);

// -- changing the state

function update(changes) {
  Object.assign(state, changes);
  writeAddress();
  render();
}

function choose(id) {
  update({ node: id, pair: null, tab: "detail", alone: Boolean(id) && state.alone });
  if (id) bringIntoView(id);
}

function choosePair(speaker, topic) {
  update({ node: "", pair: [speaker, topic], tab: "detail", alone: false });
  bringIntoView(ENTITIES[speaker].id);
}

// Bring what was chosen into view: on the picture, and on a phone in the panel below it.
function bringIntoView(id) {
  if (stage.nodes.get(id)) showOnStage(id);
  if (SMALL.matches) byId("panel").scrollIntoView({ block: "start", behavior: stage.calm ? "auto" : "smooth" });
}

function toggleAlone() {
  update({ alone: !state.alone });
  fitStage();
}

// -- drawing everything that depends on the state

function render() {
  refreshStage();
  renderWords();
  renderChips();
  renderTime();
  renderTabs();
  if (state.tab === "list") renderList();
  else renderDetail();
}

function renderWords() {
  document.documentElement.lang = state.lang;
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = text(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", text(node.dataset.label));
  for (const node of document.querySelectorAll("[data-placeholder]")) {
    node.placeholder = text(node.dataset.placeholder);
    node.setAttribute("aria-label", text(node.dataset.placeholder));
  }
  byId("lang").textContent = text("otherLanguage");
  byId("lang").lang = state.lang === "id" ? "en" : "id";
  const dates = ARTICLES.map(article => article.date).filter(Boolean).sort();
  const range = dates.length ? [...new Set([formatDate(dates[0]), formatDate(dates[dates.length - 1])])].join(" – ") : "";
  const persons = ENTITIES.filter(entity => entity.kind === "person").length;
  byId("summary").textContent = [text("articles", formatNumber(DATA.totals.articles)), text("persons", formatNumber(persons)),
    text("quotations", formatNumber(DATA.totals.quotations)), range].filter(Boolean).join(" · ");
  byId("made-by").textContent = text("madeBy", DATA.version);
  byId("left-out").textContent = leftOut();
}

function leftOut() {
  const parts = [["entities", ENTITIES], ["quotations", QUOTATIONS], ["articles", ARTICLES]]
    .filter(([key, shown]) => shown.length < DATA.totals[key])
    .map(([key, shown]) => text("leftOut", key === "entities" ? text(key) : text("kind")[key.slice(0, -1)],
      formatNumber(shown.length), formatNumber(DATA.totals[key])));
  return parts.length ? `${text("leftOutIntro")} ${parts.join("; ")}. ${text("leftOutHint")}` : "";
}

function renderChips() {
  const { counts } = stage.selection;
  byId("kinds").replaceChildren(...KINDS.map(kind => chip(text("kind")[kind], kind, state.kinds.has(kind), counts[kind],
    () => update({ kinds: toggled(state.kinds, kind) }))));
  const numbers = { quotations: stage.selection.quotations.length, articles: stage.selection.fits.filter(Boolean).length };
  byId("layers").replaceChildren(...LAYERS.map(layer => chip(text("layer")[layer], layer.replace(/s$/, ""), state.layers.has(layer),
    numbers[layer], () => update({ layers: toggled(state.layers, layer) }), text("layerHint")[layer])));
}

function chip(words, kind, pressed, count, click, title) {
  return element("button", { type: "button", class: "chip", "aria-pressed": String(pressed), title, click }, glyph(kind), words,
    count !== undefined && element("span", { class: "count" }, formatNumber(count)));
}

function toggled(set, value) {
  const copy = new Set(set);
  if (!copy.delete(value)) copy.add(value);
  return copy;
}

// -- time and outlet

function renderTime() {
  byId("from").value = state.from;
  byId("until").value = state.until;
  const outlets = [...new Set(ARTICLES.map(article => article.outlet).filter(Boolean))].sort();
  byId("outlet").replaceChildren(element("option", { value: "" }, text("allOutlets")),
    ...outlets.map(outlet => element("option", { value: outlet }, outlet)));
  byId("outlet").value = state.outlet;
  byId("reset").hidden = !isFiltered();
  const { quotations, undated } = stage.selection;
  byId("notice").textContent = isFiltered()
    ? `${text("shown", formatNumber(quotations.length), formatNumber(QUOTATIONS.length))} ${undated ? text("undated", formatNumber(undated)) : ""}` : "";
  renderBars();
}

// Days, months or years as bars, whichever gives a readable number of them.
function renderBars() {
  const counts = barCounts();
  byId("bars").hidden = counts.size === 0;
  const most = Math.max(...counts.values());
  byId("bars").replaceChildren(...[...counts].map(([bin, count]) => {
    const inside = (!state.from || lastDay(bin) >= state.from) && (!state.until || firstDay(bin) <= state.until);
    const bar = element("span", { class: inside ? "on" : "", title: `${bin}: ${text("quotations", formatNumber(count))}`,
      click: () => update({ from: firstDay(bin), until: lastDay(bin) }) }, element("i"));
    bar.firstChild.style.height = `${count ? Math.max((100 * count) / most, 6) : 0}%`;
    return bar;
  }));
}

function barCounts() {
  if (barCounts.found) return barCounts.found;
  const dates = QUOTATIONS.map(quotation => ARTICLES[quotation.article].date).filter(Boolean).sort();
  const [first, last] = [dates[0], dates[dates.length - 1]];
  const width = [10, 7, 4].find(size => dates.length && bins(first, last, size).length <= 48) || 4;
  const counts = new Map((dates.length ? bins(first, last, width) : []).map(bin => [bin, 0]));
  for (const date of dates) counts.set(date.slice(0, width), (counts.get(date.slice(0, width)) || 0) + 1);
  barCounts.found = counts;
  return counts;
}

function bins(first, last, width) {
  const found = [];
  const day = new Date(`${firstDay(first.slice(0, width))}T00:00:00Z`);
  for (let bin = first.slice(0, width); bin <= last.slice(0, width) && found.length < 500; bin = day.toISOString().slice(0, width)) {
    found.push(bin);
    if (width === 10) day.setUTCDate(day.getUTCDate() + 1);
    else if (width === 7) day.setUTCMonth(day.getUTCMonth() + 1);
    else day.setUTCFullYear(day.getUTCFullYear() + 1);
  }
  return found;
}

function firstDay(bin) {
  return `${bin}${{ 4: "-01-01", 7: "-01", 10: "" }[bin.length]}`;
}

function lastDay(bin) {
  if (bin.length === 4) return `${bin}-12-31`;
  if (bin.length === 10) return bin;
  const [year, month] = bin.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

// -- tabs

function renderTabs() {
  for (const tab of ["detail", "list"]) {
    byId(`tab-${tab}`).setAttribute("aria-selected", String(state.tab === tab));
    byId(`tab-${tab}`).tabIndex = state.tab === tab ? 0 : -1;
    byId(tab).hidden = state.tab !== tab;
  }
}

// -- search

const search = { hits: [], active: -1 };

function renderHits() {
  const words = byId("search").value;
  const entities = findEntities(words, 8).map(number => ({ number, open: () => choose(ENTITIES[number].id) }));
  const inside = words.trim().length > 1 ? findQuotations(words, stage.selection.quotations).length : 0;
  const more = inside ? [{ words, inside, open: () => update({ tab: "list", list: "quotations", text: words.trim() }) }] : [];
  search.hits = [...entities, ...more];
  search.active = Math.min(search.active, search.hits.length - 1);
  const rows = search.hits.map((hit, place) => element("li", {
    id: `hit-${place}`, role: "option", "aria-selected": String(place === search.active), click: () => openHit(place),
  }, ...hitLabel(hit)));
  const open = Boolean(words.trim());
  byId("hits").replaceChildren(...(rows.length ? rows : [element("li", { class: "none" }, text("noHits"))]));
  byId("hits").hidden = !open;
  byId("search").setAttribute("aria-expanded", String(open));
  byId("search").setAttribute("aria-activedescendant", search.active >= 0 ? `hit-${search.active}` : "");
}

function hitLabel(hit) {
  if (hit.number === undefined) return [text("inQuotations", hit.words.trim(), formatNumber(hit.inside))];
  const entity = ENTITIES[hit.number];
  return [glyph(entity.kind), element("span", {}, entity.name),
    element("span", { class: "small" }, entity.nQuotes ? text("quotations", formatNumber(entity.nQuotes)) : "")];
}

function openHit(place) {
  const hit = search.hits[place];
  closeHits();
  if (hit) hit.open();
}

function closeHits() {
  byId("hits").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
  search.active = -1;
}

function searchKey(event) {
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (move && search.hits.length) {
    search.active = (search.active + move + search.hits.length) % search.hits.length;
    renderHits();
    event.preventDefault();
  } else if (event.key === "Enter") {
    openHit(Math.max(search.active, 0));
  } else if (event.key === "Escape") {
    byId("search").value = "";
    closeHits();
  }
}

// -- pointer on the picture

function clicked(event) {
  if (event.nodes.length) {
    const id = event.nodes[0];
    const article = ARTICLES[ARTICLE_OF.get(id)];
    if (article) update({ tab: "list", list: "quotations", text: "" });
    else choose(id);
  } else if (event.edges.length) {
    openEdge(stage.edges.get(event.edges[0]));
  } else if (state.node || state.pair) {
    choose("");
  }
}

function openEdge(edge) {
  if (!edge) return;
  if (edge.quotation) choose(edge.quotation);
  else if (edge.count) choosePair(NUMBER_OF.get(edge.from), NUMBER_OF.get(edge.to));
  else choose(edge.from);
}

function showTip(words, pointer) {
  const tip = byId("tip");
  tip.textContent = words;
  tip.hidden = !words;
  tip.style.left = `${pointer.x + 14}px`;
  tip.style.top = `${pointer.y + 14}px`;
}

function hoverNode(id, pointer) {
  stage.hovered = id;
  const entity = ENTITIES[NUMBER_OF.get(id)];
  const quotation = QUOTATION_OF.get(id);
  const article = ARTICLES[ARTICLE_OF.get(id)];
  if (entity) showTip([entity.name, entity.roles[0], text("quotations", formatNumber(stage.selection.said[NUMBER_OF.get(id)]))].filter(Boolean).join(" · "), pointer);
  else if (quotation) showTip(`${speakerName(quotation)}: ${shorten(quotation.text, 140)}`, pointer);
  else if (article) showTip([article.title, article.outlet, formatDate(article.date)].filter(Boolean).join(" · "), pointer);
}

function hoverEdge(id, pointer) {
  const edge = stage.edges.get(id);
  const [from, to] = [edge.from, edge.to].map(end => ENTITIES[NUMBER_OF.get(end)]);
  if (edge.count) showTip(`${text("between", from.name, to.name)}: ${text("quotations", formatNumber(edge.count))}`, pointer);
  else if (edge.role) showTip(`${from.name}: ${edge.role}, ${to.name}`, pointer);
}

function endHover() {
  stage.hovered = "";
  byId("tip").hidden = true;
}

// -- start

function listen() {
  const network = stage.network;
  let timer = 0;
  network.on("zoom", () => { clearTimeout(timer); timer = setTimeout(swell, 120); });
  network.on("animationFinished", swell);
  network.on("click", clicked);
  network.on("hoverNode", event => { hoverNode(event.node, event.pointer.DOM); byId("canvas").classList.add("over"); });
  network.on("hoverEdge", event => { hoverEdge(event.edge, event.pointer.DOM); byId("canvas").classList.add("over"); });
  for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, () => { endHover(); byId("canvas").classList.remove("over"); });
  byId("search").addEventListener("input", renderHits);
  byId("search").addEventListener("keydown", searchKey);
  byId("from").addEventListener("change", event => update({ from: event.target.value }));
  byId("until").addEventListener("change", event => update({ until: event.target.value }));
  byId("outlet").addEventListener("change", event => update({ outlet: event.target.value }));
  byId("reset").addEventListener("click", () => update({ from: "", until: "", outlet: "" }));
  byId("lang").addEventListener("click", () => update({ lang: state.lang === "id" ? "en" : "id" }));
  byId("save").addEventListener("click", savePicture);
  byId("fit").addEventListener("click", () => fitStage());
  byId("zoom-in").addEventListener("click", () => zoomBy(1.4));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
  for (const tab of ["detail", "list"]) byId(`tab-${tab}`).addEventListener("click", () => update({ tab }));
  document.querySelector(".tabs").addEventListener("keydown", event => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    update({ tab: state.tab === "detail" ? "list" : "detail" });
    byId(`tab-${state.tab}`).focus();
  });
  document.addEventListener("keydown", pageKey);
  document.addEventListener("click", event => { if (!event.target.closest(".search")) closeHits(); });
  window.addEventListener("hashchange", () => { readAddress(); render(); if (state.node) showOnStage(state.node); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); refreshStage(); });
}

function pageKey(event) {
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "/" && !typing) { byId("search").focus(); event.preventDefault(); }
  if (event.key === "Escape" && !typing && (state.node || state.pair)) choose("");
}

function zoomBy(factor) {
  stage.network.moveTo({ scale: stage.network.getScale() * factor, animation: stage.calm ? false : { duration: 200 } });
}

function start() {
  readAddress();
  byId("filters").open = !SMALL.matches;
  buildStage();
  render();
  listen();
  byId("empty").hidden = ENTITIES.length + QUOTATIONS.length > 0;
  byId("empty").textContent = text("empty");
  fitStage(visibleIds(), false);
  if (state.node) showOnStage(state.node);
  // For tests: where a node is on the screen.
  window.kgPage = {
    state, choose,
    at: id => stage.network.canvasToDOM(stage.spots.get(id)),
    shown: visibleIds,
  };
}

start();
