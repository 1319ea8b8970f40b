// The picture: vis-network draws nodes and arrows at the places Python computed; the names are
// drawn here, so that none covers another at any zoom.

const SHAPES = { quotation: "dot", article: "box" };
const LABEL_FONT = '"Inter", "Segoe UI", system-ui, -apple-system, "Roboto", "Helvetica Neue", Arial, sans-serif';
const GOLDEN_ANGLE = 2.399963;
const MOST_LABELS = 140;
const ALWAYS_NAMED = 12;
const SMALL = matchMedia("(max-width: 820px)");

const stage = {
  network: null, nodes: null, edges: null, selection: null,
  spots: new Map(), colours: {}, lit: null, hovered: "", order: [], widths: new Map(), swell: 1, room: 1, known: new Map(),
};

// Seen from afar, nodes and arrows are drawn larger than they are, as far as there is room.
function swellAt(scale) {
  return Math.min(Math.max((0.75 / scale) ** 0.7, 1), stage.room);
}

// How much larger nodes can be drawn before they cover a sixth of the picture.
function roomFor(ids) {
  if (!ids.length) return 1;
  const spots = ids.map(id => stage.spots.get(id));
  const [width, height] = ["x", "y"].map(axis => Math.max(...spots.map(spot => spot[axis])) - Math.min(...spots.map(spot => spot[axis])));
  const { said, about } = stage.selection;
  const covered = ids.reduce((sum, id) => sum + Math.PI * radius(said[NUMBER_OF.get(id)], about[NUMBER_OF.get(id)]) ** 2, 0);
  return Math.min(Math.max(Math.sqrt((width * height) / 6 / covered), 1), 3);
}

function swell() {
  const wanted = swellAt(stage.network.getScale());
  if (Math.abs(wanted / stage.swell - 1) < 0.12) return;
  stage.swell = wanted;
  refreshStage();
}

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["paper", "ink", "faint", "edge", "accent", ...KINDS, "quotation", "article"];
  for (const name of names) stage.colours[name] = style.getPropertyValue(`--${name}`).trim();
}

function buildStage() {
  readColours();
  for (const node of DATA.nodes) stage.spots.set(node.id, { x: node.x, y: node.y });
  for (const article of ARTICLES) stage.spots.set(article.id, { x: article.x, y: article.y });
  stage.selection = select();
  const first = ENTITIES.filter((_, number) => stage.selection.shown[number]).map(entity => entity.id);
  stage.room = roomFor(first);
  stage.swell = swellAt((fitOf(first) || { scale: 1 }).scale);
  stage.nodes = new vis.DataSet();
  stage.edges = new vis.DataSet();
  replace(stage.nodes, allNodes());
  replace(stage.edges, allEdges());
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  stage.calm = calm;
  stage.network = new vis.Network(document.getElementById("canvas"), { nodes: stage.nodes, edges: stage.edges }, {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false },
    interaction: {
      hover: true, hoverConnectedEdges: false, selectConnectedEdges: false, multiselect: false,
      zoomSpeed: 0.6, hideEdgesOnDrag: DATA.edges.length > 4000, hideEdgesOnZoom: DATA.edges.length > 4000, keyboard: { enabled: true, bindToWindow: false },
    },
    nodes: { borderWidth: 1.5, borderWidthSelected: 1.5, chosen: false, physics: false },
    edges: { smooth: false, chosen: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false },
  });
  stage.network.on("afterDrawing", context => { fade(context); drawNames(context); });
  stage.network.on("dragging", event => {
    for (const [id, spot] of Object.entries(stage.network.getPositions(event.nodes))) stage.spots.set(id, spot);
  });
}

// -- what vis-network is told

function allNodes() {
  stage.lit = litIds();
  const around = state.alone ? stage.lit : null;
  const found = ENTITIES.map((entity, number) => entityNode(entity, number, around));
  if (state.layers.has("articles")) found.push(...articleNodes(around));
  if (state.layers.has("quotations")) found.push(...quotationNodes(around));
  return found;
}

function entityNode(entity, number, around) {
  const { said, about, shown } = stage.selection;
  const wanted = entity.id === state.node || (state.pair && state.pair.includes(number));
  const size = radius(said[number], about[number]) * stage.swell;
  return {
    ...stage.spots.get(entity.id), id: entity.id, shape: DATA.nodes[number].shape, size: shapeSize(entity.kind, size),
    reach: size, borderWidth: entity.id === state.node ? 4 : 1.5, hidden: !(shown[number] || wanted) || Boolean(around && !around.has(entity.id)),
    color: fill(stage.colours[entity.kind], entity.id === state.node),
  };
}

