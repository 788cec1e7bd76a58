// Two or more runs beside each other.
import { bestText, brief, clock, comparePage, element, fill, link, percent, runPage, section, table, trail, trialPage } from './dom.js';
import { ask, atMost, follow } from './live.js';
import { frontsChart, runLegend, spentChart } from './lines.js';

const figure = (title, ...content) => {
  const f = element('figure');
  f.append(element('figcaption', title), ...content);
  return f;
};

const choose = (text, values, value, onChange) => {
  const label = element('label', text + ' '), select = element('select');
  values.forEach(([key, shown]) => {
    const o = element('option', shown);
    o.value = key;
    select.append(o);
  });
  select.value = value;
  select.dataset.key = text;
  select.onchange = () => onChange(select.value);
  label.append(select);
  return label;
};

// Many columns of texts: they may be narrow.
const compact = wide => {
  wide.classList.add('compact');
  return wide;
};

const runColumns = names => [
  { head: 'run', text: true, of: r => {
    const a = link(r.summary.name, runPage(r.summary.name));
    a.dataset.key = r.summary.name;
    return a;
  } },
  { head: 'state', of: r => element('span', r.summary.state, 'state ' + r.summary.state) },
  { head: 'trials', number: true, of: r => r.trials.toLocaleString('en') },
  { head: 'epochs', number: true, of: r => r.epochs.toLocaleString('en') },
  { head: 'took', number: true, of: r => clock(r.summary.seconds) },
  { head: 'best, by hand included', text: true, of: r => {
    const best = r.summary.best.length ? (r.summary.score === 'accuracy' ? '' : r.summary.score + ': ') + bestText(r.summary.best) : '';
    const all = element('div', best);
    all.append(...r.faults.map(p => element('p', p, 'problem')));
    if (r.summary.reading !== null) all.append(element('p', `Its log is being read: ${Math.floor(100 * r.summary.reading)} %.`, 'note'));
    return all;
  } },
  { head: 'change', of: r => {
    const a = link('leave out', comparePage(names.filter(n => n !== r.summary.name)));
    a.setAttribute('aria-label', 'leave out ' + r.summary.name);
    a.dataset.key = 'x' + r.summary.name;
    return a;
  } },
];

// The members of all runs, those of one budget beside each other.
const families = runs => {
  const rows = [];
  runs.forEach(r => {
    let budget = '';
    r.members.forEach(m => {
      budget = m.hand && m.budget === 'by hand' ? budget : m.budget;
      rows.push({ ...m, of: budget, run: r.summary.name, sofar: !r.family });
    });
  });
  const order = [...new Set(rows.map(m => m.of))];
  return rows.sort((a, b) => order.indexOf(a.of) - order.indexOf(b.of));
};

const familyColumns = [
  { head: 'budget', of: m => m.of },
  { head: 'run', text: true, of: m => m.run + (m.budget === m.of ? '' : ', ' + m.budget) },
  { head: 'limits', text: true, of: m => m.limits },
  { head: 'multiply-adds', number: true, of: m => brief(m.macs) },
  { head: 'parameters', number: true, of: m => brief(m.params) },
  { head: 'validation', number: true, of: m => percent(m.validation) },
  { head: 'test', number: true, of: m => percent(m.test) },
  { head: 'milliseconds', number: true, of: m => m.milliseconds === null ? '' : m.milliseconds.toFixed(3) },
  { head: 'what', text: true, of: m => m.trial === null ? m.text : link(m.text, trialPage(m.run, m.trial)) },
];

const differenceColumns = runs => [
  { head: 'part', of: d => d.part },
  { head: 'place', text: true, of: d => d.place },
  ...runs.map((r, i) => ({ head: r.summary.name, text: true, of: d => d.values[i] ?? '–' })),
];

