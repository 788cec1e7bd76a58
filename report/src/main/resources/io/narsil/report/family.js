'use strict';
// A family as a table: each member, and below it what was made by hand within its budget and its file in 8 bits. Of the dashboard it is a
// module and of the report a part of its script, so it exports nothing and stands at globalThis.
(() => {
  const { brief, element, percent, range, row } = globalThis.pieces;
  const kilobytes = n => Math.max(1, Math.floor(n / 1024)).toLocaleString('en') + '\u00a0KB';
  const n = 'number';
  const test = x => x && x.detail && x.detail.test;

  // Figures that are shown beside the score: where another one was searched for, or classes count unequally.
  const others = (members, unequal, byAccuracy, scoreText) => members.some(test) && (unequal || !byAccuracy)
    ? [['accuracy', t => percent(t.accuracy) + range(t.interval)], ['balanced accuracy', t => percent(t.balanced_accuracy)]].filter(([name]) => name !== scoreText)
    : [];

  // A network that costs less of one and no more of the others; milliseconds count where both were measured.
  const smaller = (s, m) => s.macs <= m.macs && s.params <= m.params && (s.macs < m.macs || s.params < m.params)
    && !(s.onnx && m.onnx && s.onnx.median > m.onnx.median);
  // Where a smaller network of the family has reached more, that is said.
  const noBetter = (family, m) => {
    if (m.smaller) {
      const own = m.smaller.own == null ? 'nothing that was trained for this budget came to its end' : `the best that was trained for this budget reached ${percent(m.smaller.own)} on validation images`;
      return `; the network of ${m.smaller.budget}: ${own}`;
    }
    const [best] = family.filter(s => !s.problem && smaller(s, m) && s.validation > m.validation).sort((a, b) => b.validation - a.validation);
    return best ? `; no better than the network of ${best.budget}, which is smaller` : '';
  };

  // Rows of a family, or of some of its members, which are compared with all of it.
  const show = ({ family, compared = family, unequal, score, scoreText, intervals, int8 }) => {
    const byAccuracy = score === 'accuracy', byScore = byAccuracy ? '' : ' ' + scoreText;
    const figures = others(family.filter(m => !m.problem), unequal, byAccuracy, scoreText), table = element('table', undefined, 'cards');
    const more = x => figures.map(([, of]) => [test(x) ? of(test(x)) : '–', n]);
    const measured = (m, what, share) => percent(share) + range((intervals[m.budget] || {})[what]);
    row(table, [['budget'], ['multiply-adds', n], ['parameters', n], ['validation' + byScore, n], ['test' + byScore, n], ...figures.map(([name]) => ['test ' + name, n]), ['milliseconds', n], ['recipe']], '', 'th');
    family.forEach(m => {
      const ms = m.onnx ? `${m.onnx.median.toFixed(3)}${m.onnx.limit ? ` of ${m.onnx.limit.toFixed(3)}` : ''} (${m.onnx.fast.toFixed(3)}\u00a0to\u00a0${m.onnx.slow.toFixed(3)})` : '–';
      row(table, m.problem
        ? [[m.budget], [brief(m.macs), n], [brief(m.params), n], ['–', n], ['–', n], ...more(m), ['–', n], ['none: ' + m.problem, 'text']]
        : [[m.budget], [brief(m.macs), n], [brief(m.params), n], [percent(m.validation), n], [measured(m, 'member', m.test), n], ...more(m), [ms, n], [m.recipe + noBetter(compared, m), 'text']]);
      const h = m.hand;
      if (h) row(table, [['by hand'], [brief(h.macs), n], [brief(h.params), n], [percent(h.validation), n], [measured(m, 'hand', h.test), n], ...more(h), ['', n], [`${h.shape}; ${h.recipe}${h.member ? `; the search did not beat it${h.searched ? ` (its finalist: ${percent(h.searched)} on validation images)` : ''}, and it is the member` : ''}`, 'text']], 'unsearched');
      const e = int8[m.budget];
      if (e) row(table, [['in 8 bits'], ['', n], ['', n], ['', n], [measured(m, 'int8', e.accuracy), n], ...figures.map(() => ['', n]), [e.milliseconds.toFixed(3), n], [`${kilobytes(e.bytes)}; the file of 32 bits, measured beside it: ${measured(m, 'floats', e.floats_accuracy)}, ${e.floats_milliseconds.toFixed(3)}\u00a0ms, ${kilobytes(e.floats_bytes)}`, 'text']], 'unsearched');
      // Of earlier versions.
      const b = m.baseline;
      if (b) row(table, [['unsearched'], [brief(b.macs), n], [brief(b.params), n], [b.problem ? '–' : percent(b.validation), n], [b.problem ? '–' : measured(m, 'baseline', b.test), n], ...more(b), ['', n], [b.problem, 'text']], 'unsearched');
    });
    return globalThis.pieces.wide(table);
  };

  globalThis.familyTable = { show, test };
})();