// Squares and the like look larger than circles of the same radius.
function shapeSize(kind, size) {
  return { person: size, organization: size * 0.84, place: size * 1.06, event: size * 0.98 }[kind];
}

function fill(colour, chosen = false) {
  return { background: colour, border: chosen ? stage.colours.accent : stage.colours.paper };
}

function articleNodes(around) {
  return ARTICLES.flatMap((article, number) => {
    if (!stage.selection.fits[number] || (around && !around.has(article.id))) return [];
    return [{
      ...stage.spots.get(article.id), id: article.id, shape: "square", size: 6 * stage.swell, reach: 6 * stage.swell, hidden: false,
      color: fill(stage.colours.article), borderWidth: 0.5,
    }];
  });
}

function quotationNodes(around) {
  const ranks = new Map();
  return stage.selection.quotations.flatMap(quotation => {
    if (!stage.spots.has(quotation.id)) stage.spots.set(quotation.id, quotationSpot(quotation, ranks));
    if (around && !around.has(quotation.id)) return [];
    return [{
      ...stage.spots.get(quotation.id), id: quotation.id, shape: "dot", size: 4.5 * stage.swell, reach: 4.5 * stage.swell, hidden: false,
      color: fill(stage.colours.quotation), borderWidth: 0.5,
    }];
  });
}

// Between speaker and topic, beside the others of the same arrow; else around whichever there is.
function quotationSpot(quotation, ranks) {
  const ends = [quotation.speaker, quotation.about.find(n => n !== quotation.speaker)]
    .map(number => ENTITIES[number] && stage.spots.get(ENTITIES[number].id));
  const key = `${quotation.speaker}>${quotation.about.join(",")}`;
  const rank = ranks.get(key) || 0;
  ranks.set(key, rank + 1);
  const [from, to] = ends;
  if (from && to) {
    const side = (rank % 2 ? 1 : -1) * Math.ceil(rank / 2) * 9;
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    return {
      x: (from.x + to.x) / 2 - ((to.y - from.y) / length) * side,
      y: (from.y + to.y) / 2 + ((to.x - from.x) / length) * side,
    };
  }
  const middle = from || to || stage.spots.get(ARTICLES[quotation.article].id);
  const owner = ENTITIES[from ? quotation.speaker : quotation.about[0]];
  const reach = (owner ? owner.radius : 6) + 14 + 3.4 * Math.sqrt(rank);
  return { x: middle.x + reach * Math.cos(rank * GOLDEN_ANGLE), y: middle.y + reach * Math.sin(rank * GOLDEN_ANGLE) };
}

function allEdges() {
  const found = state.layers.has("quotations") ? quotationEdges() : speechEdges();
  if (state.layers.has("articles")) found.push(...articleEdges());
  return [...found, ...roleEdges()];
}

function edgeLook(lit, dashed) {
  return { color: { color: lit ? stage.colours.accent : stage.colours.edge }, dashes: dashed ? [4, 5] : false };
}

// Whether an edge belongs to what is chosen.
function isLit(...ids) {
  if (!state.node && !state.pair) return false;
  if (state.pair) return ids.join() === state.pair.map(number => ENTITIES[number].id).join();
  if (ids.includes(state.node)) return true;
  const quotation = QUOTATION_OF.get(state.node);
  if (!quotation) return Boolean(QUOTATION_OF.get(ids[0])) && QUOTATION_OF.get(ids[0]).speaker === NUMBER_OF.get(state.node);
  return NUMBER_OF.get(ids[0]) === quotation.speaker && quotation.about.includes(NUMBER_OF.get(ids[1]));
}

function bothShown(...ids) {
  return ids.every(id => { const node = stage.nodes.get(id); return node && !node.hidden; });
}

function speechEdges() {
  return DATA.edges.filter(edge => edge.kind === "SAID").map(edge => {
    const count = stage.selection.pairs.get(edge.pair.join(">")) || 0;
    return {
      id: edge.id, from: edge.from, to: edge.to, count, hidden: !count || !bothShown(edge.from, edge.to),
      width: (1 + 1.1 * Math.log2(count || 1)) * stage.swell, arrows: { to: { enabled: true, scaleFactor: 0.6 } },
      ...edgeLook(isLit(edge.from, edge.to), false),
    };
  });
}

