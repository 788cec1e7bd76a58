// The table of trials, the newest first, a page at a time.
import { brief, element, fill, kindText, link, percent, table, trialPage } from './dom.js';
import { ask } from './live.js';

const states = ['', 'done', 'running', 'chosen', 'diverged', 'failed'];

export const trials = (run, chosen, choose) => {
  const place = element('div');
  const tools = element('div', undefined, 'tools');
  const rows = element('div');
  let page = 0, status = '';
  const count = innerWidth < 640 ? 25 : 100;
  const select = element('select');
  states.forEach(s => { const o = element('option', s || 'all'); o.value = s; select.append(o); });
  const label = element('label', 'state ');
  label.append(select);
  const newer = element('button', 'newer'), older = element('button', 'older'), where = element('span', '', 'note');
  tools.append(label, newer, older, where);
  place.append(tools, rows);

  const columns = [
    { head: 'trial', number: true, of: t => { const a = link(t.trial, trialPage(run, t.trial)); a.dataset.key = 'a' + t.trial; return a; } },
    { head: 'kind', of: t => kindText(t.kind) + (t.round ? ' ' + t.round : '') },
    { head: 'budget', of: t => t.budget },
    { head: 'state', of: t => ['failed', 'diverged', 'running'].includes(t.status) ? element('span', t.status, 'state ' + t.status) : t.status },
    { head: 'epochs', number: true, minor: true, of: t => t.over === t.epochs ? t.over : `${t.over} of ${t.epochs}` },
    { head: 'score', number: true, of: t => percent(t.score) },
    { head: 'predicted', number: true, minor: true, of: t => t.predicted === null ? '' : percent(t.predicted, 1) + ' ± ' + (100 * t.deviation).toFixed(1) },
    { head: 'multiply-adds', number: true, of: t => brief(t.macs) },
    { head: 'parameters', number: true, minor: true, of: t => brief(t.params) },
    { head: 'curve', of: t => {
      if (t.over === 0) return '';
      const b = element('button', 'show');
      b.setAttribute('aria-label', 'show the curve of trial ' + t.trial);
      b.setAttribute('aria-pressed', chosen() === t.trial);
      b.dataset.key = 'b' + t.trial;
      b.onclick = () => choose(t.trial);
      return b;
    } },
    { head: 'recipe', text: true, of: (t, i) => t.reason || t.recipe || '' },
  ];

  const load = async () => {
    const all = await ask('/api/trials', { run, page, status, count });
    page = all.page;
    all.rows.forEach((t, i) => { t.recipe = all.recipes[i]; });
    where.textContent = all.total === 0 ? 'none' : `${all.total.toLocaleString('en')} trials, page ${page + 1} of ${all.pages}`;
    newer.disabled = page === 0;
    older.disabled = page + 1 >= all.pages;
    fill(rows, table(columns, all.rows, t => t.trial === chosen() ? 'chosen' : ''));
  };
  newer.onclick = () => { page--; load(); };
  older.onclick = () => { page++; load(); };
  select.onchange = () => { status = select.value; page = 0; load(); };
  return { place, load };
};
