'use strict';
// What a member's exported network answers to the test images: what is taken for what, and where it is most surely wrong. Of the dashboard
// it is a module and of the report a part of its script, so it exports nothing and stands at globalThis.
(() => {
  const { element, range } = globalThis.pieces, { countMatrix } = globalThis;
  const percent = share => globalThis.pieces.percent(share, 1);
  const matrix = a => countMatrix.show({
    corner: 'is \\ named', names: a.classes.map(c => c.name), counts: a.matrix, totals: a.classes.map(c => c.images),
    last: 'found', shares: a.classes.map(c => percent(c.recall)), title: (is, named) => `${is}, named ${named}`,
  });
  const frequent = a => {
    const images = new Map(a.classes.map(c => [c.name, c.images])), whole = element('div');
    whole.append(element('p', 'The most frequent mistakes:', 'note'),
      countMatrix.pairs(a.mistakes.map(x => ({ is: x.label, named: x.answer, count: x.images, of: images.get(x.label) })), { is: 'is', named: 'named', counted: 'images' }));
    return whole;
  };
  const surest = (a, pictureOf) => {
    const all = element('div', undefined, 'pictures');
    a.surest.forEach((m, i) => {
      const one = element('figure'), source = pictureOf(m, i);
      if (source) {
        const picture = element('img');
        picture.alt = '';
        picture.src = source;
        one.append(picture);
      }
      const caption = element('figcaption', `${m.label}, named ${m.answer} (${percent(m.probability)})`);
      caption.append(element('small', m.image || `test image ${m.number}`));
      one.append(caption);
      all.append(one);
    });
    return all;
  };

  // Where the picture of a mistake lies, by the mistake and its number, is the page's concern; null where there is none.
  const show = (a, pictureOf) => {
    const whole = element('div');
    const five = a.top5 ? `, the right class is among the first five for ${percent(a.top5.share)}${range(a.top5.interval)}` : '';
    whole.append(element('p', `Of ${a.images.toLocaleString('en')} test images ${percent(a.accuracy)}${range(a.interval)} are right${five}; balanced accuracy ${percent(a.balanced_accuracy)}, macro F1 ${percent(a.macro_f1)}, cross-entropy ${a.cross_entropy.toFixed(3)}.`, 'note'));
    if (a.mistakes.length === 0) return whole;
    whole.append(a.matrix && a.classes.length <= countMatrix.MOST_ROWS ? matrix(a) : frequent(a));
    whole.append(element('p', 'Most surely wrong: hard images, or images in the wrong folder.', 'note'), surest(a, pictureOf));
    return whole;
  };

  globalThis.testAnswers = { show };
})();
