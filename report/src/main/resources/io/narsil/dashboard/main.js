import { compare } from './compare.js';
import { element } from './dom.js';
import { overview } from './overview.js';
import { run } from './run.js';
import { trial } from './trial.js';

const page = document.getElementById('page');
const query = new URLSearchParams(location.search);
const show = { '/run': run, '/trial': trial, '/compare': compare }[location.pathname] ?? overview;
page.replaceChildren(element('p', 'reading ...', 'note'));
Promise.resolve(show(page, query)).catch(error => page.replaceChildren(element('p', error.message, 'problem')));
