'use strict';
// What a member finds in test images beside what is marked there, and how precise it is at which recall. Of the dashboard it is a module and
// of the report a part of its script, so it exports nothing and stands at globalThis.
(() => {
  const { draw, element, row, wide } = globalThis.pieces, { countMatrix } = globalThis;
  const NOTE = 'Some of the test images, as networks see them: white is what is marked (dashed where it need not be found), coloured is what is found, from the score of the highest F1 of each class on. Curves are of an IoU of .50: the highest precision at each recall.';
  const MOST = 200;
  const colours = ['#2f9e6e', '#3b7dd8', '#d97a2b', '#a44fc9', '#c94f5d', '#8a8f2a', '#2aa3b0', '#b0548a'];
  const colour = label => colours[label % colours.length];
  const percent = share => globalThis.pieces.percent(share, 1);
  const rectangle = (box, more) => {
    const [left, top, right, bottom] = box.sides.map(side => 100 * side);
    return draw('rect', { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top), fill: 'none', 'vector-effect': 'non-scaling-stroke', ...more });
  };
  const picture = (classes, photo, found, source) => {
    const figure = element('figure');
    const said = `${photo.objects.filter(o => o.score).length} marked, ${found.length} found`;
    const svg = draw('svg', { viewBox: '0 0 100 100', role: 'img', 'aria-label': `${photo.name}: ${said}` });
    if (source) draw('image', { href: source, width: 100, height: 100 }, svg);
    photo.objects.forEach(o => svg.append(rectangle(o, { stroke: '#fff', 'stroke-width': 3, 'stroke-dasharray': o.score ? '' : '2 3', opacity: 0.75 })));
    found.forEach(b => {
      const box = rectangle(b, { stroke: colour(b.label), 'stroke-width': 2 });
      draw('title', {}, box, `${classes[b.label]} ${b.score.toFixed(2)}`);
      svg.append(box);
    });
    const caption = element('figcaption', said);
    caption.append(element('small', photo.name));
    figure.append(svg, caption);
    return figure;
  };
  const curves = findings => {
    const svg = draw('svg', { viewBox: '-24 -4 134 120', class: 'curves', role: 'img', 'aria-label': 'precision by recall' });
    [0, 50, 100].forEach(at => {
      draw('line', { x1: at, y1: 0, x2: at, y2: 100 }, svg);
      draw('line', { x1: 0, y1: at, x2: 100, y2: at }, svg);
      draw('text', { x: at, y: 107, 'text-anchor': 'middle' }, svg, at + ' %');
      draw('text', { x: -1, y: 102 - at, 'text-anchor': 'end' }, svg, at + ' %');
    });
    draw('text', { x: 50, y: 114, 'text-anchor': 'middle' }, svg, 'recall');
    draw('text', { x: -50, y: -18, transform: 'rotate(-90)', 'text-anchor': 'middle' }, svg, 'precision');
    findings.curves.forEach((curve, label) => draw('polyline', {
      points: curve.points.map(p => `${100 * p.recall},${100 - 100 * p.precision}`).join(' '), stroke: colour(label),
    }, svg));
    return svg;
  };
  // Without findings, as where what was found is not kept, nothing is drawn from any score.
  const table = (found, findings) => {
    const all = element('table');
    row(all, [['class'], ['marked', 'number'], ['AP', 'number'], ['AP50', 'number'], ...(findings ? [['drawn from', 'number']] : [])], '', 'th');
    // Of many classes, those that are found least.
    const order = found.classes.map((c, label) => [c, label]);
    if (order.length > MOST) order.sort(([a], [b]) => (a.ap ?? 2) - (b.ap ?? 2));
    order.slice(0, MOST).forEach(([c, label]) => {
      row(all, [[c.name, 'text'], [c.marked.toLocaleString('en'), 'number'], [percent(c.ap), 'number'], [percent(c.ap50), 'number'], ...(findings ? [[findings.thresholds[label].toFixed(2), 'number']] : [])]);
      const mark = element('i', undefined, 'curve-mark');
      mark.style.background = colour(label);
      if (findings?.curves.length) all.tBodies[0].lastChild.firstChild.prepend(mark);
    });
    const whole = wide(all);
    if (order.length > MOST) whole.append(element('p', `The ${MOST} classes of ${order.length.toLocaleString('en')} that are found least.`, 'note'));
    return whole;
  };
  // The background's row has no right answers: its boxes lie on nothing.
  const confusion = (found, classes, { iou, score_above, matrix, mistakes }) => {
    const marked = new Map(found.classes.map(c => [c.name, c.marked]));
    const all = element('div'), background = classes.length, name = label => label === null ? 'background' : label;
    all.append(element('p', `Found for what, by boxes above a score of ${score_above} that overlap by an IoU of ${iou} or more, each object by its most certain box:`, 'note'));
    if (matrix && background <= countMatrix.MOST_ROWS) {
      const totals = matrix.map(line => line.reduce((a, b) => a + b, 0));
      all.append(countMatrix.show({
        corner: 'is \\ found', names: [...classes, 'background'], counts: matrix, totals, last: 'right',
        shares: totals.map((total, i) => total === 0 || i === background ? '–' : percent(matrix[i][i] / total)), title: (is, named) => `${is}, found ${named}`,
      }));
    } else {
      all.append(countMatrix.pairs(mistakes.map(m => ({ is: name(m.class), named: name(m.found), count: m.count, of: marked.get(m.class) })), { is: 'is', named: 'found', counted: 'objects' }));
    }
    return all;
  };

  const figures = found => element('p', `${found.boxes.toLocaleString('en')} boxes in all test images: mAP ${percent(found.map)}, AP50 ${percent(found.ap50)}, AP75 ${percent(found.ap75)}.`, 'note');

  // Where the picture of a photo lies, by the photo and its number, is the page's concern.
  const show = (found, { classes, photos }, findings, pictureOf) => {
    const whole = element('div'), both = element('div', undefined, 'curves-table');
    if (findings.curves.length) both.append(curves(findings));
    both.append(table(found, findings));
    const pictures = element('div', undefined, 'pictures found');
    photos.forEach((photo, i) => pictures.append(picture(classes, photo, findings.boxes[i], pictureOf(photo, i))));
    whole.append(figures(found), both, confusion(found, classes, findings.confusion), pictures);
    return whole;
  };

  // The same of a member of which no boxes are kept.
  const figuresAlone = found => {
    const whole = element('div');
    whole.append(figures(found), table(found));
    return whole;
  };

  globalThis.foundObjects = { show, figuresAlone, NOTE };
})();
