// The data, the state of the page, and what the state selects. No drawing in here.

const DATA = JSON.parse(document.getElementById("data").textContent);
const ENTITIES = DATA.entities;
const QUOTATIONS = DATA.quotations;
const ARTICLES = DATA.articles;
const KINDS = ["person", "organization", "place", "event"];
const LAYERS = ["quotations", "articles", "named"];
const NUMBER_OF = new Map(ENTITIES.map((entity, number) => [entity.id, number]));
const QUOTATION_OF = new Map(QUOTATIONS.map(quotation => [quotation.id, quotation]));
const ARTICLE_OF = new Map(ARTICLES.map((article, number) => [article.id, number]));

// `node` is the id of an entity or a quotation; `pair` the numbers [speaker, topic] of an arrow.
const state = {
  node: "", pair: null, alone: false,
  kinds: new Set(KINDS), layers: new Set(),
  from: "", until: "", outlet: "", text: "",
  lang: "id", tab: "detail", list: "speakers",
};

function text(key, ...values) {
  const word = STRINGS[state.lang][key];
  return typeof word === "function" ? word(...values) : word;
}

function formatNumber(value) {
  return value.toLocaleString(state.lang === "id" ? "id-ID" : "en-GB");
}

function formatDate(iso) {
  if (!iso) return text("undatedArticle");
  const options = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
  const locale = state.lang === "id" ? "id-ID" : "en-GB";
  return new Date(`${iso}T00:00:00Z`).toLocaleDateString(locale, options);
}

// Compare names as a reader does: no case, no accents.
function plain(name) {
  return name.normalize("NFKD").replace(/[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g, "").toLowerCase();
}

function isFiltered() {
  return Boolean(state.from || state.until || state.outlet);
}

function articleFits(article) {
  if (state.outlet && article.outlet !== state.outlet) return false;
  if (!state.from && !state.until) return true;
  if (!article.date) return false;
  return (!state.from || article.date >= state.from) && (!state.until || article.date <= state.until);
}

// What the filters leave: quotations, counts for each entity and each arrow, visible entities.
function select() {
  const fits = ARTICLES.map(articleFits);
  const quotations = QUOTATIONS.filter(quotation => fits[quotation.article]);
  const undated = state.from || state.until
    ? QUOTATIONS.filter(q => !ARTICLES[q.article].date
        && (!state.outlet || ARTICLES[q.article].outlet === state.outlet)).length
    : 0;
  const said = new Array(ENTITIES.length).fill(0);
  const about = new Array(ENTITIES.length).fill(0);
  const pairs = new Map();
  for (const quotation of quotations) {
    if (quotation.speaker >= 0) said[quotation.speaker] += 1;
    for (const topic of quotation.about) {
      about[topic] += 1;
      if (quotation.speaker < 0 || quotation.speaker === topic) continue;
      const pair = `${quotation.speaker}>${topic}`;
      pairs.set(pair, (pairs.get(pair) || 0) + 1);
    }
  }
  const roles = DATA.roles.filter(role => !isFiltered() || said[role.person] || about[role.person]);
  return { fits, quotations, undated, said, about, pairs, roles, ...reveal(fits, said, about, roles) };
}

// `shown` says which entities are drawn, `counts` how many of each kind the filters leave.
function reveal(fits, said, about, roles) {
  const linked = new Set(roles.flatMap(role => [role.person, role.target]));
  const counts = { person: 0, organization: 0, place: 0, event: 0 };
  const shown = ENTITIES.map((entity, number) => {
    const active = said[number] || about[number] || linked.has(number);
    const named = state.layers.has("named") && entity.named.some(n => fits[n.article]);
    if (!active && !named) return false;
    counts[entity.kind] += 1;
    return state.kinds.has(entity.kind);
  });
  return { shown, counts };
}

// The entities that an arrow or a role links with this one.
function neighbours(number, selection) {
  const found = new Set([number]);
  for (const pair of selection.pairs.keys()) {
    const [speaker, topic] = pair.split(">").map(Number);
    if (speaker === number) found.add(topic);
    if (topic === number) found.add(speaker);
  }
  for (const role of selection.roles) {
    if (role.person === number) found.add(role.target);
    if (role.target === number) found.add(role.person);
  }
  return found;
}

function radius(said, about) {
  return Math.min(7 + 4.5 * Math.sqrt(said + 0.7 * about), 44);
}

// Arrows into or out of an entity, the most quotations first: [[other, count], …].
function tally(selection, number, outgoing) {
  const found = [];
  for (const [pair, count] of selection.pairs) {
    const [speaker, topic] = pair.split(">").map(Number);
    if (outgoing && speaker === number) found.push([topic, count]);
    if (!outgoing && topic === number) found.push([speaker, count]);
  }
  return found.sort((a, b) => b[1] - a[1] || ENTITIES[a[0]].name.localeCompare(ENTITIES[b[0]].name));
}

function ranking(counts) {
  return counts.map((count, number) => [number, count]).filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1] || ENTITIES[a[0]].name.localeCompare(ENTITIES[b[0]].name));
}