function roleEdges() {
  return DATA.edges.filter(edge => edge.kind === "HAS_ROLE").map(edge => ({
    id: edge.id, from: edge.from, to: edge.to, title: undefined, role: edge.title, count: 0, width: stage.swell,
    hidden: !bothShown(edge.from, edge.to), arrows: { to: { enabled: false } }, ...edgeLook(isLit(edge.from, edge.to), true),
  }));
}

function quotationEdges() {
  return stage.selection.quotations.flatMap((quotation, number) => {
    const said = quotation.speaker >= 0 ? [[ENTITIES[quotation.speaker].id, quotation.id, false]] : [];
    const about = quotation.about.map(topic => [quotation.id, ENTITIES[topic].id, true]);
    return [...said, ...about].filter(([from, to]) => bothShown(from, to)).map(([from, to, arrow], end) => ({
      id: `q${number}.${end}`, from, to, count: 0, width: 1, quotation: quotation.id,
      arrows: { to: { enabled: arrow, scaleFactor: 0.4 } }, ...edgeLook(isLit(from, to), false),
    }));
  });
}

function articleEdges() {
  return ENTITIES.flatMap((entity, number) => entity.named.map((named, place) => ({
    id: `m${number}.${place}`, from: entity.id, to: ARTICLES[named.article].id, count: 0, width: 1,
    arrows: { to: { enabled: false } }, ...edgeLook(isLit(entity.id, ARTICLES[named.article].id), true),
  }))).filter(edge => bothShown(edge.from, edge.to));
}

// The ids that stay bright for what is chosen, null if nothing is.
function litIds() {
  if (state.pair) return new Set(state.pair.map(number => ENTITIES[number].id));
  if (!state.node) return null;
  const quotation = QUOTATION_OF.get(state.node);
  if (quotation) {
    const numbers = [quotation.speaker, ...quotation.about].filter(number => number >= 0);
    return new Set([quotation.id, ARTICLES[quotation.article].id, ...numbers.map(number => ENTITIES[number].id)]);
  }
  const number = NUMBER_OF.get(state.node);
  const found = new Set([...neighbours(number, stage.selection)].map(other => ENTITIES[other].id));
  for (const named of ENTITIES[number].named) found.add(ARTICLES[named.article].id);
  for (const q of stage.selection.quotations) if (q.speaker === number || q.about.includes(number)) found.add(q.id);
  return found;
}

// -- keep the picture in step with the state

function refreshStage() {
  stage.selection = select();
  replace(stage.nodes, allNodes());
  replace(stage.edges, allEdges());
}

// Only what differs is handed over: vis-network is slow to take in thousands of nodes.
function replace(dataset, wanted) {
  const known = stage.known.get(dataset) || new Map();
  const now = new Map(wanted.map(item => [item.id, JSON.stringify(item)]));
  stage.known.set(dataset, now);
  dataset.remove([...known.keys()].filter(id => !now.has(id)));
  dataset.update(wanted.filter(item => known.get(item.id) !== now.get(item.id)));
}

function visibleIds() {
  return stage.nodes.get({ filter: node => !node.hidden }).map(node => node.id);
}

// Room around the picture for the controls that lie on it, and for the outermost names.
function margins() {
  return SMALL.matches ? { left: 46, right: 46, top: 56, bottom: 40 } : { left: 84, right: 84, top: 96, bottom: 132 };
}

// The position and zoom that show all of the ids inside the margins.
function fitOf(ids) {
  if (!ids.length) return null;
  const spots = ids.map(id => stage.spots.get(id));
  const [left, right] = [Math.min(...spots.map(spot => spot.x)), Math.max(...spots.map(spot => spot.x))];
  const [top, bottom] = [Math.min(...spots.map(spot => spot.y)), Math.max(...spots.map(spot => spot.y))];
  const box = document.getElementById("canvas").getBoundingClientRect();
  const edge = margins();
  const scale = Math.max(0.04, Math.min(1.5, (box.width - edge.left - edge.right) / (right - left || 1),
    (box.height - edge.top - edge.bottom) / (bottom - top || 1)));
  return { scale, position: {
    x: (left + right) / 2 - (edge.left - edge.right) / 2 / scale,
    y: (top + bottom) / 2 - (edge.top - edge.bottom) / 2 / scale,
  } };
}

function fitStage(ids = visibleIds(), animate = true) {
  const fit = fitOf(ids);
  if (fit) stage.network.moveTo({ ...fit, animation: animate && !stage.calm ? { duration: 350 } : false });
}

