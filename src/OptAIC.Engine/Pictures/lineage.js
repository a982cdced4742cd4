'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const $ = id => document.getElementById(id);
const [canvas, view, tip, details, list, map] = ['canvas', 'view', 'tip', 'details', 'list', 'map'].map($);
const flows = [...$('flows').children], links = [...$('links').children];
const up = data.nodes.map(() => []), down = data.nodes.map(() => []);
data.links.forEach((link, n) => { up[link.to].push(n); down[link.from].push(n); });
const urgency = ['error', 'stale', 'stale_source_delayed', 'running', 'not_initialized', 'ready'];
const area = { w: Math.max(1, ...data.nodes.map(n => n.x + data.width)), h: Math.max(1, ...data.nodes.map(n => n.y + data.height)) };
const statuses = new Set();
let at = { x: 0, y: 0, k: 1 }, chosen = null;

function make(tag, text, name) {
  const element = document.createElement(tag);
  if (text) { element.textContent = text; }
  if (name) { element.className = name; }
  return element;
}
function sign(node) { return make('i', node.sign, node.flow.status); }

// The view: what is at (x, y) of the picture stands at the upper left corner, k times as large.
canvas.removeAttribute('viewBox');
function move(x, y, k) {
  at = { x, y, k };
  view.setAttribute('transform', `scale(${k}) translate(${-x} ${-y})`);
  canvas.classList.toggle('far', k < 0.62);
  const frame = map.lastElementChild;
  if (frame) {
    Object.entries({ x, y, width: canvas.clientWidth / k, height: canvas.clientHeight / k }).forEach(([name, value]) => frame.setAttribute(name, value));
    map.toggleAttribute('hidden', chosen !== null || (x <= 0 && y <= 0 && x + canvas.clientWidth / k >= area.w && y + canvas.clientHeight / k >= area.h));
  }
}
function zoom(factor, px, py) {
  const k = Math.min(3, Math.max(0.03, at.k * factor));
  move(at.x + px / at.k - px / k, at.y + py / at.k - py / k, k);
}
function centre(x, y, k) { move(x - canvas.clientWidth / k / 2, y - canvas.clientHeight / k / 2, k); }
const margin = 28, legible = 0.45;
function scale() { return [(canvas.clientWidth - 2 * margin) / area.w, (canvas.clientHeight - 2 * margin) / area.h]; }
function fit() { centre(area.w / 2, area.h / 2, Math.max(0.03, Math.min(1.25, ...scale()))); }
// A long chain that would shrink to a thread begins at its sources, so that names can be read; the map shows the rest.
function begin() {
  const [wide, high] = scale();
  if (wide < legible && high >= legible) { move(-margin / legible, area.h / 2 - canvas.clientHeight / legible / 2, legible); } else { fit(); }
}
canvas.addEventListener('wheel', e => {
  e.preventDefault();
  zoom(Math.exp(-e.deltaY * (e.deltaMode ? 0.05 : 0.0016)), e.offsetX, e.offsetY);
}, { passive: false });

// A drag moves the picture; a press that does not move chooses.
let drag = null;
canvas.addEventListener('pointerdown', e => { drag = { x: e.clientX, y: e.clientY, from: at, moved: false }; });
addEventListener('pointermove', e => {
  if (drag) {
    const dx = e.clientX - drag.x, dy = e.clientY - drag.y;
    if (Math.hypot(dx, dy) > 4) { drag.moved = true; canvas.classList.add('drag'); tip.hidden = true; }
    if (drag.moved) { move(drag.from.x - dx / at.k, drag.from.y - dy / at.k, at.k); }
  }
});
addEventListener('pointerup', e => {
  if (drag && !drag.moved) {
    const node = e.target.closest && e.target.closest('.n');
    choose(node ? Number(node.dataset.n) : null);
  }
  drag = null;
  canvas.classList.remove('drag');
});

