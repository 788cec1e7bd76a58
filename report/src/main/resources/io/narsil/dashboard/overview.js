// All runs that are shown.
import { actions } from './actions.js';
import { bestText, clock, comparePage, element, fill, link, progress, runPage, table } from './dom.js';
import { follow } from './live.js';

// Those to compare, in the order in which they were chosen.
const chosen = new Set();

const choice = onChange => ({ head: 'compare', of: r => {
  if (r.state === 'refused') return '';
  const box = element('input');
  box.type = 'checkbox';
  box.checked = chosen.has(r.name);
  box.dataset.key = 'c' + r.name;
  box.setAttribute('aria-label', 'compare ' + r.name);
  box.onchange = () => {
    if (box.checked) chosen.add(r.name);
    else chosen.delete(r.name);
    onChange();
  };
  return box;
} });

const columns = [
  { head: 'run', of: r => { const a = link(r.name, runPage(r.name)); a.dataset.key = r.name; return a; } },
  { head: 'state', of: r => element('span', r.state, 'state ' + r.state) },
  { head: 'progress', of: r => r.state === 'refused' || r.kept ? '' : progress(r.share, r.name) },
  { head: 'trained', number: true, of: r => r.reading !== null ? 'reading' : r.planned > 0 ? `${r.over} of ${r.planned}` + (r.kept ? ' chosen' : '') : '' },
  { head: 'time left', number: true, of: r => clock(r.left) },
  { head: 'took', number: true, of: r => r.seconds > 0 ? clock(r.seconds) : '' },
  { head: 'best so far', text: true, of: r => {
    const best = r.best.length ? (r.score === 'accuracy' ? '' : r.score + ': ') + bestText(r.best) : '';
    if (r.problems.length === 0) return best;
    const all = element('div', best);
    all.append(...r.problems.map(p => element('p', p, 'problem')));
    return all;
  } },
];

const MOST = 5;
const order = ['running', 'stopped', 'idle', 'finished', 'unknown', 'refused'];

export const overview = page => {
  document.title = 'Narsil: runs';
  const tools = element('div', undefined, 'tools'), button = element('button', 'Compare'), said = element('span', '', 'note');
  tools.append(button, said);
  button.onclick = () => { location.href = comparePage([...chosen]); };
  const onChange = () => {
    button.disabled = chosen.size < 2 || chosen.size > MOST;
    said.textContent = chosen.size === 0 ? 'Choose two to five runs to see them beside each other.' : `${chosen.size} chosen` + (chosen.size === 1 ? ': one more at least' : chosen.size > MOST ? `: ${MOST} at most` : '');
  };
  const list = element('div'), acts = actions('');
  page.replaceChildren(list, acts.place);
  acts.refresh();
  follow('', all => {
    const runs = [...all.runs].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.name.localeCompare(b.name));
    const count = state => runs.filter(r => r.state === state).length;
    const counts = order.filter(count).map(state => `${count(state)} ${state}`).join(', ');
    const parts = [element('h1', 'Runs'), element('p', all.folder + (counts ? ': ' + counts : ''), 'note')];
    if (all.problem) parts.push(element('p', all.problem, 'problem'));
    if (runs.length === 0) parts.push(element('p', 'There is no run yet. It is shown as soon as "narsil search" begins one there.'));
    else {
      [...chosen].filter(name => !runs.some(r => r.name === name)).forEach(name => chosen.delete(name));
      onChange();
      if (runs.length > 1) parts.push(tools);
      parts.push(table(runs.length > 1 ? [columns[0], choice(onChange), ...columns.slice(1)] : columns, runs));
    }
    fill(list, ...parts);
  });
};
