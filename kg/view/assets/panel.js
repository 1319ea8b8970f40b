// The panel: details of what is chosen, and the lists. Everything from the data becomes text.

const PAGE_SIZE = 60;

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "click") node.addEventListener("click", value);
    else node.setAttribute(name, value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

// Only web addresses become links: a javascript: or data: address in an article stays text.
function link(address, ...children) {
  let url = null;
  try { url = new URL(address); } catch { /* not an address */ }
  if (!url || !["http:", "https:"].includes(url.protocol)) return element("span", {}, ...children);
  return element("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

// -- a quotation inside its sentence

// Offsets count code points; JavaScript strings do not.
function marked(record, layers) {
  const chars = Array.from(record.sentence);
  const cuts = new Set([0, chars.length]);
  for (const [field] of layers) for (const [start, end] of record[field]) cuts.add(start).add(end);
  const points = [...cuts].filter(point => point <= chars.length).sort((a, b) => a - b);
  return points.slice(0, -1).map((start, index) => {
    const piece = chars.slice(start, points[index + 1]).join("");
    const layer = layers.find(([field]) => record[field].some(([a, b]) => a <= start && start < b));
    return layer ? element(layer[1], { class: layer[2] }, piece) : piece;
  });
}

function markedQuotation(quotation) {
  const layers = [["cue_marks", "b", "cue"], ["source_marks", "b", "source"], ["marks", "mark", ""]];
  return quotation.sentence ? marked(quotation, layers) : [element("mark", {}, quotation.text)];
}

function quotationCard(quotation, { speaker = true } = {}) {
  const topics = quotation.about.map(number => entityButton(number));
  return element("article", { class: "card" },
    speaker && element("p", { class: "who" }, speakerLabel(quotation)),
    element("blockquote", { lang: "id" }, ...markedQuotation(quotation)),
    topics.length > 0 && element("p", { class: "topics" }, element("span", { class: "small" }, text("about")), ...topics),
    sourceLine(quotation),
    element("button", { class: "open", type: "button", "aria-label": text("evidence"), click: () => choose(quotation.id) }, "›"));
}

function speakerLabel(quotation) {
  return quotation.speaker >= 0 ? entityButton(quotation.speaker)
    : element("span", { class: "unnamed" }, speakerName(quotation));
}

function sourceLine(quotation) {
  const article = ARTICLES[quotation.article];
  return element("p", { class: "meta" }, articleTitle(article), " ",
    element("span", {}, [article.outlet, formatDate(article.date), text("quotationKind")[quotation.kind]].filter(Boolean).join(" · ")));
}

function articleTitle(article) {
  return link(article.url, article.title || text("untitled"));
}

function glyph(kind) {
  return element("span", { class: `glyph ${kind}`, "aria-hidden": "true" });
}

function entityButton(number, count) {
  const entity = ENTITIES[number];
  return element("button", { class: "entity", type: "button", title: text("kind")[entity.kind], click: () => choose(entity.id) },
    glyph(entity.kind), element("span", {}, entity.name), count !== undefined && element("span", { class: "count" }, formatNumber(count)));
}

// -- details

function renderDetail() {
  const box = document.getElementById("detail");
  const quotation = QUOTATION_OF.get(state.node);
  if (state.pair) box.replaceChildren(...pairDetail(...state.pair));
  else if (quotation) box.replaceChildren(...quotationDetail(quotation));
  else if (NUMBER_OF.has(state.node)) box.replaceChildren(...entityDetail(NUMBER_OF.get(state.node)));
  else box.replaceChildren(...homeDetail());
  document.getElementById("panel").scrollTop = 0;
}

function homeDetail() {
  const { said, about } = stage.selection;
  return [
    element("h2", {}, text("homeTitle")),
    element("p", { class: "hint" }, text("homeHint")),
    ...barChart(text("mostQuoted"), ranking(said).slice(0, 10)),
    ...barChart(text("mostDiscussed"), ranking(about).slice(0, 10)),
  ];
}

function barChart(title, rows) {
  if (!rows.length) return [];
  const most = rows[0][1];
  return [element("h3", {}, title), element("ol", { class: "bars" }, ...rows.map(([number, count]) => {
    const bar = element("span", { class: `bar ${ENTITIES[number].kind}` });
    bar.style.width = `${(100 * count) / most}%`;
    return element("li", {}, entityButton(number, count), element("span", { class: "track", "aria-hidden": "true" }, bar));
  }))];
}

function head(kind, title, ...more) {
  return element("div", { class: "head" },
    element("p", { class: "kind" }, glyph(kind), text("kind")[kind]),
    element("h2", {}, title), ...more,
    element("button", { class: "close", type: "button", "aria-label": text("close"), click: () => choose("") }, "×"));
}

function entityDetail(number) {
  const entity = ENTITIES[number];
  const selection = stage.selection;
  const said = selection.quotations.filter(quotation => quotation.speaker === number);
  const about = selection.quotations.filter(q => q.about.includes(number) && q.speaker !== number);
  return [
    head(entity.kind, entity.name, entity.roles.length > 0 && element("p", { class: "roles" }, entity.roles.slice(0, 4).join(" · ")),
      entity.aliases.length > 0 && element("p", { class: "small" }, `${text("aliases")}: ${entity.aliases.join(", ")}`),
      ...settingOf(entity).map(line => element("p", { class: "small" }, line)),
      element("p", { class: "small" }, factsOf(entity))),
    element("p", {}, element("button", { class: "pill", type: "button", "aria-pressed": String(state.alone), click: toggleAlone },
      text(state.alone ? "everything" : "onlyAround"))),
    ...linkRow(text("speaksAbout"), tally(selection, number, true), other => choosePair(number, other)),
    ...linkRow(text("discussedBy"), tally(selection, number, false), other => choosePair(other, number)),
    ...linkRow(text("linkedBy"), roleLinks(number), other => choose(ENTITIES[other].id)),
    ...cards(text("saidBy", entity.name), said, { speaker: false }),
    ...cards(text("saidAbout", entity.name), about),
    ...snippets(entity, said.length + about.length > 0),
  ];
}

// Where a place lies; when, where and with whom an event was held.
function settingOf(entity) {
  const day = entity.heldOn?.length > 4 ? formatDate(entity.heldOn) : entity.heldOn; // a day or a year
  const held = [day, entity.heldAt].filter(Boolean);
  return [
    entity.parents.length > 0 && `${text("liesIn")}: ${entity.parents.join(" › ")}`,
    held.length > 0 && `${text("held")}: ${held.join(", ")}`,
    entity.participants.length > 0 && `${text("participants")}: ${entity.participants.join(", ")}`,
  ].filter(Boolean);
}

function factsOf(entity) {
  const dates = entity.first ? [formatDate(entity.first), formatDate(entity.last)] : [];
  return [
    entity.nQuotes > 0 && text("quotations", formatNumber(entity.nQuotes)), text("mentions", formatNumber(entity.nMentions)),
    text("articles", formatNumber(entity.nArticles)), [...new Set(dates)].join(" – "),
  ].filter(Boolean).join(" · ");
}

function roleLinks(number) {
  return DATA.roles.filter(role => role.person === number || role.target === number)
    .map(role => [role.person === number ? role.target : role.person, role.text]);
}

function linkRow(title, rows, open) {
  if (!rows.length) return [];
  return [element("h3", {}, title), element("p", { class: "topics" }, ...rows.map(([other, note]) => {
    const entity = ENTITIES[other];
    return element("button", { class: "entity", type: "button", click: () => open(other) }, glyph(entity.kind),
      element("span", {}, entity.name), element("span", { class: "count" }, typeof note === "number" ? formatNumber(note) : note));
  }))];
}

function cards(title, quotations, options) {
  if (!quotations.length) return [];
  const box = element("div", { class: "cards" });
  appendMore(box, quotations, quotation => quotationCard(quotation, options));
  return [element("h3", {}, title, " ", element("span", { class: "count" }, formatNumber(quotations.length))), box];
}

// A long list is shown a part at a time.
function appendMore(box, items, render, start = 0) {
  box.append(...items.slice(start, start + PAGE_SIZE).map(render));
  const rest = items.length - start - PAGE_SIZE;
  if (rest <= 0) return;
  const button = element("button", { class: "pill", type: "button" }, text("more", formatNumber(rest)));
  button.addEventListener("click", () => { button.remove(); appendMore(box, items, render, start + PAGE_SIZE); });
  box.append(button);
}

function snippets(entity, closed) {
  const rows = entity.named.map(named => element("article", { class: "card plain" },
    element("blockquote", { lang: "id" }, ...marked(named, [["marks", "b", "source"]])),
    element("p", { class: "meta" }, articleTitle(ARTICLES[named.article]), " ",
      element("span", {}, [ARTICLES[named.article].outlet, formatDate(ARTICLES[named.article].date)].filter(Boolean).join(" · ")))));
  const title = element("summary", {}, text("namedIn"), " ", element("span", { class: "count" }, formatNumber(entity.nArticles)));
  return [element("details", closed ? {} : { open: "" }, title, ...rows)];
}

// When, where and to whom it was said, as far as the article says.
function circumstances(around) {
  const rows = Object.entries(text("around")).filter(([name]) => around[name]).flatMap(([name, label]) =>
    [element("dt", {}, label), element("dd", { lang: "id" }, name === "said_on" ? formatDate(around[name]) : around[name])]);
  if (!rows.length) return [];
  const carried = around.said_carried ? [element("p", { class: "small" }, text("carried"))] : [];
  return [element("dl", { class: "around" }, ...rows), ...carried];
}

function quotationDetail(quotation) {
  const facts = [
    text("quotationKind")[quotation.kind], text("confidence", Math.round(quotation.confidence * 100)),
    quotation.rule && text("rule", quotation.rule), text("place", formatNumber(quotation.start), formatNumber(quotation.end)),
  ].filter(Boolean).join(" · ");
  return [
    element("div", { class: "head" },
      element("p", { class: "kind" }, glyph("quotation"), text("kind").quotation),
      element("p", { class: "big", lang: "id" }, quotation.kind === "direct" ? `“${quotation.text}”` : quotation.text),
      element("p", { class: "who" }, "— ", speakerLabel(quotation)),
      element("button", { class: "close", type: "button", "aria-label": text("close"), click: () => choose("") }, "×")),
    ...linkRow(text("about"), quotation.about.map(number => [number, ""]), other => choose(ENTITIES[other].id)),
    ...circumstances(quotation.around),
    element("h3", {}, text("evidence")),
    element("article", { class: "card" }, element("blockquote", { lang: "id" }, ...markedQuotation(quotation)), sourceLine(quotation)),
    element("p", { class: "small" }, facts),
  ];
}

function pairDetail(speaker, topic) {
  const quotations = stage.selection.quotations.filter(q => q.speaker === speaker && q.about.includes(topic));
  return [
    head("quotation", text("between", ENTITIES[speaker].name, ENTITIES[topic].name)),
    element("p", { class: "topics" }, entityButton(speaker), "→", entityButton(topic)),
    ...cards(text("allQuotations"), quotations, { speaker: false }),
  ];
}

// -- lists

function renderList() {
  const box = document.getElementById("list");
  const choices = ["speakers", "topics", "quotations"].map(list => element("button",
    { type: "button", class: "pill", "aria-pressed": String(state.list === list), click: () => update({ list, text: "" }) },
    text(list === "quotations" ? "allQuotations" : list)));
  box.replaceChildren(element("div", { class: "choices" }, ...choices), ...listBody());
}

function listBody() {
  const selection = stage.selection;
  if (state.list === "quotations") {
    const found = findQuotations(state.text, selection.quotations);
    const note = state.text && element("p", { class: "hint" }, text("withText", formatNumber(found.length), state.text));
    const box = element("div", { class: "cards" });
    appendMore(box, found, quotation => quotationCard(quotation));
    return [note, box].filter(Boolean);
  }
  const rows = ranking(state.list === "speakers" ? selection.said : selection.about);
  const box = element("ol", { class: "rows" });
  appendMore(box, rows.filter(([number]) => state.kinds.has(ENTITIES[number].kind)), ([number, count]) =>
    element("li", {}, entityButton(number, count), element("span", { class: "small" }, ENTITIES[number].roles[0] || "")));
  return rows.length ? [box] : [element("p", { class: "hint" }, text("emptyFiltered"))];
}