// What is lit: everything up and down from a flow, or what the search and the legend leave.
function reach(start, edges, end, nodes, lit) {
  const waiting = [start];
  while (waiting.length) {
    edges[waiting.pop()].forEach(n => {
      lit.add(n);
      if (!nodes.has(data.links[n][end])) { nodes.add(data.links[n][end]); waiting.push(data.links[n][end]); }
    });
  }
}
function light(nodes, lit) {
  canvas.classList.toggle('some', nodes !== null);
  flows.forEach((f, n) => f.classList.toggle('on', nodes !== null ? nodes.has(n) : false));
  links.forEach((l, n) => l.classList.toggle('on', nodes !== null ? lit.has(n) : false));
}
function lightAround(n) {
  const above = new Set([n]), below = new Set([n]), lit = new Set();
  reach(n, up, 'from', above, lit);
  reach(n, down, 'to', below, lit);
  light(above.union ? above.union(below) : new Set([...above, ...below]), lit);
}
function found() {
  const text = $('find').value.trim().toLowerCase();
  const nodes = data.nodes.map((node, n) => n).filter(n => {
    const node = data.nodes[n];
    return (statuses.size === 0 || statuses.has(node.flow.status)) && (text === '' || `${node.name} ${node.flow.status}`.toLowerCase().includes(text));
  });
  return { nodes, all: text === '' && statuses.size === 0 };
}
function relight() {
  const { nodes, all } = found();
  if (chosen !== null) { lightAround(chosen); } else if (all) { light(null); } else { light(new Set(nodes), new Set()); }
}

function fill() {
  const { nodes } = found();
  nodes.sort((a, b) => urgency.indexOf(data.nodes[a].flow.status) - urgency.indexOf(data.nodes[b].flow.status) || a - b);
  list.replaceChildren(...nodes.map(n => {
    const node = data.nodes[n], item = make('li', '', node.flow.status), button = make('button');
    const text = make('span', node.flow.instance);
    text.append(make('em', `.${node.flow.flow}`));
    button.type = 'button';
    button.title = node.name;
    button.append(sign(node), text);
    button.addEventListener('click', () => choose(n, true));
    item.dataset.n = n;
    item.classList.toggle('at', n === chosen);
    item.append(button);
    return item;
  }));
  relight();
  return nodes;
}

function reasons(of) {
  const items = make('ul');
  of.forEach(reason => {
    const item = make('li');
    item.append(make('code', reason.code), ` ${reason.detail}`);
    item.append(make('em', ` (${reason.flow})`));
    if (reason.cause) { item.append(reasons([reason.cause])); }
    items.append(item);
  });
  return items;
}
function neighbours(title, edges, end) {
  if (edges.length === 0) { return []; }
  const items = edges.map(n => {
    const other = data.links[n][end], button = make('button', '', 'go');
    button.type = 'button';
    button.append(sign(data.nodes[other]), make('span', data.nodes[other].name), make('em', data.links[n].label));
    button.addEventListener('click', () => choose(other, true));
    return button;
  });
  return [make('h3', `${title} (${edges.length})`), ...items];
}
function describe(n) {
  const node = data.nodes[n], flow = node.flow, facts = make('dl'), title = make('h2');
  title.append(sign(node), make('span', node.name));
  [
    ['status', flow.status],
    ['data until', flow.last_data_date],
    ['data version', flow.data_version && flow.data_version.slice(0, 19)],
    ['last run', flow.last_run],
    ['ended', flow.last_run_at],
    ['running', flow.active_run],
  ].filter(f => f[1]).forEach(f => facts.append(make('dt', f[0]), make('dd', f[1])));
  const close = make('button', '×', 'close');
  close.title = 'Close (Esc)';
  close.addEventListener('click', () => choose(null));
  details.replaceChildren(close, title, facts);
  if (flow.reasons.length) { details.append(make('h3', 'Why'), reasons(flow.reasons)); }
  details.append(...neighbours('Upstream', up[n], 'from'), ...neighbours('Downstream', down[n], 'to'));
}
function choose(n, go) {
  if (chosen !== null) { flows[chosen].classList.remove('at'); }
  chosen = n;
  details.hidden = n === null;
  tip.hidden = true;
  list.querySelectorAll('li').forEach(li => li.classList.toggle('at', Number(li.dataset.n) === n));
  relight();
  if (n !== null) {
    flows[n].classList.add('at');
    describe(n);
    const node = data.nodes[n];
    if (go) { centre(node.x + data.width / 2, node.y + data.height / 2, Math.max(0.85, Math.min(at.k, 1.25))); }
    const item = list.querySelector('li.at');
    if (item) { item.scrollIntoView({ block: 'nearest' }); }
    history.replaceState(null, '', `#${encodeURIComponent(node.name)}`);
  } else if (location.hash) {
    history.replaceState(null, '', location.pathname);
  }
  move(at.x, at.y, at.k);
}

