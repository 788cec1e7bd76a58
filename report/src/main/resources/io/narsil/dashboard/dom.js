// Elements and numbers. Everything from a run is text: it is never read as HTML.
import './pieces.js';

export const element = (tag, text, kind) => {
  const e = document.createElement(tag);
  if (text !== undefined && text !== null) e.textContent = text;
  if (kind) e.className = kind;
  return e;
};

export const link = (text, href) => {
  const a = element('a', text);
  a.href = href;
  return a;
};

export const runPage = name => '/run?run=' + encodeURIComponent(name);
export const comparePage = names => '/compare?' + names.map(name => 'run=' + encodeURIComponent(name)).join('&');
export const trialPage = (name, trial) => '/trial?run=' + encodeURIComponent(name) + '&trial=' + trial;

export const memberPage = (name, budget) => '/member?run=' + encodeURIComponent(name) + '&budget=' + encodeURIComponent(budget);

const known = x => typeof x === 'number' && Number.isFinite(x);
export const percent = (share, digits = 2) => known(share) ? (100 * share).toFixed(digits) + '\u00a0%' : '';
export const brief = n => !known(n) ? '' : n >= 1e9 ? (n / 1e9).toFixed(2) + 'G' : n >= 1e6 ? (n / 1e6).toFixed(2) + 'M' : n >= 1e3 ? (n / 1e3).toFixed(1) + 'k' : String(n);
// As the terminal writes durations: 0:07, 12:30, 1:02:03.
export const clock = seconds => {
  if (!known(seconds)) return '';
  const s = Math.round(seconds), two = n => String(n % 60).padStart(2, '0');
  return (s >= 3600 ? [Math.floor(s / 3600), two(Math.floor(s / 60)), two(s)] : [Math.floor(s / 60), two(s)]).join(':');
};
export const kindText = kind => kind === 'hand' ? 'by hand' : kind;

export const progress = (share, name) => {
  const bar = element('progress');
  bar.max = 1;
  bar.value = share;
  bar.setAttribute('aria-label', `${Math.floor(100 * share)} % of the work of ${name}`);
  return bar;
};

// A table of columns {head, number, text, minor, of(row)}; on a phone a row becomes a card without what is minor. A value is a text or
// an element.
export const table = (columns, rows, kindOf = () => '') => {
  const whole = element('table', undefined, 'cards');
  const head = element('tr');
  columns.forEach(c => {
    const th = element('th', c.head, c.number ? 'number' : '');
    th.scope = 'col';
    head.append(th);
  });
  const thead = element('thead'), body = element('tbody');
  thead.append(head);
  rows.forEach((row, i) => {
    const tr = element('tr', undefined, kindOf(row, i));
    columns.forEach(c => {
      const value = c.of(row, i);
      const td = element('td', undefined, [c.number && 'number', c.text && 'text', c.minor && 'minor', (value === '' || value === null) && 'empty'].filter(Boolean).join(' '));
      td.append(value instanceof Node ? value : String(value ?? ''));
      td.dataset.head = c.head;
      tr.append(td);
    });
    body.append(tr);
  });
  whole.append(thead, body);
  return globalThis.pieces.wide(whole);
};

// Puts elements in the place of what is there, and keeps the keyboard where it was.
export const fill = (place, ...children) => {
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  place.replaceChildren(...children);
  if (focused) place.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
};

export const facts = pairs => {
  const list = element('dl', undefined, 'facts');
  pairs.filter(([, value]) => value !== '' && value !== null && value !== undefined).forEach(([name, value]) => {
    const pair = element('div'), dd = element('dd');
    dd.append(value instanceof Node ? value : String(value));
    pair.append(element('dt', name), dd);
    list.append(pair);
  });
  return list;
};

export const section = (title, ...children) => {
  const whole = element('section');
  whole.append(element('h2', title), ...children);
  return whole;
};

// The best score of each budget so far.
export const bestText = best => best.map(b => `${b.budget} ${percent(b.score, 1)}`).join(', ');

export const trail = (...parts) => document.getElementById('trail').replaceChildren(...parts);
