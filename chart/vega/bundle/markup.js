// XML as a chart writes it. What Vega has for this escapes each attribute seven
// times over, and describes every mark in English ("symbol mark container").

const special = /[&<>"\u0000-\u001f\ufffe\uffff]/;
const each = /[&<>"\u0000-\u001f\ufffe\uffff]/g;
const escapes = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#x9;', '\n': '&#xA;', '\r': '&#xD;'};

// Whatever no XML document may contain, even escaped, is shown as unreadable.
const escape = value => {
  const s = String(value);
  return special.test(s) ? s.replace(each, c => escapes[c] || '\ufffd') : s;
};

const shapes = {path: true, line: true, rect: true};

export class Markup {
  constructor() {
    this.out = [];
    this.stack = []; // of the elements that are open
  }

  open(tag, ...attributes) {
    this.content();
    const element = {tag, label: null, empty: true};
    this.out.push('<', tag);
    // The text of a text is its name.
    const plain = tag === 'text' || (tag === 'g' && /role-title/.test(attributes[0]?.class));
    for (const set of attributes) {
      for (const name in set) {
        const value = set[name];
        if (value == null || name === 'aria-roledescription' || (plain && (name === 'role' || name === 'aria-label'))) continue;
        if (name === 'aria-label') element.label = value;
        this.out.push(' ', name, '="', escape(value), '"');
      }
    }
    this.stack.push(element);
    return this;
  }

  text(words) {
    this.content();
    this.out.push(escape(words));
    return this;
  }

  // content ends the tag of the element that is open, which has some.
  content() {
    const element = this.stack[this.stack.length - 1];
    if (element?.empty) {
      element.empty = false;
      this.out.push('>');
    }
  }

  // What a mark says is shown to whoever points at it, too.
  close() {
    const {tag, label, empty} = this.stack[this.stack.length - 1];
    if (empty && label && shapes[tag]) this.open('title').text(label).close();
    this.stack.pop();
    this.out.push(empty && !(label && shapes[tag]) ? '/>' : `</${tag}>`);
    return this;
  }

  toString() {
    return this.out.join('');
  }
}
