// One run as it goes.
import { brief, clock, element, facts, fill, link, memberPage, percent, progress, section, table, trail, trialPage } from './dom.js';
import { ask, atMost, follow } from './live.js';
import { costChart, curvesChart, legend, predictedChart } from './charts.js';
import { actions } from './actions.js';
import { onServer } from './server.js';
import { trials } from './trials.js';
import { workers } from './workers.js';
import './pieces.js';
import './fronts.js';
import './growth.js';
import './rungs.js';
import './worth.js';

// A member of a family has a page of its own.
const memberLink = (run, m) => {
  const a = link(m.budget, memberPage(run, m.budget));
  a.dataset.key = 'm' + m.budget;
  return a;
};

const memberColumns = (run, family) => [
  { head: 'budget', of: m => family && !m.hand && m.macs !== null ? memberLink(run, m) : m.budget },
  { head: 'limits', of: m => m.limits },
  { head: 'multiply-adds', number: true, of: m => brief(m.macs) },
  { head: 'parameters', number: true, of: m => brief(m.params) },
  { head: 'validation', number: true, of: m => percent(m.validation) },
  { head: 'test', number: true, of: m => percent(m.test) },
  { head: 'milliseconds', number: true, of: m => m.milliseconds === null ? '' : m.milliseconds.toFixed(3) },
  { head: 'what', text: true, of: m => m.trial === null ? m.text : link(m.text, trialPage(run, m.trial)) },
];

const failureColumns = run => [
  { head: 'state', of: f => element('span', f.status, 'state ' + f.status) },
  { head: 'trials', number: true, of: f => f.count },
  { head: 'first', number: true, of: f => link(f.first, trialPage(run, f.first)) },
  { head: 'reason', text: true, of: f => f.reason },
];

const header = (place, s) => {
  const title = element('h1', s.name);
  const state = element('p');
  state.append(element('span', s.state, 'state ' + s.state));
  if (s.state === 'gone') { fill(place, title, state); return; }
  const counts = Object.entries(s.counts).filter(([, n]) => n > 0).map(([name, n]) => `${n.toLocaleString('en')} ${name}`).join(', ');
  const parts = [title, state, ...(s.kept ? [] : [progress(s.share, s.name)]), facts([
    ['trained', `${s.over.toLocaleString('en')} of ${s.planned.toLocaleString('en')}` + (s.kept ? ' chosen so far' : '')],
    ['time left', s.left === null ? '' : 'about ' + clock(s.left)],
    ['took', s.kept ? '' : clock(s.seconds)],
    ...s.best.map(b => [`best ${s.score}, ${b.budget}`, link(percent(b.score), trialPage(s.name, b.trial))]),
    ['trials', counts],
    ['report', s.report ? link('report.html', '/report?run=' + encodeURIComponent(s.name)) : ''],
  ])];
  if (s.kept) parts.push(...onServer(s));
  if (s.reading !== null && !s.kept) parts.push(element('p', `Reading the log: ${Math.floor(100 * s.reading)} %; what is below is of the part that is read.`, 'note'));
  parts.push(...s.problems.map(p => element('p', p, 'problem')));
  fill(place, ...parts);
};

const figure = (title, ...content) => {
  const f = element('figure');
  f.append(element('figcaption', title), ...content);
  return f;
};

// Kendall's rank correlation, tau-b, of what was predicted and what came; nothing where all are alike.
const kendall = pairs => {
  let sum = 0, ones = 0, others = 0;
  pairs.forEach((a, i) => pairs.slice(0, i).forEach(b => {
    const one = Math.sign(a.predicted - b.predicted), other = Math.sign(a.score - b.score);
    sum += one * other;
    ones += one * one;
    others += other * other;
  }));
  return ones && others ? sum / Math.sqrt(ones * others) : null;
};

const FEWEST_TO_RANK = 3, MOST_RANKED = 2000, ROUNDS_SHOWN = 6;
const rankText = predicted => {
  const rounds = [...new Set(predicted.map(t => t.round).filter(r => r !== null))].sort((a, b) => a - b);
  const known = rounds.map(r => [r, predicted.filter(t => t.round === r)]).filter(([, list]) => list.length >= FEWEST_TO_RANK).map(([r, list]) => [r, list.length, kendall(list)]).filter(([, , tau]) => tau !== null);
  return known.length ? ' Rank correlation (Kendall) within a round: ' + known.slice(-ROUNDS_SHOWN).map(([r, n, tau]) => `round ${r}: ${tau.toFixed(2)} (${n} trials)`).join('; ') + '.' : '';
};

