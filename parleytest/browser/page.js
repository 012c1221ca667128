// Finds elements as people name them, for the package browser. Each function is
// called by name; what it returns must be plain data.

const controls = 'a[href], area[href], button, input, select, textarea, summary, [contenteditable=""], [contenteditable=true], [tabindex]';
const longest = 250; // a way of more stops is cut short
const tidy = s => (s || '').replace(/\s+/g, ' ').trim();

function seen(el) {
  return el.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && el.getClientRects().length > 0;
}

// named is what people call an element: its label, or what it shows.
function named(el) {
  const by = (el.getAttribute('aria-labelledby') || '').split(' ').map(id => document.getElementById(id)).filter(Boolean);
  return tidy(by.map(e => e.textContent).join(' ')) || tidy(el.getAttribute('aria-label')) ||
    tidy(Array.from(el.labels || []).map(l => l.innerText).join(' ')) ||
    tidy(el.innerText !== undefined ? el.innerText : el.textContent) || tidy(el.title) || tidy(el.value) || tidy(el.placeholder);
}

function described(el) {
  const where = el.id ? '#' + el.id : el.getAttribute('href') ? ' ' + el.getAttribute('href') : el.name ? ' ' + el.name : '';
  return el.localName + where + ' "' + named(el).slice(0, 60) + '"';
}

function text(selector) {
  const el = document.querySelector(selector);
  return el && tidy(el.innerText !== undefined ? el.innerText : el.textContent);
}

// press returns where to press for a link, a button or another control: the
// first that is called so exactly, else the first whose name holds the words.
// Within a selector, if one is given; a selector alone finds its first element.
function press(words, within) {
  const all = Array.from(document.querySelectorAll(within || 'body'))
    .flatMap(e => words ? [e, ...e.querySelectorAll(controls + ', label, option')] : [e]).filter(seen);
  const ours = words ? all.filter(e => e.matches(controls + ', label')) : all;
  const el = !words ? ours[0] : ours.find(e => named(e) === words) || ours.find(e => named(e).includes(words));
  if (!el) return null;
  el.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  for (const r of el.getClientRects()) {
    const x = r.x + r.width / 2, y = r.y + r.height / 2;
    const top = document.elementFromPoint(x, y);
    if (top && (el.contains(top) || top.contains(el))) return { x, y };
  }
  return null;
}

// focus puts the focus into a field that a label or a selector names.
function focus(field) {
  let el = null;
  try { el = document.querySelector(field); } catch { /* words, not a selector */ }
  const fields = Array.from(document.querySelectorAll('input, select, textarea, [contenteditable]')).filter(seen);
  el = el || fields.find(e => named(e) === field) || fields.find(e => named(e).includes(field));
  if (!el) return false;
  el.focus();
  if (el.select) el.select();
  return document.activeElement === el;
}

function focused() {
  const el = document.activeElement;
  return !el || el === document.body ? '' : described(el);
}

// looks is all by which a focus can be seen, on an element and inside it.
function looks(el) {
  return [el, ...el.querySelectorAll('*')].slice(0, 6).map(e => {
    const s = getComputedStyle(e);
    return [s.outlineStyle, s.outlineStyle === 'none' ? '' : s.outlineWidth + s.outlineColor, s.boxShadow, s.backgroundColor,
      s.borderColor, s.borderWidth, s.textDecorationLine, s.stroke, s.strokeWidth, s.fill].join();
  }).join(';');
}

// expects are the elements that the keyboard has to reach: one of each group of
// radio buttons, since arrows lead to the others.
function expects() {
  const groups = new Set();
  return Array.from(document.querySelectorAll(controls)).filter(el => {
    if (el.tabIndex < 0 || el.disabled || el.type === 'hidden' || !seen(el) || el.closest('[inert]')) return false;
    if (el.type !== 'radio') return true;
    const checked = document.querySelector(`input[type=radio][name="${CSS.escape(el.name)}"]:checked`);
    if (checked && checked !== el || groups.has(el.name)) return false;
    return groups.add(el.name);
  });
}

// setOut notes how each element looks unfocused, and from then on which ones
// have the focus and whether that is seen.
function setOut() {
  document.activeElement.blur();
  const all = expects(), before = new Map(all.map(el => [el, looks(el)]));
  const walk = window.parleyWalk = { reached: new Set(), unseen: new Set(), outside: new Set(), all };
  document.addEventListener('focusin', e => {
    const el = e.target;
    if (!before.has(el)) return;
    walk.reached.add(el);
    if (looks(el) === before.get(el)) walk.unseen.add(el);
    const r = el.getBoundingClientRect();
    if (r.bottom < 0 || r.top > innerHeight) walk.outside.add(el);
  });
  return Math.min(all.length, longest);
}

// walked is what the way has shown. Of a way that was cut short, only what comes
// before its end can have been missed.
function walked() {
  const w = window.parleyWalk, list = s => Array.from(s).map(described);
  const last = w.all.findLastIndex(el => w.reached.has(el));
  const missed = w.all.filter((el, i) => el.isConnected && !w.reached.has(el) && (i < last || w.all.length <= longest));
  return { missed: list(missed), unseen: list(w.unseen), outside: list(w.outside) };
}

// wide are the elements that make the page wider than the window.
function wide() {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const held = el => {
    for (let e = el.parentElement; e && e !== document.body; e = e.parentElement) {
      if (getComputedStyle(e).overflowX !== 'visible') return true;
    }
    return false;
  };
  const out = Array.from(document.body.querySelectorAll('*')).filter(e => e.scrollWidth > page.clientWidth + 1 && getComputedStyle(e).overflowX === 'visible' && !held(e));
  out.reverse(); // the innermost first
  return [`the page is ${page.scrollWidth} wide in a window of ${page.clientWidth}`, ...out.slice(0, 8).map(e => `${e.localName}.${e.getAttribute('class') || ''} ${described(e)}`)];
}

// audit is what axe-core, which must be loaded, finds against the guidelines.
async function audit() {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], preload: false });
  return found.violations.map(v => ({
    rule: v.id, impact: v.impact || '', help: v.help,
    at: v.nodes.map(n => n.target.join(' ') + '\n      ' + n.html.slice(0, 200) + '\n      ' + n.any.concat(n.all, n.none).map(c => c.message).join('; ')),
  }));
}
