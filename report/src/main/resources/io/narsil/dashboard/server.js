// What a person should know of a run whose trials are read from a server, and whose folder is not here.
import { element } from './dom.js';

const STATES = {
  running: 'A search holds it.',
  idle: 'No search holds it: it is over, or was stopped.',
  unknown: 'The server does not answer: this is what it told before. It is asked again by itself.',
};

export const onServer = s => [
  element('p', `Read from ${s.kept}. ${STATES[s.state] ?? ''}`, 'note'),
  element('p', 'The server has the trials alone. Plan and time left, recipes in short, networks block by block, what the log says, the family and the report are in the run folder, which is not among what is shown here. Maybe name the folder of runs, too.', 'note'),
  ...(s.reading !== null ? [element('p', 'Its trials are being read; what is below is of those that are read.', 'note')] : []),
];
