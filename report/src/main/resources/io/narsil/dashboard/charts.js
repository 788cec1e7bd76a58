// Charts as SVG: points of score against cost, curves by epoch, predicted against measured.
import { brief, kindText, percent } from './dom.js';

const SVG = 'http://www.w3.org/2000/svg';
const H = 320, LEFT = 52, RIGHT = 14, TOP = 12, BOTTOM = 40;
// As wide as the page is, so that a phone's letters are as large as a screen's.
let W = 560;

const draw = (name, values, parent, text) => {
  const e = document.createElementNS(SVG, name);
  Object.entries(values).forEach(([key, value]) => e.setAttribute(key, value));
  if (text !== undefined) e.textContent = text;
  parent?.append(e);
  return e;
};

const chart = label => {
  W = Math.max(300, Math.min(560, document.getElementById('page').clientWidth - 24));
  const svg = draw('svg', { viewBox: `0 0 ${W} ${H}`, class: 'chart', role: 'img', 'aria-label': label });
  return svg;
};

// Round numbers from low to high, about so many.
const ticks = (low, high, count) => {
  const raw = (high - low) / count || 1, power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map(m => m * power).find(s => s >= raw);
  const all = [];
  for (let v = Math.ceil(low / step) * step; v <= high + step / 1e6; v += step) all.push(Number(v.toPrecision(12)));
  return all;
};

// Of an axis with logarithms: 1, 2 and 5 times powers of ten.
const logTicks = (low, high) => {
  const all = [];
  for (let p = Math.floor(Math.log10(low)); p <= Math.ceil(Math.log10(high)); p++) [1, 2, 5].forEach(m => all.push(m * 10 ** p));
  return all.filter(v => v >= low && v <= high);
};

const range = (values, margin) => {
  let low = Math.min(...values), high = Math.max(...values);
  if (low === high) { low -= margin; high += margin; }
  return [low - (high - low) * 0.04, high + (high - low) * 0.04];
};

const axes = (svg, x, y, xs, ys, xText, yText, xMark, yMark) => {
  ys.forEach(v => {
    draw('line', { class: 'grid', x1: LEFT, x2: W - RIGHT, y1: y(v), y2: y(v) }, svg);
    draw('text', { x: LEFT - 6, y: y(v) + 4, 'text-anchor': 'end' }, svg, yMark(v));
  });
  xs.forEach(v => draw('text', { x: x(v), y: H - BOTTOM + 16, 'text-anchor': 'middle' }, svg, xMark(v)));
  draw('text', { x: (LEFT + W - RIGHT) / 2, y: H - 6, 'text-anchor': 'middle' }, svg, xText);
  draw('text', { x: LEFT, y: TOP - 1, 'text-anchor': 'start' }, svg, yText);
};

const scaleX = (low, high) => v => LEFT + (v - low) / (high - low) * (W - LEFT - RIGHT);
const scaleY = (low, high) => v => H - BOTTOM - (v - low) / (high - low) * (H - TOP - BOTTOM - 8);
const share = v => (100 * v).toFixed(v > 0.999 || v < 0.0995 ? 1 : 0);
const finer = values => values.length > 1 && values[1] - values[0] < 0.01 ? v => (100 * v).toFixed(1) : share;
const plain = n => brief(n).replace(/\.?0+(?=[kMG])/, '');

// A point has the form of its kind as well as its colour.
const point = (kind, x, y, size) => {
  const name = { hand: 'by-hand' }[kind] ?? kind;
  if (kind === 'hand') return draw('path', { class: 'dot ' + name, d: `M${x} ${y - size - 1}L${x + size} ${y + size}L${x - size} ${y + size}Z` });
  if (kind === 'finalist') return draw('rect', { class: 'dot ' + name, x: x - size, y: y - size, width: 2 * size, height: 2 * size });
  return draw('circle', { class: 'dot round', cx: x, cy: y, r: size });
};

const dot = (svg, t, x, y, chosen, choose) => {
  const p = point(t.kind, x, y, t.trial === chosen ? 6 : t.kind === 'round' ? 3.5 : 4.5);
  if (t.trial === chosen) p.classList.add('marked');
  draw('title', {}, p, `trial ${t.trial}, ${kindText(t.kind)}, ${t.budget}: ${percent(t.score)}, ${brief(t.macs)} multiply-adds`);
  p.addEventListener('click', () => choose(t.trial));
  svg.append(p);
};