flows.forEach((element, n) => {
  element.addEventListener('pointerenter', e => {
    if (drag) { return; }
    if (chosen === null) { lightAround(n); }
    const node = data.nodes[n], first = node.flow.reasons[0];
    tip.replaceChildren(make('strong', node.name), make('p', [node.flow.status, node.flow.last_data_date && `data until ${node.flow.last_data_date}`, node.flow.last_run_at && `run ended ${node.flow.last_run_at}`].filter(Boolean).join(' · ')));
    if (first) { tip.append(make('p', `${first.code}: ${first.detail}`)); }
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    tip.style.left = `${Math.min(e.clientX + 16, innerWidth - box.width - 8)}px`;
    tip.style.top = `${e.clientY + 20 + box.height > innerHeight ? e.clientY - box.height - 14 : e.clientY + 20}px`;
  });
  element.addEventListener('pointerleave', () => { tip.hidden = true; if (chosen === null) { relight(); } });
  element.addEventListener('keydown', e => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); choose(n); } });
});

let next = 0;
$('find').addEventListener('input', () => { next = 0; if (chosen !== null) { choose(null); } fill(); });
$('find').addEventListener('keydown', e => {
  const nodes = e.key === 'Enter' ? [...list.children].map(li => Number(li.dataset.n)) : [];
  if (nodes.length) { choose(nodes[next++ % nodes.length], true); }
});
$('legend').addEventListener('click', e => {
  const chip = e.target.closest('.chip');
  if (chip) {
    const status = chip.dataset.status, on = !statuses.has(status);
    if (on) { statuses.add(status); } else { statuses.delete(status); }
    chip.setAttribute('aria-pressed', on);
    if (chosen !== null) { choose(null); }
    fill();
  }
});
function middle(factor) { zoom(factor, canvas.clientWidth / 2, canvas.clientHeight / 2); }
function theme() {
  const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'light' : 'dark';
}
$('closer').addEventListener('click', () => middle(1.4));
$('further').addEventListener('click', () => middle(1 / 1.4));
$('fit').addEventListener('click', fit);
$('theme').addEventListener('click', theme);
addEventListener('keydown', e => {
  if (e.key === 'Escape') { $('find').value = ''; choose(null); fill(); canvas.focus(); return; }
  if (e.target.tagName === 'INPUT' || e.ctrlKey || e.metaKey || e.altKey) { return; }
  const does = { '/': () => $('find').focus(), f: fit, '+': () => middle(1.4), '-': () => middle(1 / 1.4), d: theme }[e.key];
  if (does) { e.preventDefault(); does(); }
});

// The map shows where one is, when not everything is in sight.
function drawMap() {
  const k = Math.min(210 / area.w, 150 / area.h), svg = name => document.createElementNS(canvas.namespaceURI, name);
  map.setAttribute('width', Math.max(30, area.w * k));
  map.setAttribute('height', Math.max(20, area.h * k));
  map.setAttribute('viewBox', `0 0 ${area.w} ${area.h}`);
  const rect = (of, name) => {
    const element = svg('rect');
    Object.entries(of).forEach(([key, value]) => element.setAttribute(key, value));
    element.setAttribute('class', name);
    return element;
  };
  map.replaceChildren(...data.nodes.map(n => rect({ x: n.x, y: n.y, width: data.width, height: data.height }, n.flow.status)), rect({}, 'frame'));
  const jump = e => { if (e.buttons) { const box = map.getBoundingClientRect(); centre((e.clientX - box.x) / k, (e.clientY - box.y) / k, at.k); } };
  map.addEventListener('pointerdown', jump);
  map.addEventListener('pointermove', jump);
}
drawMap();
fill();
begin();
addEventListener('resize', () => move(at.x, at.y, at.k));
const named = data.nodes.findIndex(n => n.name === decodeURIComponent(location.hash.slice(1)));
if (named >= 0) { choose(named, true); }
