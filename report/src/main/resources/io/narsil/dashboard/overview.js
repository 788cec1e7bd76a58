// All runs of the folder.
import { bestText, clock, element, fill, link, progress, runPage, table } from './dom.js';
import { follow } from './live.js';

const columns = [
  { head: 'run', of: r => { const a = link(r.name, runPage(r.name)); a.dataset.key = r.name; return a; } },
  { head: 'state', of: r => element('span', r.state, 'state ' + r.state) },
  { head: 'progress', of: r => r.state === 'refused' ? '' : progress(r.share, r.name) },
  { head: 'trained', number: true, of: r => r.reading !== null ? 'reading' : r.planned > 0 ? `${r.over} of ${r.planned}` : '' },
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

const order = ['running', 'stopped', 'finished', 'refused'];

export const overview = page => {
  document.title = 'Narsil: runs';
  follow('', all => {
    const runs = [...all.runs].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.name.localeCompare(b.name));
    const count = state => runs.filter(r => r.state === state).length;
    const counts = order.filter(count).map(state => `${count(state)} ${state}`).join(', ');
    const parts = [element('h1', 'Runs'), element('p', all.folder + (counts ? ': ' + counts : ''), 'note')];
    if (all.problem) parts.push(element('p', all.problem, 'problem'));
    if (runs.length === 0) parts.push(element('p', 'There is no run in this folder yet. It is shown as soon as "narsil search" begins one here.'));
    else parts.push(table(columns, runs));
    fill(page, ...parts);
  });
};
