// What a machine runs: a Vega-Lite specification in, an SVG out. A machine has
// no window, no clock and no network. host.js, loaded first, stands in for what
// Vega asks of a browser; here is what Vega is given in place of a canvas and a
// way to load things.
import './host.js';
import {parse, renderModule, SVGStringRenderer, textMetrics, View, Warn} from 'vega';
import {compile} from 'vega-lite';
import {Markup} from './markup.js';

// There is no canvas to measure text with; the host has a table of widths.
textMetrics.width = (item, text) => {
  const bold = item.fontWeight === 'bold' || item.fontWeight >= 600;
  const width = textWidth(String(text ?? '').trim(), textMetrics.height(item), bold);
  return item.limit > 0 ? Math.min(item.limit, width) : width;
};

// What is being drawn: its name and what is said to those who do not see it.
let chart = {name: '', description: ''};

class Renderer extends SVGStringRenderer {
  _render(scene) {
    const m = new Markup();
    const {_width: width, _height: height, _bgcolor: fill} = this;
    m.open('svg', {
      xmlns: 'http://www.w3.org/2000/svg', 'xmlns:xlink': 'http://www.w3.org/1999/xlink', version: '1.1', class: 'marks',
      width, height, viewBox: `0 0 ${width} ${height}`, role: 'graphics-document', 'aria-label': chart.name,
    });
    m.open('desc').text(chart.description).close();
    if (fill) m.open('rect', {width, height, fill}).close();
    m.open('g', {fill: 'none', 'stroke-miterlimit': 4, transform: `translate(${this._origin})`});
    this.mark(m, scene);
    m.close();
    this.defs(m);
    this._text = m.close().toString();
    return this;
  }

  // A chart links only into its own page. (Vega's own renderer asks the loader,
  // which answers later, and so renders everything twice.)
  href({href}) {
    if (!href) return null;
    if (!/^#\S+$/.test(href)) throw new Error(`a chart links only to "#…", not to ${JSON.stringify(href)}`);
    return {'xlink:href': href};
  }
}
renderModule('svg', {headless: Renderer});

// A chart loads nothing.
const loader = {
  load: uri => Promise.reject(new Error(`a chart loads nothing: ${uri}`)),
  sanitize: uri => Promise.reject(new Error(`a chart loads nothing: ${uri}`)),
};

const logger = (warnings, errors) => {
  const to = list => (...words) => (list.push(words.join(' ')), self);
  const self = {level: () => Warn, error: to(errors), warn: to(warnings), info: () => self, debug: () => self};
  return self;
};

globalThis.draw = async text => {
  const warnings = [], errors = [];
  const log = logger(warnings, errors);
  const source = JSON.parse(text);
  const view = new View(parse(compile(source, {logger: log}).spec), {renderer: 'none', logger: log, loader});
  chart = {name: [].concat(source.title?.text ?? '').join(' '), description: source.description ?? ''};
  const svg = await view.toSVG();
  view.finalize();
  if (errors.length) throw new Error(errors.join('; '));
  return {svg, warnings};
};
