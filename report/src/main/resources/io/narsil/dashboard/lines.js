// Charts of several runs: each has a colour and a pattern of its own.
import { brief, percent } from './dom.js';
import { axes, chart, draw, edges, finer, logTicks, plain, point, range, scaleX, scaleY, ticks } from './charts.js';

const kind = i => 'run-line c' + i % 5 + ' s' + i % 5;

export const runLegend = names => {
  const all = document.createElement('div');
  all.className = 'legend';
  names.forEach((name, i) => {
    const item = document.createElement('span');
    const svg = draw('svg', { viewBox: '0 0 30 12', 'aria-hidden': 'true', class: 'line' });
    draw('path', { class: kind(i), d: 'M1 6H29' }, svg);
    item.append(svg, name);
    all.append(item);
  });
  return all;
};

// A stairway: a value holds until the next one.
const stairs = (points, x, y, end, up) => points.map(([a, b], i) => {
  const to = x(a).toFixed(1), at = y(b).toFixed(1);
  return i === 0 ? `M${to} ${at}` : up ? `H${to}V${at}` : `L${to} ${at}`;
}).join('') + (points.length ? 'H' + x(end).toFixed(1) : '');

// Best score so far against what was spent. Runs {name, points: [spent, score], end}.
export const spentChart = (runs, xText, scoreText) => {
  const known = runs.filter(r => r.points.length);
  const svg = chart(`best ${scoreText} so far against ${xText}: ` + runs.map(r => r.points.length ? `${r.name} ${percent(r.points[r.points.length - 1][1])} after ${r.end.toLocaleString('en')}` : `${r.name} none`).join('; '));
  const [y0, y1] = range(known.flatMap(r => r.points.map(p => p[1])), 0.01), most = Math.max(...known.map(r => r.end), 1);
  const x = scaleX(0, most), y = scaleY(y0, y1), ys = ticks(y0, y1, 5);
  axes(svg, x, y, ticks(0, most, 6).filter(Number.isInteger), ys, xText, `best ${scoreText}, %`, plain, finer(ys));
  runs.forEach((r, i) => {
    if (r.points.length) draw('title', {}, draw('path', { class: kind(i), d: stairs(r.points, x, y, r.end, true) }, svg), r.name);
  });
  return svg;
};

// The front of each run {name, points: [macs, score, trial, kind]}.
export const frontsChart = (runs, scoreText) => {
  const all = runs.flatMap(r => r.points);
  const svg = chart(`${scoreText} against multiply-adds, the best of each run: ` + runs.map(r => r.points.length ? `${r.name} ${r.points.map(p => `${percent(p[1], 1)} at ${brief(p[0])}`).filter((t, i, list) => i === 0 || i === list.length - 1).join(' to ')}` : `${r.name} none`).join('; '));
  const log = v => Math.log10(Math.max(1, v)), [x0, x1] = range(all.map(p => log(p[0])), 0.1), [y0, y1] = range(all.map(p => p[1]), 0.01);
  const scale = scaleX(x0, x1), x = v => scale(log(v)), y = scaleY(y0, y1), ys = ticks(y0, y1, 5);
  axes(svg, x, y, x1 - x0 < 0.7 ? ticks(10 ** x0, 10 ** x1, 5) : logTicks(10 ** x0, 10 ** x1), ys, 'multiply-adds', scoreText + ', %', plain, finer(ys));
  runs.forEach((r, i) => {
    if (!r.points.length) return;
    draw('path', { class: kind(i), d: stairs(r.points, x, y, 10 ** x1, true).replace(/H[0-9.]+$/, `H${edges().right}`) }, svg);
    r.points.forEach(([macs, score, trial, of]) => {
      const p = point(of, x(macs), y(score), 4);
      p.setAttribute('class', 'run-dot c' + i % 5);
      draw('title', {}, p, `${r.name}, trial ${trial}, ${of}: ${percent(score)}, ${brief(macs)} multiply-adds`);
      svg.append(p);
    });
  });
  return svg;
};
