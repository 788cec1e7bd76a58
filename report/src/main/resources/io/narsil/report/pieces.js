'use strict';
// What the parts that a page of a run and report.html share are made of. Of the dashboard it is a module and of the report a part of its
// script, so it exports nothing and stands at globalThis. Texts are texts, never HTML.
globalThis.pieces = {
  // What is wider than its place can be moved by the keyboard, too.
  scrolled: new ResizeObserver(entries => entries.forEach(({ target }) => {
    if (target.scrollWidth > target.clientWidth) Object.assign(target, { tabIndex: 0, role: 'group', ariaLabel: 'table' });
    else ['tabindex', 'role', 'aria-label'].forEach(name => target.removeAttribute(name));
  })),
  element: (tag, text, kind) => {
    const e = document.createElement(tag);
    if (text !== undefined) e.textContent = text;
    if (kind) e.className = kind;
    return e;
  },
  draw: (name, values, parent, text) => {
    const e = document.createElementNS('http://www.w3.org/2000/svg', name);
    Object.entries(values).forEach(([key, value]) => e.setAttribute(key, value));
    if (text !== undefined) e.textContent = text;
    parent?.append(e);
    return e;
  },
  // A row of cells [text, kind]. A cell knows its column's heading: on a phone a row becomes a card of them.
  row: (table, cells, kind, tag = 'td') => {
    const { element } = globalThis.pieces, tr = element('tr', undefined, kind);
    // A table without a head, as the provenance, has its names in its first column.
    const heads = table.tHead ? [...table.tHead.rows[0].cells].map(c => c.textContent) : [];
    cells.forEach(([text, style], i) => {
      const cell = element(tag, text, style);
      if (tag === 'th') cell.scope = 'col';
      else if (heads[i]) cell.dataset.head = heads[i];
      if (text === '') cell.classList.add('empty');
      tr.append(cell);
    });
    (tag === 'th' ? table.createTHead() : table.tBodies[0] ?? table.createTBody()).append(tr);
  },
  // What may be wider than its place.
  wide: table => {
    const { element, scrolled } = globalThis.pieces, e = element('div', undefined, 'wide');
    e.append(table);
    scrolled.observe(e);
    return e;
  },
  // A choice among values [key, text], with its label.
  choice: (label, values, onChange) => {
    const { element } = globalThis.pieces, whole = element('label', label + ' '), select = element('select');
    values.forEach(([key, text]) => select.append(new Option(text, key)));
    select.onchange = onChange;
    whole.append(select);
    return { whole, select };
  },
  brief: n => n >= 1e9 ? (n / 1e9).toFixed(2) + 'G' : n >= 1e6 ? (n / 1e6).toFixed(2) + 'M' : n >= 1e3 ? (n / 1e3).toFixed(1) + 'k' : String(n),
  percent: (share, digits = 2) => share === null || share === undefined ? '–' : (100 * share).toFixed(digits) + '\u00a0%',
  range: interval => interval ? ` (${(100 * interval.low).toFixed(1)}\u00a0to\u00a0${(100 * interval.high).toFixed(1)})` : '',
};
