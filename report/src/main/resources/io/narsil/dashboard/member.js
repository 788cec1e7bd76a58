// One member of a family: its figures, its network and recipe, what it answers to the test images or finds in them.
import { brief, element, facts, fill, link, memberPage, percent, runPage, section, trail, trialPage } from './dom.js';
import { ask, follow } from './live.js';
import './pieces.js';
import './matrix.js';
import './family.js';
import './recall.js';
import './network.js';
import './answers.js';
import './objects.js';

const { range } = globalThis.pieces;

// A file of the run may say what nobody foresaw: then a sentence stands in the place of one part, and the others stay.
const part = (title, make) => {
  try {
    const made = [make()].flat().filter(Boolean);
    return made.length ? section(title, ...made) : '';
  } catch (error) {
    return section(title, element('p', `This cannot be shown: ${error.message}. Maybe a file of the run was changed.`, 'problem'));
  }
};

const figures = (run, { member: m, score, score_text: text, intervals, trial }) => {
  const test = m.detail?.test, others = test ? [
    ['test accuracy', score === 'accuracy' ? '' : percent(test.accuracy) + range(test.interval)],
    ['test balanced accuracy', score === 'balanced_accuracy' ? '' : percent(test.balanced_accuracy)],
    ['test macro F1', score === 'macro_f1' ? '' : percent(test.macro_f1)],
  ] : [];
  return facts([
    ['limits', m.limits],
    ['multiply-adds', brief(m.macs)],
    ['parameters', brief(m.params)],
    ['validation ' + text, percent(m.validation)],
    ['test ' + text, percent(m.test) + range(intervals?.member)],
    ...others,
    ['milliseconds', m.onnx ? m.onnx.median.toFixed(3) : ''],
    ['trained as', Number.isInteger(trial) ? link('trial ' + trial, trialPage(run, trial)) : ''],
    ['files', m.folder],
  ]);
};

const answered = (run, data) => {
  const { member: m, answers, pictures } = data, test = globalThis.familyTable.test(m);
  const address = '/api/picture?' + new URLSearchParams({ run, budget: m.budget });
  if (answers) return globalThis.testAnswers.show(answers, (mistake, i) => pictures[i] ? `${address}&number=${i}` : null);
  if (!test) return element('p', 'What it answers to the test images is not known.', 'note');
  const said = element('p', 'What it answers to each test image is not there to be shown.' + (test.mistakes.length ? ' Its most frequent mistakes:' : ''), 'note');
  return [said, test.mistakes.length && globalThis.countMatrix.pairs(test.mistakes.map(x => ({ is: x.label, named: x.answer, count: x.images })), { is: 'is', named: 'named', counted: 'images' })];
};

const recalled = ({ member: m, classes }) => {
  const test = globalThis.familyTable.test(m);
  return classes.length > 0 && [
    element('p', 'What is found of each class among the test images: the share of its images that are named so (recall).', 'note'),
    globalThis.classRecall.show(classes, test ? [{ budget: m.budget, recall: test.recall }] : [])];
};

// Figures at once; photos when the server has read what was found.
const findings = (run, { member: m }) => {
  const place = element('div'), found = m.detail?.found;
  if (!found) return element('p', 'What it finds in the test images is not known.', 'note');
  const alone = globalThis.foundObjects.figuresAlone(found), said = element('p', 'Reading what it has found ...', 'note');
  place.append(alone, said);
  ask('/api/found', { run, budget: m.budget }).then(all => {
    if (!all.findings || all.problems.length) {
      place.replaceChildren(alone, ...all.problems.map(p => element('p', p, 'problem')), element('p', 'Boxes and curves of precision are not shown: what they are made of is not there.', 'note'));
      return;
    }
    const address = '/api/photo?' + new URLSearchParams({ run, budget: m.budget });
    place.replaceChildren(
      element('p', globalThis.foundObjects.NOTE, 'note'),
      globalThis.foundObjects.show(found, all, all.findings, (photo, i) => all.pictures[i] ? `${address}&number=${i}` : null));
  }).catch(error => place.replaceChildren(alone, element('p', `Boxes cannot be shown: ${error.message}`, 'problem')));
  return place;
};

const heading = (run, name, names) => {
  const title = element('h1', name), others = element('nav', undefined, 'tools');
  others.ariaLabel = 'members of the family';
  others.append(element('span', 'The family:', 'note'), ...names.map(n => {
    const a = link(n, memberPage(run, n));
    if (n === name) a.setAttribute('aria-current', 'page');
    return a;
  }));
  return names.length > 1 ? [title, others] : [title];
};

export const member = (page, query) => {
  const run = query.get('run') ?? '', name = query.get('budget') ?? '';
  document.title = `${name} of ${run} · Narsil`;
  trail(link(run, runPage(run)), element('span', 'member ' + name));
  const load = async () => {
    const data = await ask('/api/member', { run, budget: name });
    const problems = (data.problems ?? []).map(p => element('p', p, 'problem'));
    if (!data.finished) {
      fill(page, element('h1', name), ...(problems.length ? problems : [element('p', 'The search is not over: its family comes at its end.')]));
      return;
    }
    const m = data.member;
    if (!m) { fill(page, element('h1', name), ...problems); return; }
    if (m.problem) { fill(page, ...heading(run, name, data.names), element('p', 'This budget has no member: ' + m.problem, 'problem'), ...problems); return; }
    const table = { family: [m], compared: data.family, unequal: data.unequal, score: data.score, scoreText: data.score_text, intervals: { [m.budget]: data.intervals }, int8: { [m.budget]: data.int8 } };
    fill(page, ...heading(run, name, data.names), ...problems,
      part('Figures', () => [figures(run, data), (m.hand || data.int8 || m.baseline) && globalThis.familyTable.show(table)]),
      data.finds ? part('What it finds', () => findings(run, data)) : part('What it answers to the test images', () => answered(run, data)),
      data.finds ? '' : part('The classes', () => recalled(data)),
      part('Network', () => data.network && [element('p', globalThis.networkBlocks.NOTE, 'note'), globalThis.networkBlocks.show(data.network)]),
      part('Recipe', () => data.recipe && element('pre', data.recipe, 'recipe-text')));
  };
  let version = '';
  follow(run, s => {
    if (s.version === version) return;
    version = s.version;
    load().catch(error => fill(page, element('h1', name), element('p', error.message, 'problem')));
  });
};
