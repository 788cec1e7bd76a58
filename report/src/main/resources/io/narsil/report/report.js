'use strict';
(() => {
  const { result, trials, front, rounds, networks, recipes, study, provenance } = DATA;
  const byId = id => document.getElementById(id);
  const { element, row, brief, wide } = globalThis.pieces, { test } = globalThis.familyTable;
  // At the marks of an axis there is no room for zeros.
  const mark = n => brief(n).replace(/\.?0+(?=[kMG])/, '');
  const last = trial => trial.curve[trial.curve.length - 1];
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

  document.querySelectorAll('.score').forEach(e => { e.textContent = /^[a-z][A-Z]/.test(scoreText) ? scoreText : scoreText[0].toUpperCase() + scoreText.slice(1); });
  if (!byAccuracy) byId('score-note').textContent = `The search was for ${scoreText}. `;
  byId('family').append(globalThis.familyTable.show({ family: result.family, unequal: DATA.unequal, score: result.score, scoreText, intervals: DATA.intervals, int8: DATA.int8 }));

  const known = members.filter(test);
  if (result.classes.length === 0) byId('classes-section').remove();
  else {
    byId('classes').append(globalThis.classRecall.show(result.classes, known.map(m => ({ budget: m.budget, recall: test(m).recall }))));
    known.filter(m => test(m).mistakes.length > 0 && !DATA.answers[m.budget]).forEach(m => byId('mistakes').append(element('p', `Most frequent mistakes of ${m.budget}: ` + test(m).mistakes.slice(0, 6).map(x => `${x.label} named ${x.answer} (${x.images})`).join(', ') + '.', 'note')));
    // A run of detectors whose pictures could not be drawn has no photos; what its classes are counted by is the same.
    if ('objects' in DATA) byId('classes-note').textContent = 'The objects of each class that are marked in the images of each part.';
    Object.entries(DATA.answers).forEach(([budget, a]) => byId('answers').append(
      element('h3', `What ${budget} answers`), globalThis.testAnswers.show(a, m => m.picture ? 'data:image/png;base64,' + m.picture : null)));
  }

  if (!DATA.objects) byId('objects-section').remove();
  else {
    byId('objects-note').textContent = globalThis.foundObjects.NOTE;
    members.filter(m => DATA.objects.members[m.budget] && m.detail && m.detail.found).forEach(m => byId('objects').append(
      element('h3', `What ${m.budget} finds`), globalThis.foundObjects.show(m.detail.found, DATA.objects, DATA.objects.members[m.budget], p => 'data:image/jpeg;base64,' + p.picture)));
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
    byId('failures').append(wide(table));
  }
  Object.entries(provenance).filter(([key]) => key !== 'machines' && key !== 'notes').forEach(([key, value]) => row(byId('provenance'), [[key], [String(value), 'text']]));
  (provenance.machines || []).forEach(m => row(byId('provenance'), [['trained on'], [`${m.processor} (${m.vectors || 'vector instructions not known'}), ${m.engine}, ${m.java}, ${m.system}, Narsil ${m.narsil}, since ${m.since}`, 'text']]));
  byId('study').textContent = study;

  Object.entries(networks).forEach(([budget, blocks]) => {
    const card = globalThis.networkBlocks.show(blocks), details = element('details');
    const member = result.family.find(m => m.budget === budget);
    card.prepend(element('h3', `${budget}: ${brief(member.macs)} multiply-adds, ${brief(member.params)} parameters`));
    details.append(element('summary', 'Its recipe'), element('pre', recipes[budget]));
    card.append(details);
    byId('networks').append(card);
  });
  byId('networks').prepend(element('p', globalThis.networkBlocks.NOTE, 'note'));

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
  // Tables that stand in the page from the beginning.
  document.querySelectorAll('.wide').forEach(wide => globalThis.pieces.scrolled.observe(wide));
  window.addEventListener('resize', () => Object.values(charts).forEach(c => c.resize()));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
})();