export const compare = (page, query) => {
  const names = [...new Set(query.getAll('run'))];
  document.title = 'comparison · Narsil';
  trail(element('span', 'comparison'));
  const head = element('div'), charts = element('div', undefined, 'charts'), below = element('div');
  page.replaceChildren(head, charts, below);
  let data = null, others = [], budget = '', by = 'epochs', drawn = '';

  // The best of one budget or of all of them, each time that it rose.
  const rises = r => {
    let best = -Infinity;
    return r.steps.filter(s => (budget === '' || s.budget === budget) && s.score > best && (best = s.score, true)).map(s => [s[by], s.score]);
  };
  const drawCharts = () => {
    const shown = data.runs, labels = shown.map(r => r.summary.name), score = shown[0]?.summary.score ?? 'score';
    const budgets = [...new Set(shown.flatMap(r => r.steps.map(s => s.budget)))];
    if (!shown.some(r => r.steps.length)) { fill(charts); return; }
    if (!budgets.includes(budget)) budget = '';
    const tools = element('div', undefined, 'tools');
    tools.append(
      choose('budget', [['', 'all'], ...budgets.map(b => [b, b])], budget, v => { budget = v; drawCharts(); }),
      choose('by', [['epochs', 'epochs'], ['trials', 'trials']], by, v => { by = v; drawCharts(); }));
    const spent = shown.map(r => ({ name: r.summary.name, points: rises(r), end: r[by] }));
    fill(charts,
      figure(`best ${score} by what was spent`, tools, runLegend(labels), spentChart(spent, by, score), element('p', 'Without what is made by hand, in the order in which trials were chosen. Finalists are trained for more epochs than those of rounds: where they begin, a line may rise for that alone.', 'note')),
      figure(`${score} against multiply-adds`, runLegend(labels), frontsChart(shown.map(r => ({ name: r.summary.name, points: r.front.map(([trial, macs, value, kind]) => [macs, value, trial, kind]) })), score), element('p', 'Trials that no cheaper one of their run equals, as measured on validation images; squares are finalists.', 'note')));
  };
  const draw = () => {
    const shown = data.runs, parts = [element('h1', 'Comparison')];
    parts.push(...data.missing.map(name => element('p', `There is no run "${name}" in this folder; it may have been moved or removed.`, 'problem')));
    if (data.left) parts.push(element('p', `${data.left} more ${data.left === 1 ? 'is' : 'are'} left out: ${data.most} can be told apart.`, 'problem'));
    if (shown.length < 2) parts.push(element('p', shown.length === 1 ? 'This is one run alone. Add another one to compare it with.' : 'No run is chosen. Choose two or more on the page of all runs, or add them here.'));
    parts.push(...data.remarks.map(r => element('p', r.text, r.grave ? 'problem' : 'remark')));
    if (shown.length) parts.push(table(runColumns(names), shown));
    if (shown.length < data.most && others.length) {
      const tools = element('div', undefined, 'tools');
      tools.append(choose('add', [['', 'a run …'], ...others.map(n => [n, n])], '', v => { if (v) location.href = comparePage([...names.filter(n => !data.missing.includes(n)), v]); }));
      parts.push(tools);
    }
    fill(head, ...parts);
    drawCharts();
    const rest = [];
    if (shown.length) rest.push(section(shown.every(r => r.family) ? 'The families' : 'Families, or the best so far', compact(table(familyColumns, families(shown), m => m.hand ? 'hand' : ''))));
    if (shown.length > 1) {
      rest.push(section('What differs', data.differences.length
        ? compact(table(differenceColumns(shown), data.differences))
        : element('p', shown.some(r => r.faults.length) ? 'Nothing that could be read.' : 'Nothing: study and space are the same, but for the name.')));
      if (data.more) rest.push(element('p', `And ${data.more.toLocaleString('en')} more.`, 'note'));
    }
    fill(below, ...rest);
  };

  const load = atMost(3000, async () => {
    try {
      const now = await ask('/api/compare', names.map(n => ['run', n])), text = JSON.stringify([now, others]);
      if (text === drawn) return;
      drawn = text;
      data = now;
      draw();
    } catch (error) {
      fill(head, element('h1', 'Comparison'), element('p', error.message, 'problem'));
    }
  });
  let before = '';
  follow('', all => {
    others = all.runs.filter(r => r.state !== 'refused' && !names.includes(r.name)).map(r => r.name);
    const now = JSON.stringify([others, all.runs.filter(r => names.includes(r.name)).map(r => [r.name, r.version, r.reading])]);
    if (now !== before) { before = now; load(); }
  });
};