function showOnStage(id) {
  const spot = stage.spots.get(id);
  if (!spot) return;
  const at = stage.network.canvasToDOM(spot);
  const box = document.getElementById("canvas").getBoundingClientRect();
  const inside = at.x > 60 && at.y > 60 && at.x < box.width - 60 && at.y < box.height - 60;
  if (inside && stage.network.getScale() > 0.45) return;
  stage.network.focus(id, { scale: Math.max(stage.network.getScale(), 0.8), animation: stage.calm ? false : { duration: 350 } });
}

// -- what is not chosen fades

// A veil over everything, and what is chosen drawn again on top: changing the colour of
// thousands of nodes and edges would take a second.
function fade(context) {
  if (!stage.lit || state.alone) return;
  const { nodes, edges } = stage.network.body;
  const corner = stage.network.DOMtoCanvas({ x: 0, y: 0 });
  const size = 1 / stage.network.getScale();
  context.save();
  context.globalAlpha = 0.84;
  context.fillStyle = stage.colours.paper;
  context.fillRect(corner.x, corner.y, context.canvas.clientWidth * size, context.canvas.clientHeight * size);
  context.restore();
  for (const edge of Object.values(edges)) if (edge.connected && !edge.options.hidden && isLit(edge.fromId, edge.toId)) edge.draw(context);
  for (const id of stage.lit) if (nodes[id] && !nodes[id].options.hidden) nodes[id].draw(context);
}

// -- names

function drawNames(context) {
  const ratio = context.canvas.width / context.canvas.clientWidth;
  const box = { width: context.canvas.clientWidth, height: context.canvas.clientHeight };
  const taken = new Grid();
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const scale = stage.network.getScale();
  const wanted = namesInView(scale, box);
  // A tiny dot may lie under the name of something that matters; a large one may not.
  for (const name of wanted) if (name.reach > 4 || name.chosen) taken.add(name.x - name.reach, name.y - name.reach, name.x + name.reach, name.y + name.reach, name.id);
  const most = stage.lit ? MOST_LABELS : 40 + (MOST_LABELS - 40) * Math.min(1, scale / 0.6);
  let drawn = 0;
  wanted.forEach((name, rank) => {
    if (drawn < most && placeName(context, name, taken, rank, box)) drawn += 1;
  });
  drawCounts(context, scale, taken);
  context.restore();
}

// What may get a name, the most important first.
function namesInView(scale, box) {
  const { said, about } = stage.selection;
  const found = [];
  stage.nodes.forEach(node => {
    if (node.hidden) return;
    const at = stage.network.canvasToDOM(stage.spots.get(node.id));
    if (at.x < -80 || at.y < -40 || at.x > box.width + 80 || at.y > box.height + 40) return;
    const number = NUMBER_OF.get(node.id);
    const weight = number === undefined ? 0 : said[number] + 0.7 * about[number];
    const chosen = node.id === state.node || node.id === stage.hovered;
    const bright = stage.lit ? stage.lit.has(node.id) : true;
    // Seen from afar, only what is quoted or spoken about is worth a name.
    if (!chosen && !stage.lit && number !== undefined && weight < 1 && scale < 0.6) return;
    found.push({ id: node.id, x: at.x, y: at.y, reach: Math.max(node.reach * scale, 2), weight, chosen, bright, number });
  });
  return found.sort((a, b) => b.chosen - a.chosen || b.bright - a.bright || b.weight - a.weight || (a.id < b.id ? -1 : 1));
}

// Beside the node, wherever no other name and no node is; what matters most is named even if it
// must cover a node, as little as can be.
function placeName(context, name, taken, rank, box) {
  const words = nameOf(name);
  if (!words || (!name.bright && !name.chosen)) return false;
  const size = Math.min(11.5 + 1.05 * Math.log2(1 + name.weight), SMALL.matches ? 13 : 16);
  const bold = name.chosen || name.weight >= 3;
  const width = widthOf(context, words, bold) * size;
  const spots = spotsAround(name, width, size).filter(([x]) => x > 2 && x + width < box.width - 2);
  let best = null;
  let least = rank < (SMALL.matches ? ALWAYS_NAMED / 2 : ALWAYS_NAMED) || name.chosen ? 1e6 : 1e-9;
  for (const [x, y] of spots) {
    const cost = taken.cost(x - 3, y - 1, x + width + 3, y + size * 1.2, name.id);
    if (cost < least) [best, least] = [[x, y], cost];
    if (!cost) break;
  }
  if (!best) return false;
  const [x, y] = best;
  taken.add(x - 3, y - 1, x + width + 3, y + size * 1.2, "");
  writeName(context, words, x, y, fontOf(size, bold), name.bright ? stage.colours.ink : stage.colours.faint);
  return true;
}

