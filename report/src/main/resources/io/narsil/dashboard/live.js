// The connection to the server: values that are asked for, and states that come. Values are an object, or pairs where a name is said more than once.
export const ask = async (path, values = {}) => {
  const query = new URLSearchParams(values).toString();
  const answer = await fetch(path + (query ? '?' + query : ''));
  if (!answer.ok) throw new Error((await answer.text()).trim());
  return answer.json();
};

// Calls with each state. A browser connects again by itself; where the server refused, as it does while it starts, this does.
export const follow = (run, onState) => {
  const live = document.getElementById('live');
  const say = (text, on) => {
    if (live.textContent !== text) live.textContent = text;
    live.classList.toggle('on', on);
  };
  // Browsers allow six connections to a server, of all tabs together: one that is not seen gives its own back. Whoever opens one anew is
  // told the whole state, so that nothing is missed.
  let source = null;
  const close = () => {
    source?.close();
    source = null;
  };
  const open = () => {
    if (source || document.hidden) return;
    const opened = source = new EventSource('/api/events' + (run ? '?run=' + encodeURIComponent(run) : ''));
    opened.onopen = () => say('live', true);
    opened.addEventListener('state', event => onState(JSON.parse(event.data)));
    opened.onerror = () => {
      if (opened !== source) return;
      say('not connected: is "narsil dashboard" running?', false);
      if (opened.readyState === EventSource.CLOSED) {
        source = null;
        setTimeout(open, 3000);
      }
    };
  };
  document.addEventListener('visibilitychange', () => document.hidden ? close() : open());
  // A page that is left must not keep its place at the server.
  addEventListener('pagehide', close);
  addEventListener('pageshow', event => { if (event.persisted) location.reload(); });
  open();
};

// A function that runs at most once in so many milliseconds, and once more after the last call.
export const atMost = (milliseconds, work) => {
  let waiting = false, again = false;
  const run = async () => {
    if (waiting) { again = true; return; }
    waiting = true;
    again = false;
    try { await work(); } finally {
      setTimeout(() => { waiting = false; if (again) run(); }, milliseconds);
    }
  };
  return run;
};
