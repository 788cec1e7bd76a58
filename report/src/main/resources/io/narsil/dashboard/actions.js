// What a page may have done: buttons of what a run allows, another budget, and commands that were begun with how they do.
import { element, fill, link, runPage, section } from './dom.js';
import { ask } from './live.js';

const WORDS = { waiting: 'waiting', running: 'running', done: 'ended well', failed: 'failed', stopped: 'stopped' };
const MEASURES = [['macs', 'multiply-adds', '900k'], ['params', 'parameters', '60k'], ['activations', 'activations', '2M'], ['memory', 'bytes of activations at once', '512k'], ['latency', 'latency', '3ms']];
const OFTEN = 1500, SELDOM = 10000, SHOWN = 10;

const act = async values => {
  const answer = await fetch('/api/act', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(values) });
  if (!answer.ok) throw new Error((await answer.text()).trim());
  return answer.json();
};

// Asks before something is begun, and shows the command. The keyboard comes back to the button by itself.
const agreed = offer => new Promise(resolve => {
  const dialog = element('dialog'), title = element('h2', offer.title), tools = element('div', undefined, 'tools');
  const yes = element('button', offer.title, 'main'), no = element('button', 'Not now');
  title.id = 'asked';
  dialog.setAttribute('aria-labelledby', 'asked');
  tools.append(yes, no);
  dialog.append(title, element('p', offer.says), ...(offer.command ? [element('code', offer.command, 'command')] : []), tools);
  yes.onclick = () => dialog.close('yes');
  no.onclick = () => dialog.close('');
  dialog.onclose = () => {
    dialog.remove();
    resolve(dialog.returnValue === 'yes');
  };
  document.body.append(dialog);
  dialog.showModal();
});

// One command, or two, with how it does; written anew only where something is another one, so that who reads its log is not disturbed.
const jobLine = (first, doIt) => {
  const place = element('li'), head = element('div', undefined, 'tools'), said = element('p', '', 'note'), log = element('details'), text = element('pre');
  const state = element('span'), cancel = element('button'), summary = element('summary', 'log');
  summary.setAttribute('aria-label', `log of number ${first.number}`);
  text.tabIndex = 0;
  log.append(summary, element('p', first.log, 'note'), text);
  head.append(element('b', String(first.number)), state, link(first.run, runPage(first.run)), cancel);
  place.append(head, ...first.commands.map(c => element('code', c, 'command')), said, log);
  let known = '';
  const read = async () => {
    const all = await ask('/api/job', { job: first.number }), end = text.scrollTop + text.clientHeight + 8 >= text.scrollHeight;
    if (text.textContent === all.text) return;
    text.textContent = all.text;
    if (end) text.scrollTop = text.scrollHeight;
  };
  log.ontoggle = () => { if (log.open) read().catch(() => {}); };
  cancel.onclick = () => doIt({ action: 'cancel', job: String(first.number) });
  const update = job => {
    const now = JSON.stringify(job), open = job.state === 'waiting' || job.state === 'running';
    if (now === known) return;
    known = now;
    state.textContent = WORDS[job.state] ?? job.state;
    state.className = 'state ' + ({ done: 'finished', waiting: 'stopped' }[job.state] ?? job.state);
    cancel.hidden = !open;
    cancel.textContent = job.state === 'waiting' ? 'take back' : 'stop';
    cancel.setAttribute('aria-label', `${cancel.textContent} number ${job.number}`);
    said.textContent = job.said;
    said.className = job.state === 'failed' ? 'problem' : 'note';
    if (log.open) read().catch(() => {});
  };
  return { place, update };
};

const budgetForm = doIt => {
  const form = element('form', undefined, 'tools'), button = element('button', 'Find a member');
  const limits = [0, 1].map(number => {
    const select = element('select'), input = element('input');
    if (number > 0) select.append(new Option('no second limit', ''));
    MEASURES.forEach(([key, words]) => select.append(new Option(words, key)));
    select.setAttribute('aria-label', number === 0 ? 'limited measure of another budget' : 'second limited measure of another budget');
    Object.assign(input, { type: 'text', size: 12, maxLength: 40, required: number === 0, disabled: number > 0 });
    const tell = () => {
      const found = MEASURES.find(([key]) => key === select.value);
      input.disabled = !found;
      input.required = Boolean(found);
      input.placeholder = found ? found[2] : '';
      input.setAttribute('aria-label', found ? 'at most, ' + found[1] : 'no limit');
    };
    select.onchange = tell;
    tell();
    form.append(select, input);
    return { select, input };
  });
  const name = element('input');
  Object.assign(name, { type: 'text', size: 12, maxLength: 64, placeholder: 'name' });
  name.setAttribute('aria-label', 'name of the member, which may be left out');
  form.append(name, button);
  form.onsubmit = event => {
    event.preventDefault();
    const wish = { action: 'evolve', name: name.value };
    limits.filter(l => l.select.value).forEach(l => { wish[l.select.value] = l.input.value; });
    doIt(wish);
  };
  return form;
};

