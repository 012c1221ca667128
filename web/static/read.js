// What a browser with scripts adds to the reading of a source. The page works
// without: a link chooses a span, and any words can be typed.
//
//	spans    n and p go from one to the next; a selection is a span, too
//	fields   a letter leads to each; Escape leads back to the text
//	preview  what would be written is shown while somebody types
'use strict';

{
  const form = document.getElementById('capture'), text = document.getElementById('text');
  const rows = () => [...form.querySelectorAll('.row')];
  const field = name => form.elements[name];
  const marks = text ? [...text.querySelectorAll('a.m:not([data-more])')] : [];
  const touched = new Set(); // fields in which somebody typed
  let target = 0;            // the row that the next words fill
  let ours = false;          // the selection is ours
  let timer, asking, leaving = false;

  const worth = mark => !mark.classList.contains('is-used') && !mark.classList.contains('is-day');
  const current = () => marks.findIndex(mark => mark.getAttribute('aria-current') === 'true');

  // fill puts words into a row, and the day beside them where nobody typed one.
  function fill(words, line, own, at, day, printed) {
    const row = rows()[target] ?? rows()[0];
    row.querySelector('textarea').value = words;
    row.querySelector('input').value = line;
    row.querySelector('select').value = own ? 'speaker' : 'outlet';
    if (target === 0) {
      field('at').value = at;
      if (day !== undefined && !touched.has('date') && !touched.has('printed')) {
        field('date').value = day;
        field('printed').value = printed ?? '';
      }
    } else if (target === rows().length - 1) {
      spare();
    }
    look();
  }

  // spare adds an empty row for further words.
  function spare() {
    const all = rows(), row = all[all.length - 1].cloneNode(true);
    const box = row.querySelector('textarea');
    box.value = '';
    row.querySelector('input').value = '';
    box.id = `f-words-${all.length}`;
    row.querySelector('label').htmlFor = box.id;
    all[all.length - 1].after(row);
  }

  function choose(mark) {
    for (const other of text.querySelectorAll('a.m[aria-current]')) other.removeAttribute('aria-current');
    for (const piece of text.querySelectorAll(`a.m[data-at="${mark.dataset.at}"]`)) piece.setAttribute('aria-current', 'true');
    show(mark);
    const own = mark.dataset.kind === 'quoted' || !!mark.previousElementSibling?.matches('.is-quoted[data-at]') && !!mark.nextElementSibling?.matches('[data-more]');
    fill(mark.dataset.words, mark.closest('[data-line]').dataset.line, own, mark.dataset.at, mark.dataset.day, mark.dataset.kind === 'day' ? mark.dataset.words : mark.dataset.printed);
    say(`${mark.title}: ${mark.dataset.words}`, false);
  }

  // show selects a span in the text, so that it can be seen and widened.
  function show(mark) {
    const pieces = text.querySelectorAll(`a.m[data-at="${mark.dataset.at}"]`);
    ours = true;
    const range = document.createRange();
    range.setStartBefore(pieces[0]);
    range.setEndAfter(pieces[pieces.length - 1]);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    setTimeout(() => { ours = false; });
    mark.scrollIntoView({block: 'center'});
  }

  function step(by) {
    for (let i = current() + by, n = 0; n < marks.length; i += by, n++) {
      const mark = marks[(i % marks.length + marks.length) % marks.length];
      if (worth(mark)) return choose(mark);
    }
  }

  // selected takes what somebody selected in one line of the text.
  function selected() {
    const selection = getSelection();
    if (ours || selection.isCollapsed || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0).cloneRange();
    const start = element(range.startContainer).closest('.words');
    if (!start || !text.contains(start)) return;
    if (!start.contains(range.endContainer)) range.setEndAfter(start.lastChild);
    const words = range.toString().trim();
    if (!words) return;
    const before = document.createRange();
    before.setStart(start, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const from = [...before.toString()].length, line = start.closest('[data-line]').dataset.line;
    const quoted = [range.startContainer, range.endContainer].every(node => element(node).closest('.is-quoted'));
    const own = quoted || /^["“„‘「『«]/.test(words);
    fill(own ? bare(words) : words, line, own, `${line}:${from}-${from + [...range.toString()].length}`);
  }

  const element = node => node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const bare = words => words.replace(/^["“„‘「『«]\s*/, '').replace(/\s*[,，、]?\s*["”“’」』»]$/, '').replace(/[,，、]$/, '');

  // look asks what would be written.
  function look() {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asking?.abort();
      asking = new AbortController();
      try {
        const answer = await fetch(form.dataset.preview, {method: 'POST', body: new URLSearchParams(new FormData(form)), signal: asking.signal});
        if (answer.ok) document.getElementById('writes').innerHTML = await answer.text();
      } catch {
        // another question follows, or the server is gone: Save will say so
      }
    }, 250);
  }

  // fit shows the fields that what was chosen needs.
  function fit() {
    for (const part of form.querySelectorAll('.only')) part.hidden = field(part.dataset.for).value !== part.dataset.value;
    for (const part of form.querySelectorAll('details.new')) if (field(part.dataset.for).value === '+') part.open = true;
  }

  const leads = {w: () => field('who'), c: () => field('claim'), d: () => field('date')};
  let held = '';   // the letter that led to a field, until it is released: it is not typed there
  let waiting = 0; // until when a letter follows g, which leads to a page

  function key(event) {
    const typing = event.target.closest?.('input:not([type="radio"], [type="checkbox"]), textarea, select, dialog');
    if (event.key === 'Escape' && form.contains(event.target)) return text.focus({preventScroll: true});
    if (event.key === 'Enter' && event.target.matches?.('textarea[name="words"]') && !event.isComposing) {
      event.preventDefault();
      return save();
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || stored() === 'yes') return;
    if (waiting > event.timeStamp) { waiting = 0; return; }
    if (event.key === 'g') { waiting = event.timeStamp + 1500; return; }
    if (act(event)) event.preventDefault();
  }

  function act(event) {
    const to = leads[event.key];
    if (to) { held = event.key; to().focus(); return true; }
    switch (event.key) {
      case 'n': target = 0; step(1); return true;
      case 'p': target = 0; step(-1); return true;
      case 'a': target = rows().length - 1; rows()[target].scrollIntoView({block: 'nearest'}); say(rows()[target].querySelector('label').textContent, false); return true;
      case 'h': field('hearsay').checked = !field('hearsay').checked; look(); return true;
      case '1': case '2': case '3': case '4': field('does')[event.key - 1].checked = true; look(); return true;
      case 'Enter': if (event.target.closest('a, button, summary')) return false; save(); return true;
      case 'ArrowRight': case 'ArrowLeft':
        if (!event.shiftKey || getSelection().rangeCount === 0) return false;
        getSelection().modify('extend', event.key === 'ArrowRight' ? 'forward' : 'backward', 'word');
        selected();
        return true;
    }
    return false;
  }

  const save = () => form.requestSubmit(form.querySelector('button[value="next"]'));

  function start() {
    document.addEventListener('keydown', key);
    document.addEventListener('keypress', event => { if (event.key === held) event.preventDefault(); });
    document.addEventListener('keyup', event => { if (event.key === held) held = ''; });
    document.addEventListener('mouseup', event => { if (text.contains(event.target)) setTimeout(selected); });
    text.addEventListener('click', event => {
      const mark = event.target.closest('a.m');
      if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (!getSelection().isCollapsed && !ours && getSelection().toString() !== mark.textContent) return;
      choose(marks.find(other => other.dataset.at === mark.dataset.at));
    });
    form.addEventListener('input', event => { touched.add(event.target.name); fit(); look(); });
    form.addEventListener('submit', () => { leaving = true; });
    addEventListener('beforeunload', event => { if (touched.size > 0 && !leaving) event.preventDefault(); });
    fit();
    const faulty = form.querySelector('[aria-invalid]');
    if (faulty) return faulty.focus();
    look();
    if (marks[current()]) show(marks[current()]);
    text.focus({preventScroll: true});
  }

  // A file may be dropped anywhere on the form of a new source.
  function accept(taking) {
    taking.addEventListener('dragover', event => { if (event.dataTransfer.types.includes('Files')) event.preventDefault(); });
    taking.addEventListener('drop', event => {
      if (event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      taking.elements.page.files = event.dataTransfer.files;
      taking.elements.page.focus();
    });
  }

  if (form && text) start();
  const taking = document.getElementById('new');
  if (taking) accept(taking);
}
