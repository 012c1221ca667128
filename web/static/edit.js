// What a browser with scripts adds to the editor. Without, its buttons do the same.
//
//	gutter  numbers of the lines, with the findings at theirs
//	check   what check says, while somebody types
//	save    Ctrl+S writes without leaving the page; if the file moved on, or there
//	        are errors, the page that says so is asked for instead
//	keep    a draft that was not saved is kept in this browser, and offered again
//	gone    while the server does not answer, the page says so and tries again
'use strict';

(() => {
  const form = document.getElementById('edit');
  const finished = document.getElementById('conflict');
  const prefix = (of) => ['parley-draft', of.file, of.entry, ''].join(':');
  if (finished) keep(finished, finished.elements.base.value, finished.elements.text.value);
  if (!form) return;

  const text = form.elements.text, base = form.elements.base, words = form.dataset;
  const state = document.getElementById('state'), findings = document.getElementById('findings');
  const first = Number(words.first), rowHeight = 21, padding = 8;
  let clean = words.dirty ? null : text.defaultValue; // what the file holds, as far as we know, whatever was typed before we ran
  let movedOn = false, gone = null, leaving = false;
  const dirty = () => text.value !== clean;
  const clock = (at = new Date()) => at.toTimeString().slice(0, 5);

  // Gutter

  const gutter = document.createElement('div');
  gutter.className = 'gutter';
  gutter.setAttribute('aria-hidden', 'true');
  text.before(gutter);
  form.classList.add('scripted');
  let marks = new Map();

  function lineCount() {
    let n = 1;
    for (let at = text.value.indexOf('\n'); at >= 0; at = text.value.indexOf('\n', at + 1)) n++;
    return n;
  }

  let count = lineCount();

  // draw puts the numbers of the lines that are seen, and the one after.
  function draw() {
    const from = Math.max(0, Math.floor((text.scrollTop - padding) / rowHeight));
    const to = Math.min(count, from + Math.ceil(text.clientHeight / rowHeight) + 2);
    const rows = [];
    for (let i = from; i < to; i++) {
      const row = document.createElement('span');
      row.textContent = first + i;
      row.className = marks.get(first + i) ?? '';
      rows.push(row);
    }
    rows.push(document.createElement('span'), document.createElement('span')); // beside a scroll bar below the text
    gutter.replaceChildren(...rows);
    gutter.scrollTop = text.scrollTop - from * rowHeight;
  }

  function mark() {
    marks = new Map();
    for (const a of findings.querySelectorAll('a[data-line]')) {
      const line = Number(a.dataset.line);
      if (marks.get(line) !== 'error') marks.set(line, a.dataset.severity);
    }
    draw();
  }

  // lineAt returns where a line begins in the text.
  function lineAt(line) {
    let at = 0;
    for (let n = first; n < line; n++) {
      const next = text.value.indexOf('\n', at);
      if (next < 0) break;
      at = next + 1;
    }
    return at;
  }

  function go(line, col = 1, end = col) {
    const at = lineAt(line);
    let stop = text.value.indexOf('\n', at);
    if (stop < 0) stop = text.value.length;
    const runes = [...text.value.slice(at, stop)]; // columns count characters
    const offset = (n) => at + runes.slice(0, n - 1).join('').length;
    text.focus({preventScroll: true});
    text.setSelectionRange(offset(col), offset(end));
    text.scrollTop = Math.max(0, (line - first) * rowHeight - text.clientHeight / 3);
    text.scrollLeft = 0;
    text.scrollIntoView({block: 'nearest'});
    draw();
  }

  findings.addEventListener('click', (event) => {
    const a = event.target.closest('a[data-line]');
    if (!a) return;
    event.preventDefault();
    go(Number(a.dataset.line), Number(a.dataset.col), Number(a.dataset.end));
  });
  text.addEventListener('scroll', draw);
  new ResizeObserver(draw).observe(text);

  // What the page says of itself

  function say() {
    let line = dirty() ? words.unsaved : '';
    if (full) line = words.full;
    if (movedOn) line = words.moved;
    if (gone) line = words.gone.replace('{time}', gone);
    if (!line && savedAt) line = words.saved.replace('{time}', savedAt);
    if (state.textContent !== line) state.textContent = line;
    state.classList.toggle('alert', Boolean(gone || movedOn || full));
  }
  let savedAt = null, full = false;

  async function ask(address, fields) {
    const data = new FormData(form);
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    try {
      const answer = await fetch(address, {method: 'POST', body: data, headers: {'Parley-Quiet': '1'}, signal: asking?.signal});
      gone = null;
      return answer;
    } catch (error) {
      if (error.name === 'AbortError') return null;
      gone ??= clock();
      setTimeout(check, 5000);
      return null;
    } finally {
      say();
    }
  }

  // Check

  let asking = null, timer = 0;

  async function check() {
    asking?.abort();
    const mine = asking = new AbortController();
    const answer = await ask(words.check, {});
    if (!answer || mine !== asking) return;
    movedOn = answer.headers.has('Parley-Moved');
    if (movedOn && !dirty()) { // nothing to lose: show the file as it is
      leaving = true;
      remember();
      location.reload();
      return;
    }
    if (answer.ok) {
      const found = await answer.text().catch(() => null); // given up for a later one, or lost
      if (found === null || mine !== asking) return;
      const at = findings.scrollTop;
      const page = new DOMParser().parseFromString(found, 'text/html');
      findings.replaceChildren(...page.body.childNodes);
      findings.scrollTop = at;
      mark();
    }
    say();
  }

  // Keep

  function keep(form, base, value) {
    try {
      localStorage.setItem(prefix(form.dataset) + base, JSON.stringify({at: Date.now(), text: value}));
      return true;
    } catch {
      return false;
    }
  }

  function drop(base) {
    try { localStorage.removeItem(prefix(words) + base); } catch { /* none is kept */ }
  }

  function keptDrafts() {
    const out = [];
    try {
      for (let i = 0; i < localStorage.length; i++) {
        const key = localStorage.key(i);
        if (!key.startsWith(prefix(words))) continue;
        out.push({base: key.slice(prefix(words).length), ...JSON.parse(localStorage.getItem(key))});
      }
    } catch { /* none can be read */ }
    return out.sort((a, b) => b.at - a.at);
  }

  function offer() {
    const draft = keptDrafts()[0];
    if (!draft) return;
    if (draft.text === text.value) { drop(draft.base); return; }
    const line = document.createElement('p');
    line.className = 'notice offer';
    const say = document.createElement('span');
    const at = new Date(draft.at);
    const day = at.toDateString() === new Date().toDateString() ? '' : at.toLocaleDateString(document.documentElement.lang) + ' ';
    say.textContent = words.offered.replace('{time}', day + clock(at));
    line.append(say);
    const button = (label, then) => {
      const b = document.createElement('button');
      b.type = 'button';
      b.textContent = label;
      b.addEventListener('click', () => { line.remove(); then(); });
      line.append(b);
    };
    button(words.take, () => {
      if (draft.base !== base.value && form.elements.began) form.elements.began.value = '';
      base.value = draft.base; // if the file moved on since, saving shows both
      text.value = draft.text;
      typed();
    });
    button(words.drop, () => drop(draft.base));
    form.before(line);
  }

  function typed() {
    savedAt = null;
    count = lineCount();
    draw();
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (dirty()) full = !keep(form, base.value, text.value);
      else drop(base.value);
      say();
      check();
    }, 350);
    say();
  }
  text.addEventListener('input', typed);

  // Save

  async function save(event) {
    event?.preventDefault();
    clearTimeout(timer);
    asking?.abort();
    asking = null;
    full = !keep(form, base.value, text.value);
    const sent = text.value;
    const answer = await ask(form.action, {do: 'save'});
    if (!answer) return;
    if (answer.status !== 204) { // it moved on, or has errors: the page for that
      leaving = true;
      const todo = document.createElement('input');
      todo.type = 'hidden';
      todo.name = 'do';
      todo.value = 'save';
      form.append(todo);
      form.submit();
      return;
    }
    drop(base.value);
    base.value = answer.headers.get('Parley-Base');
    if (form.elements.began) form.elements.began.value = sent;
    clean = sent;
    movedOn = full = false;
    savedAt = clock();
    if (dirty()) keep(form, base.value, text.value);
    check();
  }

  form.addEventListener('submit', (event) => {
    const what = event.submitter?.value;
    if (what === 'save') save(event);
    else if (what === 'check') { event.preventDefault(); check(); }
    else leaving = true;
  });
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') save(event);
  });
  addEventListener('beforeunload', (event) => {
    if (dirty() && !leaving) {
      keep(form, base.value, text.value);
      event.preventDefault();
    }
  });

  // The file goes on

  if (words.events) {
    let stream;
    const follow = () => { // only while it is seen: a browser keeps six connections to one server
      stream?.close();
      stream = undefined;
      if (document.hidden) return;
      stream = new EventSource(words.events);
      stream.addEventListener('changed', check);
      stream.addEventListener('open', () => { if (gone) check(); });
      stream.addEventListener('error', () => { gone ??= clock(); say(); });
    };
    follow();
    document.addEventListener('visibilitychange', () => { follow(); if (!document.hidden) check(); });
  }

  // Where one was, after the page has come anew

  const place = 'parley-place:' + location.pathname + location.search;
  function remember() {
    try { sessionStorage.setItem(place, [text.selectionStart, text.selectionEnd, text.scrollTop].join(' ')); } catch { /* then at the top */ }
  }
  const there = (() => {
    try { const at = sessionStorage.getItem(place); sessionStorage.removeItem(place); return at; } catch { return null; }
  })();
  if (there) {
    const [from, to, top] = there.split(' ').map(Number);
    text.focus({preventScroll: true});
    text.setSelectionRange(from, to);
    text.scrollTop = top;
  } else if (Number(words.line) > 0) {
    document.querySelector('.around')?.remove();
    go(Number(words.line));
  }
  mark();
  offer();
  say();
})();
