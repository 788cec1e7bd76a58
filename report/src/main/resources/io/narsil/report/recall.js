'use strict';
// The classes with their images, and what members find of each. Of the dashboard it is a module and of the report a part of its script, so
// it exports nothing and stands at globalThis.
(() => {
  const { element, percent, row, wide } = globalThis.pieces;
  const MOST = 200, n = 'number';

  // Members are {budget, recall}, a share or null for each class; by the last of them many classes are ordered.
  const show = (classes, members) => {
    const whole = element('div'), table = element('table');
    const judge = members[members.length - 1];
    const order = classes.map((c, i) => i);
    if (judge && order.length > MOST) order.sort((a, b) => (judge.recall[a] ?? 2) - (judge.recall[b] ?? 2));
    row(table, [['class'], ...members.map(m => ['found by ' + m.budget, n]), ['train', n], ['validation', n], ['test', n]], '', 'th');
    order.slice(0, MOST).forEach(i => {
      const c = classes[i];
      row(table, [[c.name, 'text'], ...members.map(m => [percent(m.recall[i], 1), n]), [c.train, n], [c.validation, n], [c.test, n]]);
    });
    whole.append(wide(table));
    if (order.length > MOST) whole.append(element('p', `The ${MOST} classes of ${order.length.toLocaleString('en')} that are found least.`, 'note'));
    return whole;
  };

  globalThis.classRecall = { show };
})();
