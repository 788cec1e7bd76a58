import { compare } from './compare.js';
import { element, link } from './dom.js';
import { member } from './member.js';
import { overview } from './overview.js';
import { run } from './run.js';
import { trial } from './trial.js';

const page = document.getElementById('page');
const query = new URLSearchParams(location.search);
// An address that somebody wrote by hand may name no run.
const nameless = place => {
  document.title = 'Narsil';
  const said = element('p', 'This address names no run: it should end in "?run=" and a name. Maybe choose one of ', 'problem');
  said.append(link('all runs', '/'), '.');
  place.replaceChildren(element('h1', 'No run'), said);
};
const ofOne = ['/run', '/trial', '/member'].includes(location.pathname) && !query.get('run');
const show = ofOne ? nameless : { '/run': run, '/trial': trial, '/member': member, '/compare': compare }[location.pathname] ?? overview;
page.replaceChildren(element('p', 'reading ...', 'note'));
Promise.resolve(show(page, query)).catch(error => page.replaceChildren(element('p', error.message, 'problem')));