export const run = (page, query) => {
  const name = query.get('run') ?? '';
  document.title = name + ' · Narsil';
  trail(element('span', name));
  const head = element('div'), members = element('div'), fronts = element('div'), charts = element('div', undefined, 'charts'), rungs = element('div'), growth = element('div'), worth = element('div'), failures = element('div'), notes = element('div');
  let many = false, summary = null, state = '', chosen = null, points = [], shown = new Map();
  const list = trials(name, () => chosen, trial => choose(trial));
  const acts = actions(name), crew = workers(name);
  page.replaceChildren(head, acts.place, crew.place, members, fronts, charts, rungs, growth, worth, section('Trials', list.place), failures, notes);

  const curve = async trial => {
    try { return await ask('/api/trial', { run: name, trial }); } catch (e) { return null; }
  };
  const drawCharts = () => {
    const scored = points.filter(t => t.score !== null), predicted = scored.filter(t => t.predicted !== null);
    const parts = [];
    const text = summary?.score ?? 'score';
    if (scored.length) parts.push(figure(`${text} against multiply-adds`, legend(scored), costChart(scored, chosen, choose, text)));
    const curves = [...shown.values()].filter(t => t && t.scores.some(v => v !== null)).map(t => ({ name: `trial ${t.facts.trial} (${t.facts.budget})`, values: t.scores }));
    if (curves.length) {
      parts.push(figure('learning curves', element('p', chosen === null ? 'The best of each budget; choose a trial by its point or its row.' : `Trial ${chosen}, and the best of each budget.`, 'note'), curvesChart(curves, text)));
    }
    if (predicted.length) parts.push(figure('predicted and measured', element('p', 'Predicted before a trial ran, for the epochs of a round.' + (many ? '' : rankText(predicted)), 'note'), predictedChart(predicted, chosen, choose, text)));
    fill(charts, ...parts);
  };
  const loadCurves = async () => {
    const wanted = [...new Set([chosen, ...(summary?.best ?? []).map(b => b.trial)].filter(t => t !== null))].slice(0, 5);
    const loaded = await Promise.all(wanted.map(curve));
    shown = new Map(wanted.map((t, i) => [t, loaded[i]]));
  };
  const choose = async trial => {
    chosen = trial;
    await loadCurves();
    drawCharts();
    list.load();
  };

  const loadRun = async () => {
    const all = await ask('/api/run', { run: name });
    fill(members, section(all.members.finished ? 'The family' : 'Best so far', table(memberColumns(name, all.members.finished), all.members.rows, m => m.hand ? 'hand' : ''), ...all.members.faults.map(f => element('p', f, 'problem'))));
    fill(failures, ...(all.failures.length ? [section('What went wrong', table(failureColumns(name), all.failures))] : []));
    const items = element('ul', undefined, 'plain');
    all.notes.forEach(n => {
      const li = element('li'), time = element('time', n.time.replace('T', ' ').slice(0, 19));
      time.dateTime = n.time;
      li.append(time, n.text);
      items.append(li);
    });
    fill(notes, ...(all.notes.length ? [section('Notes', element('p', 'Times are UTC.', 'note'), items)] : []));
  };
  const loadCharts = async () => {
    const all = await ask('/api/points', { run: name });
    points = all.rows.map(([trial, macs, score, kind, budget, predicted, deviation, round]) => ({ trial, macs, score, kind, budget, predicted, deviation, round }));
    // Of many trials the charts have a choice, whose ranks are not those of all.
    many = all.trials > MOST_RANKED;
    await loadCurves();
    drawCharts();
  };
  const fronted = globalThis.frontGrowth.make();
  const loadGrowth = async () => {
    const all = await ask('/api/growth', { run: name });
    if (all.costs.length && !growth.hasChildNodes()) growth.append(section('The front, and its hypervolume', fronted.place));
    fronted.update(all, summary?.score ?? 'score');
  };
  const climbed = globalThis.rungClimb.make(trial => trialPage(name, trial));
  const loadRungs = async () => {
    const all = await ask('/api/rungs', { run: name });
    if (all.levels && !rungs.hasChildNodes()) rungs.append(section('Rungs, and who climbed', climbed.place));
    climbed.update(all, summary?.score ?? 'score');
  };
  // Drawn anew only where it is another one: whoever reads or marks it is not disturbed.
  let known = '';
  const loadWorth = async () => {
    const all = await ask('/api/worth', { run: name }), now = JSON.stringify([all, summary?.score]);
    if (now === known) return;
    known = now;
    fill(worth, ...(all.problems || 'known' in all ? [section('What each parameter is worth so far', globalThis.parameterWorth.show(all, summary?.score ?? 'score'))] : []));
  };
  // Until they are there, once the run is over: its report comes a moment later. Then never again: whoever moves a slider is not disturbed.
  let found = false;
  const loadFronts = async () => {
    const all = await ask('/api/fronts', { run: name });
    await begun;
    if (acts.allowed()) all.act = acts.fromSlider;
    found = Boolean(all.candidates);
    fill(fronts, ...(all.problems ?? []).map(p => element('p', p, 'problem')), ...(all.candidates ? [section('Any budget', globalThis.budgetSlider.show(all))] : []));
  };
  const begun = acts.refresh();
  const often = atMost(2000, () => Promise.allSettled([loadRun(), crew.load(), list.load()]));
  const seldom = atMost(5000, () => Promise.allSettled([loadCharts(), loadGrowth(), loadRungs(), loadWorth()]));
  follow(name, s => {
    const changed = summary?.version !== s.version;
    if (s.state === 'finished' && !found && (changed || summary?.state !== 'finished')) loadFronts().catch(e => fill(fronts, element('p', e.message, 'problem')));
    if (s.state === 'running') {
      found = false;
      fill(fronts);
    }
    summary = s.state === 'gone' ? summary : s;
    header(head, s);
    if (state !== s.state && acts.allowed()) acts.refresh();
    state = s.state;
    if (changed && s.state !== 'gone') { often(); seldom(); }
  });
};
