'use strict';
(() => {
  const { result, trials, front, rounds, networks, recipes, study, provenance } = DATA;
  const byId = id => document.getElementById(id);
  const percent = share => (100 * share).toFixed(2) + '\u00a0%';
  const brief = n => n >= 1e9 ? (n / 1e9).toFixed(2) + 'G' : n >= 1e6 ? (n / 1e6).toFixed(2) + 'M' : n >= 1e3 ? (n / 1e3).toFixed(1) + 'k' : String(n);
  // At the marks of an axis there is no room for zeros.
  const mark = n => brief(n).replace(/\.?0+(?=[kMG])/, '');
  const kilobytes = n => Math.max(1, Math.floor(n / 1024)).toLocaleString('en') + '\u00a0KB';
  const last = trial => trial.curve[trial.curve.length - 1];
  // Everything from a run is text: it is never read as HTML.
  const element = (tag, text, kind) => {
    const e = document.createElement(tag);
    if (text !== undefined) e.textContent = text;
    if (kind) e.className = kind;
    return e;
  };
  // A cell knows its column's heading: on a phone a row becomes a card of them.
  const row = (table, cells, kind, tag = 'td') => {
    const tr = element('tr', undefined, kind);
    // A table without a head, as the provenance, has its names in its first column.
    const heads = table.rows.length > 0 ? [...table.rows[0].cells].filter(c => c.tagName === 'TH').map(c => c.textContent) : [];
    cells.forEach(([text, style], i) => {
      const cell = element(tag, text, style);
      if (heads[i]) cell.dataset.head = heads[i];
      if (text === '') cell.classList.add('empty');
      tr.append(cell);
    });
    table.append(tr);
  };

  document.title = result.study + ' · Narsil';
  byId('title').textContent = result.study;
  const members = result.family.filter(m => !m.problem);
  const early = result.early;
  const course = !early ? '' : DATA.unfinished
    ? `Unfinished: ${early.rounds} of ${early.planned} rounds were begun. `
    : `Brought to its end in round ${early.rounds} of ${early.planned}. `;
  byId('summary').textContent = course + `${members.length} trained network${members.length === 1 ? '' : 's'} from ${result.candidates} trainings; rounds of ${result.epochs} epoch${result.epochs === 1 ? '' : 's'}, finalists of ${result.final_epochs}.`;
  const scoreText = DATA.score_text, byAccuracy = result.score === 'accuracy';
  // As Durations.clock writes them in the terminal: 0:07, 12:30, 1:02:03.
  const clock = seconds => {
    const s = Math.round(seconds), two = n => String(n % 60).padStart(2, '0');
    return (s >= 3600 ? [Math.floor(s / 3600), two(Math.floor(s / 60)), two(s)] : [Math.floor(s / 60), two(s)]).join(':');
  };
  const took = result.seconds > 0 ? `The run took ${clock(result.seconds)}. ` : '';
  byId('stages').textContent = result.stages.length === 0 ? took : took + 'Training took ' + result.stages.map(s => `${clock(s.seconds)} for ${s.name} (${s.trainings} trainings, ${s.epochs} epochs)`).join(', ') + ', summed over all processes.';

  const n = 'number';
  const byScore = byAccuracy ? '' : ' ' + scoreText;
  document.querySelectorAll('.score').forEach(e => { e.textContent = /^[a-z][A-Z]/.test(scoreText) ? scoreText : scoreText[0].toUpperCase() + scoreText.slice(1); });
  if (!byAccuracy) byId('score-note').textContent = `The search was for ${scoreText}. `;
  const test = x => x && x.detail && x.detail.test;
  const known = members.filter(m => test(m));
  const figures = known.length > 0 && (DATA.unequal || !byAccuracy) ? [['accuracy', t => percent(t.accuracy) + range(t.interval)], ['balanced accuracy', t => percent(t.balanced_accuracy)]].filter(([name]) => name !== scoreText) : [];
  const more = x => figures.map(([, of]) => [test(x) ? of(test(x)) : '–', n]);
  const range = i => i ? ` (${(100 * i.low).toFixed(1)}\u00a0to\u00a0${(100 * i.high).toFixed(1)})` : '';
  const measured = (m, what, share) => percent(share) + range((DATA.intervals[m.budget] || {})[what]);
  row(byId('family'), [['budget'], ['multiply-adds', n], ['parameters', n], ['validation' + byScore, n], ['test' + byScore, n], ...figures.map(([name]) => ['test ' + name, n]), ['milliseconds', n], ['recipe']], '', 'th');
  result.family.forEach(m => {
    const ms = m.onnx ? `${m.onnx.median.toFixed(3)}${m.onnx.limit ? ` of ${m.onnx.limit.toFixed(3)}` : ''} (${m.onnx.fast.toFixed(3)}\u00a0to\u00a0${m.onnx.slow.toFixed(3)})` : '–';
    row(byId('family'), m.problem
      ? [[m.budget], [brief(m.macs), n], [brief(m.params), n], ['–', n], ['–', n], ...more(m), ['–', n], ['none: ' + m.problem, 'text']]
      : [[m.budget], [brief(m.macs), n], [brief(m.params), n], [percent(m.validation), n], [measured(m, 'member', m.test), n], ...more(m), [ms, n], [m.recipe, 'text']]);
    const h = m.hand;
    if (h) row(byId('family'), [['by hand'], [brief(h.macs), n], [brief(h.params), n], [percent(h.validation), n], [measured(m, 'hand', h.test), n], ...more(h), ['', n], [`${h.shape}; ${h.recipe}${h.member ? `; the search did not beat it${h.searched ? ` (its finalist: ${percent(h.searched)} on validation images)` : ''}, and it is the member` : ''}`, 'text']], 'unsearched');
    // Of earlier versions.
    const b = m.baseline;
    const e = DATA.int8[m.budget];
    if (e) row(byId('family'), [['in 8 bits'], ['', n], ['', n], ['', n], [measured(m, 'int8', e.accuracy), n], ...figures.map(() => ['', n]), [e.milliseconds.toFixed(3), n], [`${kilobytes(e.bytes)}; the file of 32 bits, measured beside it: ${measured(m, 'floats', e.floats_accuracy)}, ${e.floats_milliseconds.toFixed(3)}\u00a0ms, ${kilobytes(e.floats_bytes)}`, 'text']], 'unsearched');
    if (b) row(byId('family'), [['unsearched'], [brief(b.macs), n], [brief(b.params), n], [b.problem ? '–' : percent(b.validation), n], [b.problem ? '–' : measured(m, 'baseline', b.test), n], ...more(b), ['', n], [b.problem, 'text']], 'unsearched');
  });

  if (result.classes.length === 0) byId('classes-section').remove();
  else {
    const most = 200, table = byId('classes');
    // Of many classes, those that the largest member finds least.
    const judge = known[known.length - 1];
    const recall = (m, i) => { const r = test(m).recall[i]; return r === null ? '–' : (100 * r).toFixed(1) + '\u00a0%'; };
    const order = result.classes.map((c, i) => i);
    if (judge && order.length > most) order.sort((a, b) => (test(judge).recall[a] ?? 2) - (test(judge).recall[b] ?? 2));
    row(table, [['class'], ...known.map(m => ['found by ' + m.budget, n]), ['train', n], ['validation', n], ['test', n]], '', 'th');
    order.slice(0, most).forEach(i => {
      const c = result.classes[i];
      row(table, [[c.name, 'text'], ...known.map(m => [recall(m, i), n]), [c.train, n], [c.validation, n], [c.test, n]]);
    });
    if (order.length > most) byId('mistakes').append(element('p', `The ${most} classes of ${order.length} that are found least.`, 'note'));
    known.filter(m => test(m).mistakes.length > 0 && !DATA.answers[m.budget]).forEach(m => byId('mistakes').append(element('p', `Most frequent mistakes of ${m.budget}: ` + test(m).mistakes.slice(0, 6).map(x => `${x.label} named ${x.answer} (${x.images})`).join(', ') + '.', 'note')));
  }

  if (DATA.fronts) byId('fronts').append(budgetSlider.show(DATA.fronts), element('p', 'In these commands RUN stands for the folder of this run, and DATA for its images.', 'note'));
  else byId('fronts-section').remove();

  if (DATA.growth.costs.length === 0) byId('growth-section').remove();
  else {
    const grown = frontGrowth.make();
    byId('growth').append(grown.place);
    grown.update(DATA.growth, scoreText);
  }

  if (!DATA.rungs.levels) byId('rungs-section').remove();
  else {
    const climbed = rungClimb.make();
    byId('rungs').append(climbed.place);
    climbed.update(DATA.rungs, scoreText);
  }

  byId('worth').append(parameterWorth.show(DATA.worth, scoreText));

  // What is odd about the images may flatter every figure above.
  (provenance.notes || []).forEach(note => byId('notes').append(element('p', 'Of the images: ' + note + '.', 'note')));

  const failed = trials.filter(t => t.status === 'failed' || t.status === 'diverged');
  if (failed.length === 0) byId('failures').append(element('p', 'Nothing: every training came to its end.'));
  else {
    const table = element('table');
    row(table, [['trial'], ['round'], ['budget'], ['status'], ['reason']], '', 'th');
    failed.forEach(t => row(table, [[t.id], [t.kind === 'round' ? t.round + 1 : t.kind], [t.budget], [t.status], [t.reason, 'text']]));
    const wide = element('div', undefined, 'wide');
    wide.append(table);
    byId('failures').append(wide);
  }
  Object.entries(provenance).filter(([key]) => key !== 'machines' && key !== 'notes').forEach(([key, value]) => row(byId('provenance'), [[key], [String(value), 'text']]));
  (provenance.machines || []).forEach(m => row(byId('provenance'), [['trained on'], [`${m.processor} (${m.vectors || 'vector instructions not known'}), ${m.engine}, ${m.java}, ${m.system}, Narsil ${m.narsil}, since ${m.since}`, 'text']]));
  byId('study').textContent = study;

  Object.entries(networks).forEach(([budget, blocks]) => {
    const card = element('div', undefined, 'network');
    const member = result.family.find(m => m.budget === budget);
    card.append(element('h3', `${budget}: ${brief(member.macs)} multiply-adds, ${brief(member.params)} parameters`));
    const most = Math.max(...blocks.map(b => b.macs));
    blocks.forEach(b => {
      const line = element('div', undefined, 'block');
      line.append(element('span', b.out, 'shape'));
      const bar = element('span', undefined, 'bar');
      const fill = element('i');
      fill.style.width = (100 * b.macs / most) + '%';
      const parts = [b.name.replace('blocks.', 'block ')];
      if (b.kernel > 0) parts.push('k' + b.kernel);
      if (b.expansion > 1) parts.push('e' + (Math.round(10 * b.expansion) / 10));
      if (b.stride > 1) parts.push('stride ' + b.stride);
      if (b.squeeze) parts.push('se');
      bar.append(fill, element('b', parts.join('  ')));
      line.append(bar, element('span', brief(b.macs), 'cost'));
      card.append(line);
    });
    const details = element('details');
    details.append(element('summary', 'Its recipe'), element('pre', recipes[budget]));
    card.append(details);
    byId('networks').append(card);
  });
  byId('networks').prepend(element('p', 'Each line is a block: the shape that it hands on, its largest kernel (k), expansion (e), squeeze-and-excitation (se), and a bar for its multiply-adds.', 'note'));

  const done = trials.filter(t => t.curve.length > 0 && t.status !== 'failed');
  const ofKind = kind => done.filter(t => t.kind === kind);
  const point = t => ({ value: [t.macs, 100 * last(t)], name: `trial ${t.id}, ${t.budget}` });
  const tip = p => `${echarts.format.encodeHTML(p.seriesName)}<br>${echarts.format.encodeHTML(p.name || '')}<br>${brief(p.value[0])} · ${p.value[1].toFixed(2)} %`;
  const stop = result.early_stop_epoch;
  const climbs = trials.some(t => t.continues !== null);
  byId('stop').textContent = climbs
    ? `Candidates began with ${result.epochs} ${result.epochs === 1 ? 'epoch' : 'epochs'}, and the best of them went on in the same training; finalists are those that came to epoch ${result.final_epochs}.`
    : stop < result.epochs
    ? `Later rounds stopped after epoch ${stop}, the dashed line: surely enough it ranks candidates like epoch ${result.epochs}.`
    : result.epochs === 1 ? 'Rounds had one epoch, so that there was nothing to stop.'
    : `No epoch before the last surely ranks candidates like it, so later rounds trained all ${result.epochs}.`;
  const judged = rounds.filter(r => r.tau !== null);
  byId('tau').textContent = judged.length === 0
    ? 'No round had predictions enough to rank.'
    : 'Rank correlation (Kendall) of predicted and measured ' + scoreText + ' within a round: ' + judged.map(r => `round ${r.round}: ${r.tau.toFixed(2)} (${r.trials} trials)`).join('; ') + '. The trials of a round were all predicted to be good, so it is far below that over the whole space.' + (climbs ? ` Predicted is the ${scoreText} at epoch ${result.final_epochs}, measured that after the first ${result.epochs}.` : '');

  const pairs = done.filter(t => t.kind === 'round' && t.predicted !== null && t.continues === null);
  if (pairs.length === 0) byId('predicted').remove();

  const device = DATA.device;
  const latencyFront = DATA.latency_front || [];
  const slow = t => ({ value: [DATA.latencies[t.id], 100 * last(t)], name: `trial ${t.id}, ${t.budget}` });
  byId('device').textContent = device
    ? device.learned && device.learned.table
      ? `On ${device.device}. Latencies are predicted from ${device.networks} networks whose times stand in ${device.learned.table}; when held out, their mean error is ${device.learned.mean_milliseconds.toPrecision(3)} ms (${(100 * device.learned.mean_share).toFixed(1)} %) and the rank correlation ${device.learned.rank_correlation.toFixed(3)}. Budgets and the front keep a margin of ${(100 * device.margin).toFixed(1)} %. Finalists were not timed there.`
      : `On ${device.device} with ${device.runtime} and ${device.threads} thread${device.threads > 1 ? 's' : ''}. Latencies are predicted by a model of ${device.networks} measured networks; on ${device.validation.networks.length} others its median error is ${(100 * device.validation.median_error).toFixed(1)} % and its rank correlation ${device.validation.rank_correlation.toFixed(3)}. Budgets and the front keep a margin of ${(100 * device.margin).toFixed(1)} %.`
    : 'On the machine that ran the search, with ONNX Runtime and one thread.';

  // An axis of shares from one round number to another, and never outside of 0 and 100 %, be it of one point or none.
  const shares = values => {
    const known = values.length > 0 ? values.map(v => 100 * v) : [0, 100];
    const high = Math.max(...known), low = Math.max(0, Math.min(...known, high - 2));
    const interval = [0.1, 0.2, 0.5, 1, 2, 5, 10].find(step => high - low <= 6 * step) || 20;
    const round = n => Number((interval * n).toFixed(1));
    const min = Math.min(Math.floor(low / interval), 100 / interval - 1);
    return { min: round(min), max: round(Math.max(Math.ceil(high / interval), min + 1)), interval };
  };

  const charts = {};
  const timed = members.filter(m => m.onnx);
  if (timed.length === 0) byId('latency-section').remove();

  function options(ink, soft, line) {
    const axis = (name, more) => ({ name, nameLocation: 'middle', nameGap: 30, scale: true, axisLabel: { color: soft, hideOverlap: true }, nameTextStyle: { color: soft }, axisLine: { lineStyle: { color: line } }, splitLine: { lineStyle: { color: line, opacity: .5 } }, ...more });
    const legend = { top: 0, type: 'scroll', textStyle: { color: ink }, pageTextStyle: { color: ink }, pageIconColor: ink, pageIconInactiveColor: line };
    const grid = { left: 56, right: 18, top: 44, bottom: 48 };
    const accuracy = values => axis(scoreText + ', %', { nameGap: 40, ...shares(values) });
    const lines = (name, list, style) => list.map(t => ({ name, type: 'line', symbol: 'circle', symbolSize: 4, data: t.curve.map((a, i) => [i + 1, 100 * a]), ...style }));
    const same = shares(pairs.flatMap(t => [t.predicted, last(t)]));
    const colours = { round: '#8a97ad', finalist: '#2f9e6e', baseline: '#d9822b', hand: '#a85bb8', front: '#3b6fb6' };
    // Earlier versions compared with medians of the first round, this one with what a person would take by hand.
    const compared = [['by hand', 'hand'], ['unsearched', 'baseline']].filter(([, kind]) => ofKind(kind).length > 0);
    const all = {
      cost: {
        legend, grid, tooltip: { formatter: tip },
        xAxis: axis('multiply-adds', { axisLabel: { color: soft, formatter: mark, hideOverlap: true } }), yAxis: accuracy([...done.map(last), ...front.map(f => f.predicted)]),
        series: [
          ...rounds.map((r, i) => ({ name: 'round ' + r.round, type: 'scatter', symbolSize: 7, itemStyle: { opacity: .45 + .5 * i / Math.max(1, rounds.length - 1), color: colours.round }, symbol: ['circle', 'rect', 'triangle', 'diamond'][i % 4], data: done.filter(t => t.kind === 'round' && t.round === r.round - 1).map(point) })),
          { name: 'predicted front', type: 'line', symbol: 'none', lineStyle: { type: 'dashed', color: colours.front }, itemStyle: { color: colours.front }, data: front.map(f => [f.cost.macs, 100 * f.predicted]) },
          ...compared.map(([name, kind]) => ({ name, type: 'scatter', symbolSize: 11, symbol: 'diamond', itemStyle: { color: colours[kind] }, data: ofKind(kind).map(point) })),
          { name: 'finalists', type: 'scatter', symbolSize: 13, itemStyle: { color: colours.finalist }, data: ofKind('finalist').map(point) },
        ],
      },
      latency: {
        legend, grid, tooltip: { formatter: p => `${echarts.format.encodeHTML(p.seriesName)}<br>${echarts.format.encodeHTML(p.name || '')}<br>${p.value[0].toFixed(3)} ms · ${p.value[1].toFixed(2)} %` },
        xAxis: axis('milliseconds an image'), yAxis: accuracy([...timed.map(m => m.validation), ...(device ? [...done.map(last), ...latencyFront.map(f => f.predicted)] : [])]),
        series: [
          ...(device ? [
            { name: 'rounds, predicted ms', type: 'scatter', symbolSize: 7, itemStyle: { opacity: .7, color: colours.round }, data: ofKind('round').map(slow) },
            { name: 'predicted front', type: 'line', symbol: 'none', lineStyle: { type: 'dashed', color: colours.front }, itemStyle: { color: colours.front }, data: latencyFront.map(f => [f.cost.latency / 1e6, 100 * f.predicted]) },
            ...compared.map(([name, kind]) => ({ name: name + ', predicted ms', type: 'scatter', symbolSize: 11, symbol: 'diamond', itemStyle: { color: colours[kind] }, data: ofKind(kind).filter(t => t.id in DATA.latencies).map(slow) })),
          ] : []),
          { name: 'finalists, measured', type: 'scatter', symbolSize: 13, itemStyle: { color: colours.finalist }, label: { show: true, position: 'top', formatter: '{b}', color: ink }, data: timed.map(m => ({ name: m.budget, value: [m.onnx.median, 100 * m.validation] })) },
        ],
      },
      curves: {
        legend: { ...legend, data: ['rounds', ...compared.map(([name]) => name), 'finalists'] }, grid, tooltip: { formatter: p => `${echarts.format.encodeHTML(p.seriesName)}<br>epoch ${p.value[0]} · ${p.value[1].toFixed(2)} %` },
        xAxis: axis('epoch', { minInterval: 1, min: 0 }), yAxis: accuracy(done.flatMap(t => t.curve)),
        series: [
          ...lines('rounds', ofKind('round'), { itemStyle: { color: colours.round }, lineStyle: { width: 1, opacity: .6, color: colours.round } }),
          ...compared.flatMap(([name, kind]) => lines(name, ofKind(kind), { itemStyle: { color: colours[kind] }, lineStyle: { width: 2, color: colours[kind] } })),
          ...lines('finalists', ofKind('finalist'), { itemStyle: { color: colours.finalist }, lineStyle: { width: 2.5, color: colours.finalist } }),
        ],
      },
      predicted: {
        legend, grid, tooltip: { formatter: p => p.name ? `${echarts.format.encodeHTML(p.name)}<br>predicted ${p.value[0].toFixed(2)} %<br>measured ${p.value[1].toFixed(2)} %` : '' },
        xAxis: axis('predicted, %', same), yAxis: axis('measured, %', { nameGap: 40, ...same }),
        series: [
          ...rounds.filter(r => r.trials > 0).map((r, i) => ({ name: 'round ' + r.round, type: 'scatter', symbolSize: 9, itemStyle: { color: ['#3b6fb6', '#2f9e6e', '#d9822b', '#a85bb8', '#c94f5d'][i % 5] }, data: pairs.filter(t => t.round === r.round - 1).map(t => ({ name: `trial ${t.id}, ${t.budget}`, value: [100 * t.predicted, 100 * last(t)] })) })),
          { name: 'as predicted', type: 'line', symbol: 'none', silent: true, lineStyle: { type: 'dashed', width: 1, color: soft }, itemStyle: { color: soft }, data: [[same.min, same.min], [same.max, same.max]] },
        ],
      },
    };
    if (stop < result.epochs) {
      all.curves.series[0].markLine = { silent: true, symbol: 'none', lineStyle: { type: 'dashed', color: soft }, label: { formatter: 'early stop', color: soft }, data: [{ xAxis: stop }] };
    }
    return all;
  }

  function draw() {
    const css = getComputedStyle(document.documentElement);
    const colour = name => css.getPropertyValue(name).trim();
    Object.entries(options(colour('--ink'), colour('--soft'), colour('--line'))).forEach(([id, option]) => {
      if (!byId(id)) return;
      charts[id] ??= echarts.init(byId(id));
      charts[id].setOption({ animation: false, ...option }, true);
    });
  }
  draw();
  // What is wider than its place can be moved by the keyboard, too.
  new ResizeObserver(() => document.querySelectorAll('.wide').forEach(wide => {
    const moves = wide.scrollWidth > wide.clientWidth;
    if (!moves) { wide.removeAttribute('tabindex'); return; }
    wide.tabIndex = 0;
    wide.role = 'group';
    wide.ariaLabel = 'table';
  })).observe(document.querySelector('main'));
  window.addEventListener('resize', () => Object.values(charts).forEach(c => c.resize()));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
})();
