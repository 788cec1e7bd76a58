'use strict';
// Who climbed the rungs of a search: for the page of a run and for report.html. Of the dashboard it is a module and of the report a part
// of its script, so it exports nothing and stands at globalThis. Everything from a run is text, never HTML.
(() => {
  const HEIGHT = 340, LEFT = 50, RIGHT = 44, TOP = 26, BOTTOM = 48, HIGHEST = 12, MANY = 60;
  const { choice, draw, element, percent, wide } = globalThis.pieces;
  const count = (n, one) => `${n.toLocaleString('en')} ${one}${n === 1 ? '' : 's'}`;
  // A row of the answer: steps are {trial, score, place, expected, left} by rung.
  const climber = row => ({ ...row, steps: row.steps.map(([trial, score, place, expected, left]) => ({ trial, score, place, expected, left })) });
  const top = row => row.steps[row.steps.length - 1];
  const higher = (a, b) => b.steps.length - a.steps.length || (top(b)?.score ?? 0) - (top(a)?.score ?? 0) || a.trial - b.trial;

  // Heights: scores as the logarithm of the error, so that the best are told apart, or places among all that came to a rung.
  const scores = {
    of: step => step.score,
    up: v => -Math.log(Math.max(1e-3, 1 - v)),
    marks: (low, high) => {
      const wide = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999];
      const step = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05].find(s => (high - low) / s <= 6);
      const even = step ? Array.from({ length: 8 }, (_, i) => (Math.ceil(low / step) + i) * step) : wide;
      return even.filter(v => v >= low && v <= high).map(v => [v, Number((100 * v).toFixed(1)).toString()]);
    },
    text: what => what + ', %',
  };
  const places = {
    of: step => step.place,
    up: v => -Math.log(v),
    marks: (low, high) => [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 100000].filter(v => v <= low).map(v => [v, String(v)]),
    text: () => 'place on the rung',
  };

  const ending = (row, levels) => row.steps.length === levels.length ? 'end' : row.state;
  const states = { end: 'came to the end', waits: 'waits', training: 'goes on', failed: 'failed', diverged: 'diverged' };
  const marks = {
    end: (x, y, svg) => draw('rect', { class: 'rungs-end', x: x - 4.5, y: y - 4.5, width: 9, height: 9 }, svg),
    waits: (x, y, svg) => draw('circle', { class: 'rungs-waits', cx: x, cy: y, r: 3 }, svg),
    training: (x, y, svg) => {
      draw('path', { class: 'rungs-on', d: `M${x} ${y}h22` }, svg);
      return draw('circle', { class: 'rungs-training', cx: x, cy: y, r: 4 }, svg);
    },
    failed: (x, y, svg) => draw('path', { class: 'rungs-lost', d: `M${x - 4} ${y - 4}l8 8m0 -8l-8 8` }, svg),
  };
  marks.diverged = marks.failed;

  const legend = () => {
    const all = element('div', undefined, 'rungs-legend note');
    [['end', 'came to the end'], ['training', 'is trained farther, or will be'], ['waits', 'waits, and goes on where it is among the most promising'], ['failed', 'failed or diverged on the way']].forEach(([kind, text]) => {
      const item = element('span'), svg = draw('svg', { viewBox: '0 0 30 12', 'aria-hidden': 'true' });
      marks[kind](7, 6, svg);
      item.append(svg, text);
      all.append(item);
    });
    return all;
  };

  const chart = (rows, rungs, heights, what, width, marked, label) => {
    const levels = rungs.map(r => r.epochs);
    const svg = draw('svg', { viewBox: `0 0 ${width} ${HEIGHT}`, class: 'rungs-chart' + (rows.length > MANY ? ' rungs-many' : ''), role: 'img', 'aria-label': label });
    const shown = rows.filter(r => r.steps.length), values = shown.flatMap(r => r.steps.map(heights.of));
    const ups = values.map(heights.up), least = Math.min(...ups), most = Math.max(...ups), more = Math.max(0.02, 0.05 * (most - least));
    const x = i => levels.length === 1 ? (LEFT + width - RIGHT) / 2 : LEFT + 16 + i * (width - LEFT - RIGHT - 16) / (levels.length - 1);
    const y = v => HEIGHT - BOTTOM - (heights.up(v) - least + more) / (most - least + 2 * more) * (HEIGHT - TOP - BOTTOM);
    const ends = [values[ups.indexOf(least)], values[ups.indexOf(most)]];
    heights.marks(...ends).forEach(([v, text]) => {
      draw('line', { class: 'rungs-grid', x1: LEFT, x2: width - RIGHT, y1: y(v), y2: y(v) }, svg);
      draw('text', { x: LEFT - 6, y: y(v) + 4, 'text-anchor': 'end' }, svg, text);
    });
    levels.forEach((epochs, i) => {
      draw('line', { class: 'rungs-rung', x1: x(i), x2: x(i), y1: TOP - 6, y2: HEIGHT - BOTTOM }, svg);
      draw('text', { x: x(i), y: HEIGHT - BOTTOM + 17, 'text-anchor': 'middle' }, svg, (i === 0 ? 'epoch ' : '') + epochs);
      draw('text', { x: x(i), y: HEIGHT - BOTTOM + 33, 'text-anchor': 'middle' }, svg, rungs[i].came.toLocaleString('en') + ' here');
    });
    draw('text', { x: 4, y: 12 }, svg, heights.text(what));
    // The highest last, so that they are on top; the marked one above all.
    [...shown].sort((a, b) => (a.trial === marked) - (b.trial === marked) || higher(b, a)).forEach(row => {
      const line = draw('g', { class: 'rungs-climb' + (row.trial === marked ? ' rungs-marked' : row.steps.length === levels.length ? ' rungs-top' : row.steps.length === 1 ? ' rungs-low' : '') }, svg);
      const at = row.steps.map((s, i) => [x(i).toFixed(1), y(heights.of(s)).toFixed(1)]);
      if (at.length > 1) draw('path', { class: 'rungs-line', d: 'M' + at.map(p => p.join(' ')).join('L') }, line);
      marks[ending(row, levels)](Number(at[at.length - 1][0]), Number(at[at.length - 1][1]), line);
      draw('title', {}, line, `trial ${row.trial} (${row.budget}, round ${row.round}), ${states[ending(row, levels)]}: `
        + row.steps.map((s, i) => `epoch ${levels[i]} ${percent(s.score)}, place ${s.place}${s.expected === null ? '' : `, expected at the end ${percent(s.expected, 1)}`}`).join('; '));
    });
    return svg;
  };

  // Columns {head, number, of(row)}; a value is a text or an element.
  const table = (name, columns, rows, kindOf = () => '') => {
    const whole = element('table', undefined, 'rungs-table'), thead = element('thead'), head = element('tr'), body = element('tbody');
    whole.append(element('caption', name, 'rungs-caption'), thead, body);
    columns.forEach(c => Object.assign(head.appendChild(element('th', c.head, c.number ? 'number' : '')), { scope: 'col' }));
    thead.append(head);
    rows.forEach(row => {
      const tr = element('tr', undefined, kindOf(row));
      columns.forEach((c, i) => {
        const value = c.of(row), cell = element(i === 0 ? 'th' : 'td', undefined, (c.number ? 'number' : 'text') + (value === '' ? ' empty' : ''));
        if (i === 0) cell.scope = 'row';
        cell.append(value);
        cell.dataset.head = c.head;
        tr.append(cell);
      });
      body.append(tr);
    });
    return wide(whole);
  };

  const rungTable = (rungs, what) => table('Rung by rung', [
    { head: 'rung', of: r => 'epoch ' + r.epochs },
    { head: 'came here', number: true, of: r => r.came.toLocaleString('en') },
    { head: 'on their way here', number: true, of: r => r.coming ? r.coming.toLocaleString('en') : '' },
    { head: 'lost on the way here', number: true, of: r => r.lost ? r.lost.toLocaleString('en') : '' },
    { head: 'went on', number: true, of: r => r === rungs[rungs.length - 1] ? '' : r.went.toLocaleString('en') },
    { head: 'of these, while a better one stayed to this day', number: true, of: r => r.went ? r.against.toLocaleString('en') : '' },
    { head: 'best ' + what, number: true, of: r => r.best === null ? '' : percent(r.best) },
    { head: 'order kept on the next rung', number: true, of: r => r.kept === null ? '' : `${r.kept.toFixed(2)} (${r.both})` },
    { head: 'expected end, off by', number: true, of: r => r.off === null ? '' : `${(100 * r.off).toFixed(1)} points (${r.ended})` },
  ], rungs);

  const reason = (row, levels) => row.steps.map((s, i) => s.left ? `epoch ${levels[i]}: ${s.left.toLocaleString('en')}` : '').filter(Boolean).join(', ');
  const climbTable = (rows, levels, several, page, marked, mark) => table(`The highest ${rows.length === 1 ? 'candidate' : rows.length + ' candidates'}`, [
    { head: 'trial', of: r => {
      const last = top(r)?.trial ?? r.trial;
      if (!page) return String(r.trial);
      const a = element('a', String(r.trial));
      Object.assign(a, { href: page(last) }).dataset.key = 'climb' + r.trial;
      return a;
    } },
    ...(several ? [{ head: 'budget', of: r => r.budget }] : []),
    { head: 'round', number: true, of: r => r.round.toLocaleString('en') },
    ...levels.map((epochs, i) => ({ head: `epoch ${epochs} (place)`, number: true, of: r => r.steps[i] ? `${percent(r.steps[i].score)} (${r.steps[i].place.toLocaleString('en')})` : '' })),
    { head: 'end expected, as it went on', number: true, of: r => r.steps.filter(s => s.expected !== null).map(s => percent(s.expected, 1)).join(', ') },
    { head: 'better ones that stayed to this day', of: r => reason(r, levels) },
    { head: 'now', of: r => states[ending(r, levels)] },
    { head: 'line', of: r => {
      const b = element('button', 'show', 'rungs-show');
      b.setAttribute('aria-label', `show the line of trial ${r.trial}`);
      b.setAttribute('aria-pressed', r.trial === marked);
      b.dataset.key = 'line' + r.trial;
      b.onclick = () => mark(r.trial === marked ? null : r.trial);
      return b;
    } },
  ], rows, r => r.trial === marked ? 'rungs-chosen' : '');

  const said = (rungs, candidates) => {
    const came = rungs.slice(1).filter(r => r.came).map((r, i) => `${r.came.toLocaleString('en')} ${i ? '' : 'came '}to epoch ${r.epochs}`);
    const kept = rungs.map((r, i) => r.kept === null ? '' : `${r.kept.toFixed(2)} from epoch ${r.epochs} to ${rungs[i + 1].epochs}`).filter(Boolean);
    return `Of ${count(candidates, 'candidate')} ${came.length ? came.join(', ') : 'nobody has gone on from the first rung yet'}.`
      + (kept.length ? ` Rank correlation (Kendall) of their scores on one rung and the next: ${kept.join(', ')}; 1 is the same order.` : '');
  };

  // A place that is drawn anew with each update(values, name of the score), and keeps what was chosen; page gives a trial's address, if it has one.
  const make = page => {
    const place = element('div', undefined, 'rungs');
    let data = null, what = 'score', known = '', budget = null, by = null, body = null, marked = null, width = 0;
    const across = () => Math.max(280, Math.min(760, body.clientWidth || 760, document.documentElement.clientWidth - 24));
    const show = () => {
      const of = budget.select.value, all = data.tables.find(t => t.budget === of) ?? data.tables[0], levels = data.levels;
      const rows = data.rows.map(climber).filter(r => of === '' || data.tables.length === 1 || r.budget === of);
      const highest = rows.filter(r => r.steps.length).sort(higher).slice(0, innerWidth < 640 ? HIGHEST / 2 : HIGHEST), text = said(all.rungs, all.candidates);
      const focused = body.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
      width = across();
      const parts = [element('p', text, 'note')];
      if (highest.length) parts.push(chart(rows, all.rungs, by.select.value === 'place' ? places : scores, what, width, marked, text), legend());
      if (rows.length < all.candidates) parts.push(element('p', `Drawn are ${rows.length.toLocaleString('en')}: those that climbed highest, and an even choice of the others.`, 'note'));
      parts.push(rungTable(all.rungs, what));
      if (highest.length) parts.push(climbTable(highest, levels, data.tables.length > 1 && of === '', page, marked, trial => { marked = trial; show(); }));
      parts.push(element('p', `Who goes on is decided, within a budget, by the ${what} to be expected at the end, not by that on the rung; so a candidate may go on while one with a higher score stays. It is reckoned from those who have gone farther, and before anybody has it is the score on the rung. Places are among all of its budget that came to a rung.`, 'note'));
      body.replaceChildren(...parts);
      if (focused) body.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    };
    const begin = () => {
      const tools = element('div', undefined, 'tools'), chosen = [budget?.select.value, by?.select.value];
      budget = choice('budget', data.tables.map(t => [t.budget, t.budget || 'all']), show);
      by = choice('heights', [['score', 'scores, by the logarithm of the error'], ['place', 'places']], show);
      [budget, by].forEach(({ select }, i) => { if ([...select.options].some(o => o.value === chosen[i])) select.value = chosen[i]; });
      if (data.tables.length > 1) tools.append(budget.whole);
      tools.append(by.whole);
      body = element('div');
      place.replaceChildren(tools, body);
      // In the next frame: a picture that is drawn anew while sizes are told changes them once more, of which the browser complains.
      new ResizeObserver(() => requestAnimationFrame(() => { if (across() !== width) show(); })).observe(body);
    };
    const update = (values, name) => {
      const now = JSON.stringify([values, name]);
      if (now === known || !values.levels) return;
      const budgets = all => all.tables.map(t => t.budget).join('\n'), anew = data === null || budgets(data) !== budgets(values);
      [known, data, what] = [now, values, name];
      if (anew) begin();
      show();
    };
    return { place, update };
  };

  globalThis.rungClimb = { make };
})();
