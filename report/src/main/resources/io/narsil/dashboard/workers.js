// What each worker of a search does: one table whose rows are written anew, so that it stays where it was scrolled to.
import { element, fill, link, trialPage } from './dom.js';
import { ask } from './live.js';

const HEADS = [['worker', ''], ['trial', ''], ['epoch', ''], ['since', 'number']];
const small = (text, kind = '') => element('span', text, 'beside ' + kind);

// The time of day, with the date where it is another day's than the newest.
const time = (since, newest) => {
  const e = element('time', since.slice(0, 10) === newest.slice(0, 10) ? since.slice(11, 19) : since.slice(5, 16).replace('T', ' '));
  e.dateTime = since;
  return e;
};

const cell = (kind, ...content) => {
  const td = element('td', undefined, kind);
  td.append(...content);
  return td;
};

const line = (run, w, newest) => {
  const tr = element('tr', undefined, w.state === 'training' ? '' : 'rests'), head = element('th', w.worker === null ? 'without a number' : w.worker);
  head.scope = 'row';
  if (w.node) head.append(small(w.node));
  const since = cell('number', w.since ? time(w.since, newest) : '');
  if (w.trial === null) {
    tr.append(head, cell('', 'idle'), cell(''), since);
    return tr;
  }
  const trial = link(w.trial, trialPage(run, w.trial)), bar = element('progress');
  trial.dataset.key = 'w' + w.trial;
  bar.max = Math.max(1, w.epochs);
  bar.value = w.over;
  bar.setAttribute('aria-hidden', 'true');
  // The epoch that is under way; after the last one, it is tested.
  const epoch = w.epochs === 0 ? '' : w.over >= w.epochs ? `${w.epochs} of ${w.epochs}, ending` : `${w.over + 1} of ${w.epochs}`;
  tr.append(head, cell('', trial, w.budget ? small(w.budget) : '', w.job ? small(w.job, 'job') : ''),
    w.state === 'waiting' ? cell('', 'waits for its job') : cell('', epoch, bar), since);
  return tr;
};

const summary = all => {
  const count = state => all.rows.filter(w => w.state === state).length, total = Math.max(all.count, all.rows.length);
  const [train, wait] = [count('training'), count('waiting')];
  const parts = [`${train} of ${total} ${train === 1 ? 'trains' : 'train'}`, wait ? `${wait} ${wait === 1 ? 'waits for its job' : 'wait for their jobs'}` : '', count('idle') ? `${count('idle')} idle` : ''];
  return parts.filter(Boolean).join(', ') + (all.how ? `; ${all.how}` : '') + '. Times are UTC.';
};

export const workers = run => {
  const place = element('section', undefined, 'workers'), said = element('p', '', 'note'), frame = element('div', undefined, 'frame'), table = element('table'), head = element('tr'), body = element('tbody');
  const title = element('h2', 'Workers'), thead = element('thead');
  title.id = 'workers';
  HEADS.forEach(([text, kind]) => {
    const th = element('th', text, kind);
    th.scope = 'col';
    head.append(th);
  });
  thead.append(head);
  table.append(thead, body);
  table.setAttribute('aria-labelledby', 'workers');
  Object.assign(frame, { tabIndex: 0, role: 'region' });
  frame.setAttribute('aria-labelledby', 'workers');
  frame.append(table);
  place.append(title, said, frame);
  place.hidden = true;
  let known = '';
  const load = async () => {
    const all = await ask('/api/workers', { run }), now = JSON.stringify(all);
    if (now === known) return;
    known = now;
    place.hidden = all.rows.length === 0;
    said.textContent = summary(all);
    const newest = all.rows.reduce((last, w) => w.since > last ? w.since : last, '');
    fill(body, ...all.rows.map(w => line(run, w, newest)));
  };
  return { place, load };
};