// Entities whose name or alias holds the words; beginnings of names first.
function findEntities(words, most) {
  const wanted = plain(words.trim());
  if (!wanted) return [];
  const hits = [];
  ENTITIES.forEach((entity, number) => {
    const best = Math.min(...[entity.name, ...entity.aliases].map((name, position) => {
      const at = plain(name).indexOf(wanted);
      return at < 0 ? Infinity : (at > 0 ? 2 : 0) + (position ? 1 : 0);
    }));
    if (best < Infinity) hits.push([best, -entity.nQuotes - entity.nAbout, number]);
  });
  return hits.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, most).map(hit => hit[2]);
}

function findQuotations(words, quotations) {
  const wanted = plain(words.trim());
  return wanted ? quotations.filter(quotation => plain(quotation.text).includes(wanted)) : quotations;
}

function speakerName(quotation) {
  if (quotation.speaker >= 0) return ENTITIES[quotation.speaker].name;
  return quotation.speakerText || text("unknownSpeaker");
}

// -- the address: everything in it can be shared or bookmarked

const DEFAULTS = { node: "", from: "", until: "", outlet: "", text: "", lang: "id", tab: "detail", list: "speakers" };

function writeAddress() {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(DEFAULTS)) if (state[key] !== value) parts.set(key, state[key]);
  if (state.kinds.size < KINDS.length) parts.set("kinds", [...state.kinds].join("."));
  if (state.layers.size) parts.set("layers", [...state.layers].join("."));
  if (state.pair) ["speaker", "topic"].forEach((key, end) => parts.set(key, ENTITIES[state.pair[end]].id));
  if (state.alone) parts.set("alone", "1");
  const address = parts.toString();
  if (address !== location.hash.slice(1)) history.replaceState(null, "", `#${address}`);
}

function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  for (const [key, value] of Object.entries(DEFAULTS)) state[key] = parts.get(key) ?? value;
  if (!(state.lang in STRINGS)) state.lang = "id";
  if (!["detail", "list"].includes(state.tab)) state.tab = "detail";
  if (!["speakers", "topics", "quotations"].includes(state.list)) state.list = "speakers";
  if (!NUMBER_OF.has(state.node) && !QUOTATION_OF.has(state.node)) state.node = "";
  const pair = ["speaker", "topic"].map(key => NUMBER_OF.get(parts.get(key)));
  state.pair = pair.includes(undefined) ? null : pair;
  for (const key of ["from", "until"]) if (!/^\d{4}-\d\d-\d\d$/.test(state[key])) state[key] = "";
  if (!ARTICLES.some(article => article.outlet === state.outlet)) state.outlet = "";
  const kinds = parts.has("kinds") ? parts.get("kinds").split(".") : KINDS;
  state.kinds = new Set(KINDS.filter(kind => kinds.includes(kind)));
  state.layers = new Set(LAYERS.filter(layer => (parts.get("layers") || "").split(".").includes(layer)));
  state.alone = parts.get("alone") === "1";
}
