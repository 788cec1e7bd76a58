'use strict';
// What each member's exported network answers to the test images: what is taken for what, and where it is most surely wrong.
(() => {
  const home = document.getElementById('answers');
  if (!home) return;
  const percent = share => (100 * share).toFixed(1) + '\u00a0%';
  const range = ({ low, high }) => `(${(100 * low).toFixed(1)}\u00a0to\u00a0${(100 * high).toFixed(1)})`;
  // Everything from a run is text: it is never read as HTML.
  const element = (tag, text, kind) => {
    const e = document.createElement(tag);
    if (text !== undefined) e.textContent = text;
    if (kind) e.className = kind;
    return e;
  };
  const matrix = a => countMatrix({
    corner: 'is \\ named', names: a.classes.map(c => c.name), counts: a.matrix, totals: a.classes.map(c => c.images),
    last: 'found', shares: a.classes.map(c => c.recall === null ? '–' : percent(c.recall)), title: (is, named) => `${is}, named ${named}`,
  });
  const frequent = a => element('p', 'Most frequent mistakes: ' + a.mistakes.slice(0, 10).map(x => `${x.label} named ${x.answer} (${x.images})`).join(', ') + '.', 'note');
  const surest = a => {
    const all = element('div', undefined, 'pictures');
    a.surest.forEach(m => {
      const one = element('figure');
      if (m.picture) {
        const picture = element('img');
        picture.alt = '';
        picture.src = 'data:image/png;base64,' + m.picture;
        one.append(picture);
      }
      const caption = element('figcaption', `${m.label}, named ${m.answer} (${percent(m.probability)})`);
      caption.append(element('small', m.image || `test image ${m.number}`));
      one.append(caption);
      all.append(one);
    });
    return all;
  };
  Object.entries(DATA.answers).forEach(([budget, a]) => {
    const five = a.top5 ? `, the right class is among the first five for ${percent(a.top5.share)} ${range(a.top5.interval)}` : '';
    home.append(element('h3', `What ${budget} answers`));
    home.append(element('p', `Of ${a.images.toLocaleString('en')} test images ${percent(a.accuracy)} ${range(a.interval)} are right${five}; balanced accuracy ${percent(a.balanced_accuracy)}, macro F1 ${percent(a.macro_f1)}, cross-entropy ${a.cross_entropy.toFixed(3)}.`, 'note'));
    if (a.mistakes.length === 0) return;
    home.append(a.matrix && a.classes.length <= MOST_ROWS ? matrix(a) : frequent(a));
    home.append(element('p', 'Most surely wrong: hard images, or images in the wrong folder.', 'note'), surest(a));
  });
})();
