// One trial in full.
import { brief, clock, element, facts, fill, kindText, link, percent, progress, runPage, section, table, trail, trialPage } from './dom.js';
import { ask, follow } from './live.js';
import { curvesChart } from './charts.js';

const pairs = values => table([
  { head: 'name', of: ([name]) => name },
  { head: 'value', text: true, of: ([, value]) => value },
], Object.entries(values));

// Each line is a block, with a bar for its share of the multiply-adds.
const blockTable = blocks => {
  const most = Math.max(...blocks.map(b => b.macs), 1);
  const whole = table([
    { head: 'block', of: b => b.name },
    { head: 'hands on', of: b => b.out },
    { head: 'kernel', number: true, of: b => b.kernel || '' },
    { head: 'expansion', number: true, of: b => b.expansion > 1 ? Math.round(10 * b.expansion) / 10 : '' },
    { head: 'stride', number: true, of: b => b.stride > 1 ? b.stride : '' },
    { head: 'gate', of: b => b.squeeze ? 'se' : '' },
    { head: 'parameters', number: true, of: b => brief(b.params) },
    { head: 'multiply-adds', number: true, of: b => brief(b.macs) },
    { head: 'share', of: b => { const p = progress(b.macs / most, b.name); p.setAttribute('aria-hidden', 'true'); return p; } },
  ], blocks);
  return whole;
};

const figure = (title, chart) => {
  const f = element('figure');
  f.append(element('figcaption', title), chart);
  return f;
};

export const trial = (page, query) => {
  const run = query.get('run') ?? '', number = query.get('trial') ?? '';
  document.title = `trial ${number} of ${run} · Narsil`;
  trail(link(run, runPage(run)), element('span', 'trial ' + number));
  const load = async () => {
    const { facts: t, scores, losses, candidate, score } = await ask('/api/trial', { run, trial: number });
    const state = element('p');
    state.append(element('span', t.status, 'state ' + t.status));
    const parts = [element('h1', 'Trial ' + t.trial), state, facts([
      ['kind', kindText(t.kind) + (t.round ? ' ' + t.round : '')],
      ['budget', t.budget],
      ['chosen since', t.why.replace('_', ' ')],
      ['epochs', t.over === t.epochs ? t.over : `${t.over} of ${t.epochs}`],
      [score, percent(t.score)],
      ['test ' + score, percent(t.test)],
      ['predicted', t.predicted === null ? '' : percent(t.predicted, 1) + ' ± ' + (100 * t.deviation).toFixed(1)],
      ['multiply-adds', brief(t.macs)],
      ['parameters', brief(t.params)],
      ['training took', clock(t.seconds)],
      ['goes on with', t.continues === null ? '' : link('trial ' + t.continues, trialPage(run, t.continues))],
    ])];
    if (t.reason) parts.push(element('p', t.reason, 'problem'));
    const charts = element('div', undefined, 'charts');
    if (scores.some(v => v !== null)) charts.append(figure(score, curvesChart([{ name: 'validation', values: scores }], score)));
    if (losses.some(v => v !== null)) charts.append(figure('training loss', curvesChart([{ name: 'training loss', values: losses }], 'loss', 'number')));
    parts.push(charts);
    const columns = element('div', undefined, 'columns');
    if (Object.keys(candidate.architecture).length) columns.append(section(candidate.space ? `Architecture, of the space ${candidate.space}` : 'Parameters', pairs(candidate.architecture)));
    if (Object.keys(candidate.recipe).length) columns.append(section('Recipe', pairs(candidate.recipe)));
    if (candidate.blocks.length) parts.push(section('Network', blockTable(candidate.blocks)));
    parts.push(columns);
    fill(page, ...parts);
  };
  let version = '';
  follow(run, s => {
    if (s.version === version) return;
    version = s.version;
    load().catch(error => fill(page, element('p', error.message, 'problem')));
  });
};
