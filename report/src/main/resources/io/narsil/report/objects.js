'use strict';
// What each member finds in test images beside what is marked there, and how precise it is at which recall.
(() => {
  const home = document.getElementById('objects'), data = DATA.objects;
  if (!home) return;
  // A run of detectors whose pictures could not be drawn has no photos; what its classes are counted by is the same.
  const note = document.querySelector('#classes-section .note');
  if (note && 'objects' in DATA) note.textContent = 'The objects of each class that are marked in the images of each part.';
  if (!data) { document.getElementById('objects-section').remove(); return; }
  const colours = ['#2f9e6e', '#3b7dd8', '#d97a2b', '#a44fc9', '#c94f5d', '#8a8f2a', '#2aa3b0', '#b0548a'];
  const colour = label => colours[label % colours.length];
  const percent = share => share === null ? '–' : (100 * share).toFixed(1) + '\u00a0%';
  const element = (tag, text, kind) => {
    const e = document.createElement(tag);
    if (text !== undefined) e.textContent = text;
    if (kind) e.className = kind;
    return e;
  };
  const drawn = (tag, attributes, text) => {
    const e = document.createElementNS('http://www.w3.org/2000/svg', tag);
    Object.entries(attributes).forEach(([key, value]) => e.setAttribute(key, value));
    if (text !== undefined) e.textContent = text;
    return e;
  };
  const rectangle = (box, more) => {
    const [left, top, right, bottom] = box.sides.map(side => 100 * side);
    return drawn('rect', { x: left, y: top, width: right - left, height: bottom - top, fill: 'none', 'vector-effect': 'non-scaling-stroke', ...more });
  };
  const picture = (photo, found) => {
    const figure = element('figure'), svg = drawn('svg', { viewBox: '0 0 100 100', role: 'img' });
    svg.append(drawn('image', { href: 'data:image/jpeg;base64,' + photo.picture, width: 100, height: 100 }));
    photo.objects.forEach(o => svg.append(rectangle(o, { stroke: '#fff', 'stroke-width': 3, 'stroke-dasharray': o.score ? '' : '2 3', opacity: 0.75 })));
    found.forEach(b => {
      const box = rectangle(b, { stroke: colour(b.label), 'stroke-width': 2 });
      box.append(drawn('title', {}, `${data.classes[b.label]} ${b.score.toFixed(2)}`));
      svg.append(box);
    });
    const caption = element('figcaption', `${photo.objects.filter(o => o.score).length} marked, ${found.length} found`);
    caption.append(element('small', photo.name));
    figure.append(svg, caption);
    return figure;
  };
  const curves = findings => {
    const svg = drawn('svg', { viewBox: '-24 -4 134 120', class: 'curves', role: 'img' });
    [0, 50, 100].forEach(at => {
      svg.append(drawn('line', { x1: at, y1: 0, x2: at, y2: 100 }), drawn('line', { x1: 0, y1: at, x2: 100, y2: at }));
      svg.append(drawn('text', { x: at, y: 107, 'text-anchor': 'middle' }, at + ' %'), drawn('text', { x: -1, y: 102 - at, 'text-anchor': 'end' }, at + ' %'));
    });
    svg.append(drawn('text', { x: 50, y: 114, 'text-anchor': 'middle' }, 'recall'), drawn('text', { x: -50, y: -18, transform: 'rotate(-90)', 'text-anchor': 'middle' }, 'precision'));
    findings.curves.forEach((curve, label) => svg.append(drawn('polyline', {
      points: curve.points.map(p => `${100 * p.recall},${100 - 100 * p.precision}`).join(' '), stroke: colour(label),
    })));
    return svg;
  };
  const table = (found, findings) => {
    const all = element('table'), head = element('tr');
    ['class', 'marked', 'AP', 'AP50', 'drawn from'].forEach((name, i) => head.append(element('th', name, i ? 'number' : '')));
    all.append(head);
    found.classes.forEach((c, label) => {
      const row = element('tr'), name = element('td', c.name, 'text');
      name.style.color = colour(label);
      row.append(name);
      [c.marked.toLocaleString('en'), percent(c.ap), percent(c.ap50), findings.thresholds[label].toFixed(2)].forEach(text => row.append(element('td', text, 'number')));
      all.append(row);
    });
    return all;
  };
  // The background's row has no right answers: its boxes lie on nothing.
  const confusion = found => {
    const all = element('div'), { iou, score_above, matrix, mistakes } = found, background = data.classes.length;
    const name = label => label === null ? 'background' : label;
    all.append(element('p', `Found for what, by boxes above a score of ${score_above} that overlap by an IoU of ${iou} or more, each object by its most certain box:`, 'note'));
    if (matrix && background <= MOST_ROWS) {
      const totals = matrix.map(row => row.reduce((a, b) => a + b, 0));
      all.append(countMatrix({
        corner: 'is \\ found', names: [...data.classes, 'background'], counts: matrix, totals, last: 'right',
        shares: totals.map((total, i) => total === 0 || i === background ? '–' : percent(matrix[i][i] / total)), title: (is, named) => `${is}, found ${named}`,
      }));
    } else {
      all.append(element('p', mistakes.slice(0, 10).map(m => `${name(m.class)} found ${name(m.found)} (${m.count.toLocaleString('en')})`).join(', ') + '.', 'note'));
    }
    return all;
  };
  DATA.result.family.filter(m => data.members[m.budget] && m.detail && m.detail.found).forEach(m => {
    const findings = data.members[m.budget], found = m.detail.found;
    home.append(element('h3', `What ${m.budget} finds`));
    home.append(element('p', `${found.boxes.toLocaleString('en')} boxes in all test images: mAP ${percent(found.map)}, AP50 ${percent(found.ap50)}, AP75 ${percent(found.ap75)}.`, 'note'));
    const both = element('div', undefined, 'curves-table');
    both.append(curves(findings), table(found, findings));
    const pictures = element('div', undefined, 'pictures found');
    data.photos.forEach((photo, i) => pictures.append(picture(photo, findings.boxes[i])));
    home.append(both, confusion(findings.confusion), pictures);
  });
})();
