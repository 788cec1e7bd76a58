'use strict';
// What each parameter is worth so far: a table with bars, for the page of a run and for report.html. Of the dashboard it is a module and
// of the report a part of its script, so it exports nothing and stands at globalThis. Everything from a run is text, never HTML.
(() => {
  const MOST = 12, LEAST = 0.005;
  const { element } = globalThis.pieces;
  const percent = share => (100 * share).toFixed(share < 0.0995 ? 1 : 0) + '\u00a0%';
  const count = (n, one) => `${n.toLocaleString('en')} ${one}${n === 1 ? '' : 's'}`;
  // Names of parameters are long and have no blanks: they may be broken after a dot or a line.
  const name = text => {
    const e = element('th', undefined, 'worth-name');
    e.scope = 'row';
    text.split(/(?<=[._-])/).forEach((part, i) => { if (i) e.append(element('wbr')); e.append(part); });
    return e;
  };

  const silent = (data, what) => {
    if (data.trials === 0) return `Nothing yet: the predictor learns when the first round is over.`;
    if (data.judged < data.fewest) return `Nothing yet: it has learned from ${count(data.trials, 'trial')}, and of fewer than ${data.fewest} that stand beside others of their budget nothing can be said.`;
    return `Nothing that is surely more than chance: of the differences in ${what} between trials of the same budget, ${percent(Math.max(0, data.explained))} could be predicted from the others (${count(data.judged, 'trial')}). More rounds may tell.`;
  };

  const row = (p, most) => {
    const tr = element('tr', undefined, p.recipe ? 'worth-recipe' : 'worth-architecture');
    const share = element('td', undefined, 'worth-share'), bar = element('span', undefined, 'worth-bar'), fill = element('i');
    fill.style.width = 100 * p.share / most + '%';
    bar.append(fill);
    bar.setAttribute('aria-hidden', 'true');
    share.append(bar, element('b', percent(p.share)));
    tr.append(name(p.parameter), element('td', p.recipe ? 'recipe' : 'architecture', 'worth-half'), share,
      element('td', p.best, 'worth-value'), element('td', p.worst, 'worth-value worth-worst'), element('td', p.best === '' ? '' : (100 * p.gain).toFixed(1), 'number'));
    return tr;
  };

  const table = (shown, what) => {
    const whole = element('table', undefined, 'worth'), head = element('thead'), body = element('tbody'), tr = element('tr');
    [['parameter'], ['part of'], ['share of the variance by itself'], ['best value'], ['worst value'], [`points of ${what} between them`, 'number']].forEach(([text, kind]) => {
      const th = element('th', text, kind);
      th.scope = 'col';
      tr.append(th);
    });
    head.append(tr);
    const most = Math.max(...shown.map(p => p.share));
    shown.forEach(p => body.append(row(p, most)));
    whole.append(head, body);
    return whole;
  };

  // Values {trials, judged, explained, known, fewest, together, parameters} as an element; "problems" in place of all these.
  const show = (data, what) => {
    const whole = element('div');
    if (data.problems) { whole.append(...data.problems.map(p => element('p', p, 'problem'))); return whole; }
    if (!data.known) { whole.append(element('p', silent(data, what), 'note')); return whole; }
    const all = data.parameters, shown = all.filter((p, i) => i < MOST && p.share >= LEAST), others = all.slice(shown.length);
    const sum = others.reduce((s, p) => s + p.share, 0);
    whole.append(element('p', `By ${count(data.trials, 'trial')}. Of the differences in ${what} between trials of the same budget, ${percent(data.explained)} could be predicted from other trials (of ${count(data.judged, 'trial')}, each fifth by the rest).`, 'note'));
    if (shown.length) whole.append(table(shown, what));
    const rest = [];
    if (others.length) rest.push(`The other ${count(others.length, 'parameter')} have ${percent(sum)} by themselves.`);
    if (data.together >= LEAST) rest.push(`${percent(data.together)} is seen only where several change together.`);
    rest.push(`All this is predicted, for candidates within the budgets, each compared with others of its budget; values are compared on average over all other choices, so that the best network may have another.`);
    whole.append(element('p', rest.join(' '), 'note'));
    return whole;
  };

  globalThis.parameterWorth = { show };
})();