function spotsAround({ x, y, reach }, width, size) {
  const gap = reach + 3;
  const [up, down, left, right] = [y - gap - size * 1.15, y + gap, x - gap - 2 - width, x + gap + 2];
  const slant = reach * 0.7;
  return [
    [x - width / 2, down], [x - width / 2, up], [right, y - size * 0.55], [left, y - size * 0.55],
    [x + slant, y + slant], [x + slant, y - slant - size], [x - slant - width, y + slant], [x - slant - width, y - slant - size],
  ];
}

function nameOf(name) {
  if (name.number !== undefined) return shorten(ENTITIES[name.number].name, name.chosen ? 60 : 30);
  if (!name.chosen && stage.network.getScale() < 1.1) return "";
  if (QUOTATION_OF.has(name.id)) return name.chosen ? shorten(QUOTATION_OF.get(name.id).text, 60) : "";
  const article = ARTICLES[ARTICLE_OF.get(name.id)];
  return article ? shorten(article.title, name.chosen ? 70 : 34) : "";
}

function shorten(words, most) {
  return words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words;
}

function fontOf(size, bold) {
  return `${bold ? 650 : 450} ${size.toFixed(1)}px ${LABEL_FONT}`;
}

// Width at one pixel of font size; measuring is slow, so once for each name.
function widthOf(context, words, bold) {
  const key = (bold ? "b" : "n") + words;
  if (!stage.widths.has(key)) {
    context.font = fontOf(100, bold);
    stage.widths.set(key, context.measureText(words).width / 100);
  }
  return stage.widths.get(key);
}

function writeName(context, words, x, y, font, colour) {
  context.font = font;
  context.textAlign = "left";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = stage.colours.paper;
  context.strokeText(words, x, y);
  context.fillStyle = colour;
  context.fillText(words, x, y);
}

// How many quotations an arrow stands for: on the chosen arrows, and on all when zoomed in.
function drawCounts(context, scale, taken) {
  const chosen = Boolean(state.node || state.pair);
  if (!chosen && scale < 0.7) return;
  context.textAlign = "center";
  context.textBaseline = "middle";
  stage.edges.forEach(edge => {
    if (edge.hidden || edge.count < 2 || (chosen && !isLit(edge.from, edge.to))) return;
    const [from, to] = [edge.from, edge.to].map(id => stage.network.canvasToDOM(stage.spots.get(id)));
    const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
    if (taken.cost(x - 9, y - 8, x + 9, y + 8, "")) return;
    taken.add(x - 9, y - 8, x + 9, y + 8, "");
    context.beginPath();
    context.roundRect(x - 9, y - 8, 18, 16, 8);
    context.fillStyle = chosen ? stage.colours.accent : stage.colours.paper;
    context.fill();
    context.font = fontOf(10.5, true);
    context.fillStyle = chosen ? stage.colours.paper : stage.colours.ink;
    context.fillText(String(edge.count), x, y + 0.5);
  });
}

// Boxes on the screen, found again by the cells they touch.
class Grid {
  constructor() { this.cells = new Map(); }

  * cellsOf(left, top, right, bottom) {
    for (let x = Math.floor(left / 64); x <= Math.floor(right / 64); x += 1)
      for (let y = Math.floor(top / 64); y <= Math.floor(bottom / 64); y += 1) yield `${x},${y}`;
  }

  add(left, top, right, bottom, owner) {
    const box = { left, top, right, bottom, owner };
    for (const cell of this.cellsOf(left, top, right, bottom)) {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push(box);
    }
  }

  // What a box would cover: nothing 0, nodes their area, a name far more than any node.
  cost(left, top, right, bottom, owner) {
    const met = new Set();
    for (const cell of this.cellsOf(left, top, right, bottom))
      for (const box of this.cells.get(cell) || [])
        if (box.left < right && box.right > left && box.top < bottom && box.bottom > top && (!owner || box.owner !== owner)) met.add(box);
    let sum = 0;
    for (const box of met) sum += box.owner ? (box.right - box.left) * (box.bottom - box.top) : 1e7;
    return sum;
  }
}

// -- a picture to keep

function savePicture() {
  const drawn = document.querySelector("#canvas canvas");
  const copy = document.createElement("canvas");
  copy.width = drawn.width;
  copy.height = drawn.height;
  const context = copy.getContext("2d");
  context.fillStyle = stage.colours.paper;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(drawn, 0, 0);
  copy.toBlob(blob => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "graph.png";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
}
