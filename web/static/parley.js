// What a browser with scripts adds to the workbench. Every page works without.
//
//	live    a page follows its case: it is fetched again and only what changed is
//	        replaced, so the scroll and the focus stay
//	marks   a picture is one stop of the tab key; arrows go from mark to mark, the
//	        mark is read out and shown, Enter follows its link
//	keys    g and a letter go to a page, / to the search field, ? lists the keys; they
//	        can be turned off
//
// The words come from the page, in its language.
'use strict';

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

// Live

let stream, lost;

// A browser keeps six connections to one server. A page that nobody sees gives its
// own back; when it is seen again its tag tells the server whether it is old.
function follow() {
  const address = document.hidden ? undefined : $('#page')?.dataset.live;
  if (stream?.address === address) return;
  stream?.source.close();
  stream = address && {address, source: new EventSource(address)};
  if (!stream) return;
  stream.source.addEventListener('changed', refresh);
  stream.source.addEventListener('open', () => {
    if (lost) say('', false);
    lost = undefined;
  });
  stream.source.addEventListener('error', () => {
    lost ??= new Date().toTimeString().slice(0, 5);
    say($('#said').dataset.lost.replace('{time}', lost), true);
  });
}

document.addEventListener('visibilitychange', follow);

let busy = false, again = false;

async function refresh() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    await htmx.ajax('GET', location.pathname + location.search, {target: '#page', select: '#page', swap: 'outerMorph'});
  } finally {
    busy = false;
  }
  enter();
  say($('#said').dataset.changed, false);
  if (again) { again = false; refresh(); }
}

// say tells something in the line for news; it stays visible if it matters.
function say(words, visible) {
  const line = $('#said');
  line.textContent = words;
  line.classList.toggle('hidden', !visible);
}

// Marks

const named = '[role="graphics-symbol"][aria-label]';

function marks(picture) {
  const seen = new Map(); // a link and its mark are one
  for (const mark of $$(named, picture)) seen.set(mark.closest('a[href]') ?? mark, mark.getBoundingClientRect());
  return [...seen].sort(([, p], [, q]) => p.left - q.left || p.top - q.top).map(([mark]) => mark);
}

function label(mark) {
  return (mark.matches(named) ? mark : $(named, mark))?.getAttribute('aria-label') ?? '';
}

function prepare(picture) {
  const all = marks(picture);
  if (all.length === 0) return;
  all.forEach((mark, i) => mark.setAttribute('tabindex', i === 0 ? '0' : '-1'));
  picture.removeAttribute('tabindex'); // its marks scroll it
  if ($('.mark', picture.parentElement)) return;
  const line = document.createElement('p');
  line.className = 'mark';
  line.setAttribute('aria-live', 'polite');
  picture.after(line);
  const show = event => {
    const mark = event.target.closest?.('a[href], ' + named);
    if (mark) line.textContent = label(mark);
  };
  picture.addEventListener('focusin', show);
  picture.addEventListener('pointerover', show);
  picture.addEventListener('keydown', walk);
}

function walk(event) {
  const picture = event.currentTarget, all = marks(picture);
  const here = all.indexOf(document.activeElement);
  const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
  let to = here + step;
  if (event.key === 'Home') to = 0;
  if (event.key === 'End') to = all.length - 1;
  if (here < 0 || !all[to]) return;
  event.preventDefault();
  all[here].setAttribute('tabindex', '-1');
  all[to].setAttribute('tabindex', '0');
  all[to].focus();
}

// Keys

const off = 'parley.keys.off';
let waiting = 0; // until when a letter follows g

function stored(value) {
  try {
    if (value !== undefined) localStorage.setItem(off, value);
    return localStorage.getItem(off);
  } catch {
    return null; // storage is forbidden: the keys are on
  }
}

function key(event) {
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || stored() === 'yes') return;
  if (waiting > event.timeStamp) {
    waiting = 0;
    const page = $(`[data-key="${CSS.escape(event.key)}"]`);
    if (page) { event.preventDefault(); page.click(); }
    return;
  }
  if (event.key === 'g') waiting = event.timeStamp + 1500;
  if (event.key === '/') {
    const field = $('input[type="search"]');
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  }
  if (event.key === '?') { event.preventDefault(); $('#keys')?.showModal(); }
}

// enter makes ready what a page brought.
function enter() {
  $$('.picture').forEach(prepare);
  const open = $('#open-keys'), dialog = $('#keys');
  if (open && dialog) {
    open.hidden = false;
    open.onclick = () => dialog.showModal();
    const on = $('input', dialog);
    on.checked = stored() !== 'yes';
    on.onchange = () => stored(on.checked ? 'no' : 'yes');
  }
  follow();
}

// A menu closes when something else is done.
function dismiss(event) {
  for (const menu of $$('details.menu[open]')) if (!menu.contains(event.target)) menu.open = false;
}

document.addEventListener('keydown', key);
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  for (const menu of $$('details.menu[open]')) { menu.open = false; $('summary', menu).focus(); }
});
document.addEventListener('click', dismiss);
document.addEventListener('focusin', dismiss);
enter();
