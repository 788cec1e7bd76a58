'use strict';
// Counts of what is taken for what: as a matrix, or, of many classes, the most frequent pairs. Of the dashboard it is a module and of the
// report a part of its script, so it exports nothing and stands at globalThis.
(() => {
  const { element, percent, row: plainRow, wide } = globalThis.pieces;
  // With more classes than so many, mistakes are named one by one.
  const MOST_ROWS = 20, MOST_PAIRS = 20;

  // A row for each class and a column for each answer, greener and redder the larger their share of the row.
  const show = ({ corner, names, counts, totals, last, shares, title }) => {
    const table = element('table', undefined, 'matrix'), body = element('tbody'), head = element('thead');
    const row = (first, place, scope) => {
      const tr = element('tr'), cell = element('th', first, 'label');
      cell.scope = scope;
      tr.append(cell);
      place.append(tr);
      return tr;
    };
    const top = row(corner, head, 'col');
    [...names, last].forEach(name => {
      const cell = element('th');
      cell.scope = 'col';
      cell.append(element('span', name));
      top.append(cell);
    });
    names.forEach((name, i) => {
      const tr = row(name, body, 'row');
      counts[i].forEach((count, k) => {
        const cell = element('td', count === 0 ? '' : count.toLocaleString('en'));
        cell.style.background = count === 0 ? '' : `rgba(${i === k ? '47, 158, 110' : '201, 79, 93'}, ${(0.1 + 0.6 * count / totals[i]).toFixed(2)})`;
        cell.title = title(name, names[k]);
        tr.append(cell);
      });
      tr.append(element('td', shares[i]));
    });
    table.append(head, body);
    return wide(table);
  };

  // Pairs {is, named, count, of}, the most frequent first; of is the number that the class has, where it is known.
  const pairs = (list, { is, named, counted }) => {
    const table = element('table');
    plainRow(table, [[is], [named], [counted, 'number'], ['share of the class', 'number']], '', 'th');
    list.slice(0, MOST_PAIRS).forEach(p => plainRow(table, [[p.is, 'text'], [p.named, 'text'], [p.count.toLocaleString('en'), 'number'], [p.of ? percent(p.count / p.of, 1) : '–', 'number']]));
    return wide(table);
  };

  globalThis.countMatrix = { show, pairs, MOST_ROWS };
})();
