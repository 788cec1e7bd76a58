'use strict';
// With more classes than so many, mistakes are named one by one.
const MOST_ROWS = 20;
// Counts of what is taken for what: a row for each class and a column for each answer, greener and redder the larger their share of the row.
const countMatrix = ({ corner, names, counts, totals, last, shares, title }) => {
  // Everything from a run is text: it is never read as HTML.
  const element = (tag, text, kind) => {
    const e = document.createElement(tag);
    if (text !== undefined) e.textContent = text;
    if (kind) e.className = kind;
    return e;
  };
  const table = element('table', undefined, 'matrix');
  const row = (first, tag) => {
    const tr = element('tr');
    tr.append(element(tag, first, 'label'));
    table.append(tr);
    return tr;
  };
  const head = row(corner, 'th');
  [...names, last].forEach(name => {
    const cell = element('th');
    cell.append(element('span', name));
    head.append(cell);
  });
  names.forEach((name, i) => {
    const tr = row(name, 'td');
    counts[i].forEach((count, k) => {
      const cell = element('td', count === 0 ? '' : count.toLocaleString('en'));
      cell.style.background = count === 0 ? '' : `rgba(${i === k ? '47, 158, 110' : '201, 79, 93'}, ${(0.1 + 0.6 * count / totals[i]).toFixed(2)})`;
      cell.title = title(name, names[k]);
      tr.append(cell);
    });
    tr.append(element('td', shares[i]));
  });
  const wide = element('div', undefined, 'wide');
  wide.append(table);
  return wide;
};