// The chosen one lies above the others.
const ordered = (points, chosen) => [...points].sort((a, b) => (a.trial === chosen) - (b.trial === chosen));

export const legend = points => {
  const all = document.createElement('div');
  all.className = 'legend';
  ['round', 'finalist', 'hand'].filter(kind => points.some(t => t.kind === kind)).forEach(kind => {
    const item = document.createElement('span');
    const svg = draw('svg', { viewBox: '0 0 12 12', 'aria-hidden': 'true' });
    svg.append(point(kind, 6, 6, 4.5));
    item.append(svg, kindText(kind));
    all.append(item);
  });
  return all;
};

export const costChart = (points, chosen, choose, scoreText) => {
  const svg = chart(`${scoreText} against multiply-adds of ${points.length} trials`);
  const macs = points.map(t => Math.log10(Math.max(1, t.macs)));
  const [x0, x1] = range(macs, 0.1), [y0, y1] = range(points.map(t => t.score), 0.01);
  const x = scaleX(x0, x1), y = scaleY(y0, y1), log = v => x(Math.log10(Math.max(1, v)));
  const ys = ticks(y0, y1, 5);
  axes(svg, log, y, logTicks(10 ** x0, 10 ** x1), ys, 'multiply-adds', scoreText + ', %', plain, finer(ys));
  ordered(points, chosen).forEach(t => dot(svg, t, log(t.macs), y(t.score), chosen, choose));
  return svg;
};

export const predictedChart = (points, chosen, choose, scoreText) => {
  const svg = chart(`predicted against measured ${scoreText} of ${points.length} trials`);
  const both = points.flatMap(t => [t.score, t.predicted]);
  const [low, high] = range(both, 0.01);
  const x = scaleX(low, high), y = scaleY(low, high), marks = ticks(low, high, 5);
  axes(svg, x, y, marks, marks, 'predicted, %', 'measured ' + scoreText + ', %', finer(marks), finer(marks));
  draw('line', { class: 'diagonal', x1: x(low), y1: y(low), x2: x(high), y2: y(high) }, svg);
  const inside = v => Math.min(W - RIGHT, Math.max(LEFT, v));
  ordered(points, chosen).forEach(t => {
    if (points.length <= 200) draw('line', { class: 'spread', x1: inside(x(t.predicted - t.deviation)), x2: inside(x(t.predicted + t.deviation)), y1: y(t.score), y2: y(t.score) }, svg);
    dot(svg, t, x(t.predicted), y(t.score), chosen, choose);
  });
  return svg;
};

// Curves {name, values} by epoch; a value that is not known is null.
export const curvesChart = (curves, label, unit = 'share') => {
  const svg = chart(`${label} by epoch of ${curves.map(c => c.name).join(', ')}`);
  const known = curves.flatMap(c => c.values.filter(v => v !== null));
  const most = Math.max(...curves.map(c => c.values.length));
  const [y0, y1] = range(known, unit === 'share' ? 0.01 : 0.1);
  const x = scaleX(1, Math.max(2, most)), y = scaleY(y0, y1), ys = ticks(y0, y1, 5);
  const xs = ticks(1, Math.max(2, most), 6).filter(Number.isInteger);
  axes(svg, x, y, xs.includes(1) ? xs : [1, ...xs], ys, 'epoch', label + (unit === 'share' ? ', %' : ''), String, unit === 'share' ? finer(ys) : v => String(v));
  curves.forEach((c, i) => {
    let path = '', last = null;
    c.values.forEach((v, e) => {
      if (v === null) { last = null; return; }
      path += (last === null ? 'M' : 'L') + x(e + 1).toFixed(1) + ' ' + y(v).toFixed(1);
      last = v;
    });
    draw('path', { class: 'curve c' + i % 5, d: path }, svg);
    c.values.forEach((v, e) => { if (v !== null && c.values.length <= 30) draw('circle', { class: 'curve c' + i % 5, cx: x(e + 1), cy: y(v), r: 2 }, svg); });
    draw('text', { class: 'c' + i % 5, x: W - RIGHT, y: H - BOTTOM - 8 - 15 * (curves.length - 1 - i), 'text-anchor': 'end' }, svg, c.name);
  });
  return svg;
};

// For other charts on the same axes.
export { axes, chart, draw, finer, logTicks, plain, point, range, scaleX, scaleY, ticks };
export const edges = () => ({ left: LEFT, right: W - RIGHT, top: TOP, bottom: H - BOTTOM });