// The part of a page: of a run by its name, or of all of them where there is none.
export const actions = name => {
  const place = element('div'), buttons = element('div', undefined, 'tools'), budget = element('div'), trained = element('div', undefined, 'tools');
  const answer = element('p', '', 'note'), list = element('ul', undefined, 'plain jobs'), lines = new Map();
  answer.setAttribute('role', 'status');
  let timer = 0, allowed = null, offered = '', members = '', form = null;

  const doIt = async wish => {
    try {
      const done = await act(wish);
      answer.className = 'note';
      answer.textContent = done.said ?? (wish.action === 'cancel' ? `Number ${done.job.number} was asked to end.` : `Number ${done.job.number} was put in line.`);
    } catch (error) {
      answer.className = 'problem';
      answer.textContent = error.message;
    }
    await refresh();
  };
  const offerButton = offer => {
    const button = element('button', offer.title);
    button.dataset.key = offer.action;
    button.title = offer.says;
    button.onclick = async () => { if (await agreed(offer)) await doIt({ action: offer.action, run: name }); };
    return button;
  };
  const trainButton = member => {
    const button = element('button', 'Train ' + member);
    button.dataset.key = 'train ' + member;
    button.onclick = () => doIt({ action: 'train', run: name, name: member });
    return button;
  };
  const show = all => {
    if (offered !== JSON.stringify(all.offers)) {
      offered = JSON.stringify(all.offers);
      fill(buttons, ...all.offers.map(offerButton));
    }
    if (all.evolves !== (form !== null)) {
      form = all.evolves ? budgetForm(wish => doIt({ ...wish, run: name })) : null;
      fill(budget, ...(form ? [element('h3', 'Another budget'), form] : []));
    }
    if (members !== JSON.stringify(all.evolved)) {
      members = JSON.stringify(all.evolved);
      fill(trained, ...(all.evolved.length ? [element('span', 'Found for other budgets:', 'note'), ...all.evolved.map(trainButton)] : []));
    }
    const jobs = all.jobs.slice(0, SHOWN), numbers = jobs.map(j => j.number);
    jobs.filter(j => !lines.has(j.number)).reverse().forEach(j => {
      lines.set(j.number, jobLine(j, doIt));
      list.prepend(lines.get(j.number).place);
    });
    [...lines.keys()].filter(n => !numbers.includes(n)).forEach(n => { lines.get(n).place.remove(); lines.delete(n); });
    jobs.forEach(j => lines.get(j.number).update(j));
  };
  const refresh = async () => {
    clearTimeout(timer);
    let open = false;
    try {
      const all = await ask('/api/actions', { run: name });
      if (allowed === null) {
        const parts = name ? [buttons, budget, trained, answer, list] : [answer, list];
        const note = element('p', 'This dashboard only reads. One that is started with --allow-actions can stop a run and go on with it.', 'note');
        fill(place, ...(all.allowed ? [section('Actions', ...parts)] : name ? [note] : []));
      }
      allowed = all.allowed;
      if (!allowed) return;
      show(all);
      if (!name) place.hidden = all.jobs.length === 0;
      open = all.jobs.some(j => j.state === 'waiting' || j.state === 'running');
    } catch (error) {
      // The server is away for a while: the page says so itself.
    }
    timer = setTimeout(() => document.hidden ? waitForEyes() : refresh(), open ? OFTEN : SELDOM);
  };
  const waitForEyes = () => document.addEventListener('visibilitychange', refresh, { once: true });
  // What the slider shows, as its commands say it.
  const fromSlider = (kind, found, limits) => doIt(kind === 'evolve'
    ? { action: kind, run: name, ...Object.fromEntries(limits.map(([key, value]) => [key, key === 'latency' ? value + 'ns' : String(value)])) }
    : { action: kind, run: name, candidate: found }).then(() => answer.scrollIntoView({ block: 'center' }));
  return { place, refresh, fromSlider, allowed: () => allowed === true };
};
