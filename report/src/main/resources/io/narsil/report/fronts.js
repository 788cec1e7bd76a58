'use strict';
// The budget slider: limits of one measure or two, and at once the best predicted candidate within them. It looks up what came with the
// page and asks nobody. Of the dashboard it is a module and of report.html a part of its script, so it exports nothing and stands at
// globalThis. Everything from a run is text: it is never read as HTML.
(() => {
  const STEPS = 240, HEIGHT = 260, LEFT = 46, RIGHT = 12, TOP = 26, BOTTOM = 36;
  const { element, draw, brief } = globalThis.pieces;
  const percent = share => (100 * share).toFixed(1) + '\u00a0%';
  const words = measure => measure.key === 'latency' ? 'milliseconds' : measure.words;
  // Latencies are whole nanoseconds.
  const amount = (measure, n) => measure.key === 'latency' ? String(Number((n / 1e6).toPrecision(3))) + '\u00a0ms' : brief(n);
  const option = (measure, n) => `--${measure.key} ${measure.key === 'latency' ? n + 'ns' : n}`;

  // A limit of three digits, at or above the value: so it is what the page shows, what a command says, and never below the cheapest.
  const rounded = value => {
    const power = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 2);
    return Math.ceil(value / power - 1e-9) * power;
  };

  // The best candidate within all limits {place of the measure, limit}; of equals the one of fewer multiply-adds, which stands first.
  const best = (candidates, limits) => {
    let found = null;
    for (const c of candidates) {
      if ((found === null || c.predicted > found.predicted) && limits.every(l => c.costs[l.place] <= l.limit)) found = c;
    }
    return found;
  };

  // Those of a list that are better than all that cost no more, from the cheapest on.
  const front = (candidates, place) => {
    let top = -Infinity;
    return [...candidates].sort((a, b) => a.costs[place] - b.costs[place] || b.predicted - a.predicted).filter(c => {
      if (c.predicted <= top) return false;
      top = c.predicted;
      return true;
    });
  };

  // As a shell reads it.
  const quoted = word => /^[\w.\/:=+-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
  const commands = (data, found, limits) => {
    const folder = `${data.run}/evolved/${found.name}`;
    const line = list => list.map(quoted).join(' ');
    return [
      ['Take this one: its network and its recipe become files', line(['narsil', 'evolve', data.run, '--candidate', found.name])],
      ['Train it for as many epochs as the finalists', line(['narsil', 'train', '--network', folder + '/architecture.yaml', '--recipe', folder + '/recipe.yaml', ...data.train, '--out', 'trained/' + found.name])],
      ['Or breed anew within just these limits, which takes a second or two and may find a little better', `narsil evolve ${quoted(data.run)} ${limits.map(l => option(data.measures[l.place], l.limit)).join(' ')}`],
    ];
  };

  const copy = async (code, button) => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = 'copied';
    } catch (e) {
      // Not where a page has no secure origin: then it is marked, for the keyboard.
      const range = document.createRange();
      range.selectNodeContents(code);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      button.textContent = 'marked: Ctrl+C';
    }
    setTimeout(() => { button.textContent = 'copy'; }, 2000);
  };

  // What a page may do with each of these commands, in their order: of the dashboard alone, where it may act.
  const ACTS = ['take', 'train_candidate', 'evolve'];
  const commandList = (lines, act) => lines.map(([title, text], place) => {
    const one = element('div', undefined, 'slider-command'), code = element('code', text), button = element('button', 'copy');
    button.type = 'button';
    button.setAttribute('aria-label', 'copy: ' + title);
    button.onclick = () => copy(code, button);
    const row = element('div');
    row.append(code, button);
    if (act) {
      const start = element('button', 'do it');
      start.type = 'button';
      start.setAttribute('aria-label', 'do it: ' + title);
      start.onclick = () => act(ACTS[place]);
      row.append(start);
    }
    one.append(element('p', title + ':', 'note'), row);
    return one;
  });

  const blockRow = (row, most) => {
    const [name, out, kernel, expansion, stride, gate, params, macs] = row;
    const line = element('li'), bar = element('span', undefined, 'slider-bar'), share = element('i');
    share.style.width = 100 * macs / most + '%';
    const parts = [name, kernel > 0 && 'k' + kernel, expansion > 1 && 'e' + expansion, stride > 1 && 'stride ' + stride, gate && 'se'];
    bar.append(share, element('b', parts.filter(Boolean).join('  ')));
    line.append(element('span', out, 'slider-shape'), bar, element('span', brief(params), 'slider-cost'), element('span', brief(macs), 'slider-cost'));
    return line;
  };

  const blockList = (data, found) => {
    const rows = found.blocks.map(i => data.blocks[i]), most = Math.max(1, ...rows.map(r => r[7]));
    const list = element('ol', undefined, 'slider-blocks'), head = element('li', undefined, 'slider-head');
    ['hands on', 'block', 'parameters', 'multiply-adds'].forEach((text, i) => head.append(element('span', text, i > 1 ? 'slider-cost' : '')));
    list.append(head, ...rows.map(r => blockRow(r, most)));
    return list;
  };

  const pairs = (list, kind) => {
    const whole = element('dl', undefined, kind);
    list.forEach(([name, value]) => {
      const pair = element('div');
      pair.append(element('dt', name), element('dd', value));
      whole.append(pair);
    });
    return whole;
  };

  // Score against the first measure, of what keeps the other limits; a finger or a mouse moves the limit.
  const chart = (data, limits, found, width, move) => {
    const [first, ...others] = limits, measure = data.measures[first.place], cost = c => Math.log10(Math.max(1, c.costs[first.place]));
    const shown = data.candidates.filter(c => others.every(l => c.costs[l.place] <= l.limit));
    const all = data.candidates.map(cost), scores = data.candidates.map(c => c.predicted);
    const [x0, x1] = [Math.min(...all) - 0.03, Math.max(...all) + 0.03], [low, high] = [Math.min(...scores), Math.max(...scores)];
    const room = Math.max(0.002, 0.08 * (high - low)), [y0, y1] = [low - room, high + room];
    const x = v => LEFT + (v - x0) / (x1 - x0) * (width - LEFT - RIGHT), y = v => HEIGHT - BOTTOM - (v - y0) / (y1 - y0) * (HEIGHT - TOP - BOTTOM);
    const svg = draw('svg', { viewBox: `0 0 ${width} ${HEIGHT}`, class: 'slider-chart', role: 'img', 'aria-label': `predicted ${data.score} against ${words(measure)} of ${shown.length} candidates` });
    // Round numbers of per cent.
    const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20].find(t => 100 * (y1 - y0) / t <= 5) ?? 50;
    for (let t = Math.ceil(100 * y0 / step); t * step <= 100 * y1; t++) {
      const v = t * step / 100;
      draw('line', { class: 'slider-grid', x1: LEFT, x2: width - RIGHT, y1: y(v), y2: y(v) }, svg);
      draw('text', { x: LEFT - 5, y: y(v) + 4, 'text-anchor': 'end' }, svg, (t * step).toFixed(step < 1 ? 1 : 0));
    }
    for (let p = Math.floor(x0); p <= x1; p++) [1, 2, 5].map(m => m * 10 ** p).filter(v => Math.log10(v) >= x0 && Math.log10(v) <= x1).forEach(v => draw('text', { x: x(Math.log10(v)), y: HEIGHT - BOTTOM + 16, 'text-anchor': 'middle' }, svg, measure.key === 'latency' ? String(v / 1e6) : brief(v).replace(/\.?0+(?=[kMG])/, '')));
    draw('text', { x: (LEFT + width - RIGHT) / 2, y: HEIGHT - 5, 'text-anchor': 'middle' }, svg, words(measure));
    draw('text', { x: 4, y: 12 }, svg, `predicted ${data.score}, %`);
    // One element for all: there may be more than a thousand.
    draw('path', { class: 'slider-dot', d: shown.map(c => `M${x(cost(c)).toFixed(1)} ${y(c.predicted).toFixed(1)}h0`).join('') }, svg);
    let path = '';
    front(shown, first.place).forEach((c, i) => { path += i === 0 ? `M${x(cost(c))} ${y(c.predicted)}` : `H${x(cost(c))}V${y(c.predicted)}`; });
    if (path) draw('path', { class: 'slider-front', d: path + `H${width - RIGHT}` }, svg);
    const at = Math.min(width - RIGHT, x(Math.log10(first.limit)));
    draw('line', { class: 'slider-limit', x1: at, x2: at, y1: TOP, y2: HEIGHT - BOTTOM }, svg);
    if (found) {
      const inside = v => Math.min(HEIGHT - BOTTOM, Math.max(TOP, y(v)));
      draw('line', { class: 'slider-spread', x1: x(cost(found)), x2: x(cost(found)), y1: inside(found.predicted - found.deviation), y2: inside(found.predicted + found.deviation) }, svg);
      draw('circle', { class: 'slider-found', cx: x(cost(found)), cy: y(found.predicted), r: 6 }, svg);
    }
    const follow = event => {
      const box = svg.getBoundingClientRect();
      move(10 ** (x0 + ((event.clientX - box.left) * width / box.width - LEFT) / (width - LEFT - RIGHT) * (x1 - x0)));
    };
    return { svg, follow };
  };

  // A control of one limit: which measure, and how much of it.
  const control = (data, number, onChange) => {
    const place = element('div', undefined, 'slider-control'), select = element('select'), input = element('input'), output = element('output');
    if (number > 0) select.append(new Option('no second limit', ''));
    data.measures.forEach((m, i) => select.append(new Option(words(m), i)));
    select.setAttribute('aria-label', number === 0 ? 'limited measure' : 'second limited measure');
    select.value = String(number);
    Object.assign(input, { type: 'range', min: 0, max: STEPS, step: 1, value: STEPS });
    const range = () => {
      const costs = data.candidates.map(c => Math.max(1, c.costs[select.value]));
      return [Math.log(Math.min(...costs)), Math.log(Math.max(...costs))];
    };
    const read = () => {
      if (select.value === '') return null;
      const [low, high] = range();
      return { place: Number(select.value), limit: rounded(Math.exp(low + (high - low) * input.value / STEPS)) };
    };
    const tell = () => {
      const now = read(), none = now === null, measure = none ? null : data.measures[now.place];
      input.disabled = none;
      output.textContent = none ? '' : 'at most ' + amount(measure, now.limit);
      input.setAttribute('aria-label', none ? 'no limit' : 'most ' + words(measure));
      input.setAttribute('aria-valuetext', none ? '' : amount(measure, now.limit));
    };
    const set = value => {
      const [low, high] = range();
      input.value = Math.round(STEPS * (Math.log(Math.max(1, value)) - low) / Math.max(1e-9, high - low));
      tell();
      onChange();
    };
    input.oninput = () => { tell(); onChange(); };
    select.onchange = () => { input.value = STEPS; tell(); onChange(); };
    place.append(select, input, output);
    tell();
    return { place, select, input, read, set, tell };
  };

  const show = data => {
    const whole = element('div', undefined, 'slider');
    const controls = element('div', undefined, 'slider-controls'), picture = element('div'), said = element('p', '', 'slider-said');
    const costs = element('div'), network = element('div'), result = element('div');
    said.setAttribute('role', 'status');
    // As wide as the page is, so that a phone's letters are as large as a screen's.
    const room = () => Math.max(280, Math.min(560, picture.clientWidth || 560));
    let both = [], follow = null, width = 0;
    const update = () => {
      // One measure has one limit.
      [...both[1].select.options].forEach(o => { o.disabled = o.value !== '' && o.value === both[0].select.value; });
      if (both[1].select.value === both[0].select.value) { both[1].select.value = ''; both[1].tell(); }
      const limits = both.map(c => c.read()).filter(Boolean), found = best(data.candidates, limits);
      width = room();
      const drawn = chart(data, limits, found, width, value => both[0].set(value));
      follow = drawn.follow;
      picture.replaceChildren(drawn.svg);
      if (!found) {
        said.textContent = 'No candidate that is known here is within these limits.';
        [costs, network, result].forEach(e => e.replaceChildren());
        return;
      }
      said.textContent = `predicted ${data.score} ${percent(found.predicted)} ± ${(100 * found.deviation).toFixed(1)}`;
      const recipe = element('details'), open = result.querySelector('details')?.open;
      recipe.open = open ?? false;
      recipe.append(element('summary', 'Recipe: ' + found.brief), pairs(data.settings.map((name, i) => [name, found.recipe[i]]), 'slider-recipe'));
      costs.replaceChildren(pairs([...data.measures.map((m, i) => [words(m), amount(m, found.costs[i])]), ['candidate', found.name]], 'slider-facts'));
      network.replaceChildren(blockList(data, found));
      result.replaceChildren(recipe, ...commandList(commands(data, found, limits), data.act && (kind => data.act(kind, found.name, limits.map(l => [data.measures[l.place].key, l.limit])))));
    };
    both = [0, 1].map(number => control(data, number, update));
    picture.addEventListener('pointerdown', event => { picture.setPointerCapture(event.pointerId); follow?.(event); });
    picture.addEventListener('pointermove', event => { if (picture.hasPointerCapture(event.pointerId)) follow?.(event); });
    controls.append(...both.map(c => c.place));
    const middle = element('div', undefined, 'slider-middle'), left = element('div');
    left.append(picture, said, costs);
    middle.append(left, network);
    const margin = data.measures.some(m => m.key === 'latency') ? ' Milliseconds are with the margin of the device\'s profile.' : '';
    whole.append(element('p', `The best of ${data.candidates.length} candidates that were bred for budgets when the run was over, as its predictor expects them after the epochs of a round, with one standard deviation. They are not trained.${margin}`, 'note'), controls, middle, result);
    // In the next frame: a picture that is drawn anew while sizes are told changes them once more, of which the browser complains.
    new ResizeObserver(() => requestAnimationFrame(() => { if (room() !== width) update(); })).observe(picture);
    update();
    return whole;
  };

  globalThis.budgetSlider = { show, best, commands, rounded };
})();
