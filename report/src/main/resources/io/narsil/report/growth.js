'use strict';
// The front of score against a cost, and beneath it how its hypervolume grew: for the page of a run and for report.html. Of the dashboard
// it is a module and of the report a part of its script, so it exports nothing and stands at globalThis. Everything from a run is text.
(() => {
  const HEIGHT = 260, LEFT = 46, RIGHT = 14, TOP = 26, BOTTOM = 36;
  const { brief, choice, draw, element, percent } = globalThis.pieces;
  const plain = n => brief(n).replace(/\.?0+(?=[kMG])/, '');
  const words = cost => cost.key === 'latency' ? 'milliseconds' : cost.words;
  // Latencies are whole nanoseconds.
  const amount = (cost, n) => cost.key === 'latency' ? String(Number((n / 1e6).toPrecision(3))) : brief(n);
  const mark = (cost, n) => cost.key === 'latency' ? String(n / 1e6) : plain(n);

  const room = (values, least) => {
    const low = Math.min(...values), high = Math.max(...values), more = Math.max(least, 0.06 * (high - low));
    return [low - more, high + more];
  };
  // Round numbers from low to high, at most so many.
  const steps = (low, high, most) => {
    let power = 1e-4;
    while ((high - low) / (5 * power) > most) power *= 10;
    const step = [1, 2, 5].map(m => m * power).find(s => (high - low) / s <= most);
    const all = [];
    for (let i = Math.ceil(low / step); i * step <= high; i++) all.push(Number((i * step).toPrecision(10)));
    return all;
  };
  const logSteps = (low, high) => {
    const all = [];
    for (let p = Math.floor(low); p <= high; p++) [1, 2, 5].forEach(m => all.push(m * 10 ** p));
    const inside = all.filter(v => Math.log10(v) >= low && Math.log10(v) <= high);
    return inside.length > 1 ? inside : steps(10 ** low, 10 ** high, 4);
  };

  // Axes of a chart: x and y give places; marks are {value: text}.
  const frame = (label, width, x, y, xs, ys, xText, yText) => {
    const svg = draw('svg', { viewBox: `0 0 ${width} ${HEIGHT}`, class: 'growth-chart', role: 'img', 'aria-label': label });
    ys.forEach(([v, text]) => {
      draw('line', { class: 'growth-grid', x1: LEFT, x2: width - RIGHT, y1: y(v), y2: y(v) }, svg);
      draw('text', { x: LEFT - 5, y: y(v) + 4, 'text-anchor': 'end' }, svg, text);
    });
    xs.forEach(([v, text]) => draw('text', { x: Math.min(x(v), width - RIGHT - 8), y: HEIGHT - BOTTOM + 16, 'text-anchor': 'middle' }, svg, text));
    draw('text', { x: (LEFT + width - RIGHT) / 2, y: HEIGHT - 5, 'text-anchor': 'middle' }, svg, xText);
    draw('text', { x: 4, y: 12 }, svg, yText);
    return svg;
  };
  const upright = (low, high) => v => HEIGHT - BOTTOM - (v - low) / (high - low) * (HEIGHT - TOP - BOTTOM);
  const along = (low, high, width) => v => LEFT + (v - low) / (high - low) * (width - LEFT - RIGHT);
  const shares = (low, high) => {
    const all = steps(low, high, 5), digits = all.length > 1 && all[1] - all[0] < 0.0099 ? (all[1] - all[0] < 0.00099 ? 2 : 1) : 0;
    return all.map(v => [v, (100 * v).toFixed(digits)]);
  };

  const frontChart = (cost, what, width) => {
    const log = v => Math.log10(Math.max(1, v)), all = cost.front;
    const [x0, x1] = room([...all.map(p => log(p[2])), ...(cost.limited ? [log(cost.reference)] : [])], 0.05), [low, high] = room(all.map(p => p[3]), 0.005);
    const place = along(x0, x1, width), x = v => place(log(v)), y = upright(low, high), ends = [all[0], all[all.length - 1]];
    const svg = frame(`${what} against ${words(cost)}: the front of ${all.length} trials, from ${percent(ends[0][3])} at ${amount(cost, ends[0][2])} to ${percent(ends[1][3])} at ${amount(cost, ends[1][2])}`,
      width, x, y, logSteps(x0, x1).map(v => [v, mark(cost, v)]), shares(low, high), words(cost), what + ', %');
    let path = '';
    all.forEach((p, i) => { path += i === 0 ? `M${x(p[2])} ${y(p[3])}` : `H${x(p[2])}V${y(p[3])}`; });
    draw('path', { class: 'growth-line', d: path + `H${width - RIGHT}` }, svg);
    all.forEach(([trial, kind, n, score]) => {
      const place = { class: 'growth-dot ' + (kind === 'finalist' ? 'growth-finalist' : '') };
      const dot = kind === 'finalist' ? draw('rect', { ...place, x: x(n) - 4.5, y: y(score) - 4.5, width: 9, height: 9 }, svg) : draw('circle', { ...place, cx: x(n), cy: y(score), r: 4.5 }, svg);
      draw('title', {}, dot, `trial ${trial}, ${kind}: ${percent(score)}, ${amount(cost, n)} ${words(cost)}`);
    });
    if (cost.limited) draw('line', { class: 'growth-limit', x1: x(cost.reference), x2: x(cost.reference), y1: TOP, y2: HEIGHT - BOTTOM }, svg);
    return svg;
  };

  // What an axis counts: seconds in the unit that a person would say.
  const UNITS = [['seconds', 1], ['minutes', 60], ['hours', 3600], ['days', 86400]];
  const spent = {
    trials: cost => ({ points: cost.steps.map(s => [s[0], s[2]]), unit: 'trials', each: 1 }),
    epochs: cost => ({ points: cost.steps.map(s => [s[1], s[2]]), unit: 'epochs', each: 1 }),
    seconds: (cost, end) => {
      const [unit, each] = UNITS.filter(([, s]) => end >= 2 * s).pop() ?? UNITS[0];
      return { points: cost.clock.map(([s, v]) => [s / each, v]), unit, each };
    },
  };
  const growthChart = (cost, by, whole, width) => {
    const { points, unit, each } = spent[by](cost, whole), end = whole / each, most = by === 'seconds' ? end : Math.max(1, end);
    const [low, high] = room(points.map(p => p[1]), 0.005), x = along(0, most, width), y = upright(low, high);
    const svg = frame(`hypervolume by ${unit}: ${percent(points[points.length - 1][1])} after ${Number(end.toFixed(1)).toLocaleString('en')}`, width, x, y,
      steps(0, most, 6).filter(v => by === 'seconds' || Number.isInteger(v)).map(v => [v, plain(v)]), shares(low, high), unit, 'hypervolume, %');
    let path = '';
    points.forEach(([n, v], i) => { path += i === 0 ? `M${x(n).toFixed(1)} ${y(v).toFixed(1)}` : `H${x(n).toFixed(1)}V${y(v).toFixed(1)}`; });
    draw('path', { class: 'growth-line', d: path + `H${x(end).toFixed(1)}` }, svg);
    return svg;
  };

  const said = (cost, what) => {
    const last = cost.steps[cost.steps.length - 1], reference = `${amount(cost, cost.reference)} ${words(cost)}`;
    return (last ? `The hypervolume is ${percent(last[2])}` : 'The hypervolume is 0')
      + `: the mean, over all limits from none to ${reference}, of the best ${what} within the limit (reference point: ${what} 0 and ${reference}, ${cost.limited ? 'the largest limit of a budget' : 'the dearest trial, since no budget limits them'}).`
      + ' Without what is made by hand; finalists, which are squares, are trained for more epochs, so that it may rise for that alone.';
  };

  // A log may not tell the times at which all trials were over.
  const clocked = data => typeof data.seconds === 'number';
  const choices = data => [clocked(data), ...data.costs.map(c => c.key)].join();

  // A place that is drawn anew with each update(values {trials, epochs, seconds, costs}, name of the score), and keeps what was chosen.
  const make = () => {
    const place = element('div', undefined, 'growth');
    let data = null, what = 'score', known = '', costs = null, by = null, charts = null, note = null, width = 0;
    const across = () => Math.max(280, Math.min(560, charts.clientWidth || 560, document.documentElement.clientWidth - 24));
    const show = () => {
      const cost = data.costs.find(c => c.key === costs.select.value) ?? data.costs[0];
      width = across();
      note.textContent = said(cost, what);
      charts.replaceChildren(frontChart(cost, what, width), ...(cost.steps.length ? [growthChart(cost, by.select.value, data[by.select.value], width)] : []));
    };
    const begin = () => {
      const tools = element('div', undefined, 'tools');
      const chosen = [costs?.select.value, by?.select.value];
      costs = choice('cost', data.costs.map(c => [c.key, words(c)]), show);
      by = choice('hypervolume by', [['trials', 'trials'], ['epochs', 'epochs'], ...(clocked(data) ? [['seconds', 'time']] : [])], show);
      // What was chosen stays, where it is still there.
      [costs, by].forEach(({ select }, i) => { if ([...select.options].some(o => o.value === chosen[i])) select.value = chosen[i]; });
      charts = element('div', undefined, 'growth-charts');
      note = element('p', '', 'note');
      tools.append(costs.whole, by.whole);
      place.replaceChildren(tools, charts, note);
      // In the next frame: a picture that is drawn anew while sizes are told changes them once more, of which the browser complains.
      new ResizeObserver(() => requestAnimationFrame(() => { if (across() !== width) show(); })).observe(charts);
    };
    const update = (values, name) => {
      const now = JSON.stringify([values, name]);
      if (now === known || values.costs.length === 0) return;
      const anew = data === null || choices(data) !== choices(values);
      [known, data, what] = [now, values, name];
      if (anew) begin();
      show();
    };
    return { place, update };
  };

  globalThis.frontGrowth = { make };
})();
