'use strict';
// A network block by block. Of the dashboard it is a module and of the report a part of its script, so it exports nothing and stands at
// globalThis.
(() => {
  const { brief, element } = globalThis.pieces;
  const NOTE = 'Each line is a block: the shape that it hands on, its largest kernel (k), expansion (e), squeeze-and-excitation (se), and a bar for its multiply-adds.';

  const words = b => {
    const parts = [b.name.replace('blocks.', 'block ')];
    if (b.kernel > 0) parts.push('k' + b.kernel);
    if (b.expansion > 1) parts.push('e' + (Math.round(10 * b.expansion) / 10));
    if (b.stride > 1) parts.push('stride ' + b.stride);
    if (b.squeeze) parts.push('se');
    return parts.join('  ');
  };

  const show = blocks => {
    const whole = element('div', undefined, 'network');
    const most = Math.max(...blocks.map(b => b.macs));
    blocks.forEach(b => {
      const line = element('div', undefined, 'network-block'), bar = element('span', undefined, 'network-bar'), fill = element('i');
      fill.style.width = (100 * b.macs / most) + '%';
      bar.append(fill, element('b', words(b)));
      line.append(element('span', b.out, 'network-shape'), bar, element('span', brief(b.macs), 'network-cost'));
      whole.append(line);
    });
    return whole;
  };

  globalThis.networkBlocks = { show, NOTE };
})();
