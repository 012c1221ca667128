// What a machine runs: a Vega-Lite specification in, an SVG out. A machine has
// no window, no clock and no network. host.js, loaded first, stands in for what
// Vega asks of a browser; here is what Vega is given in place of a canvas and a
// way to load things.
import './host.js';
import {parse, View, textMetrics, Warn} from 'vega';
import {compile} from 'vega-lite';

// There is no canvas to measure text with; the host has a table of widths.
textMetrics.width = (item, text) => {
  const bold = item.fontWeight === 'bold' || item.fontWeight >= 600;
  const width = textWidth(String(text ?? '').trim(), textMetrics.height(item), bold);
  return item.limit > 0 ? Math.min(item.limit, width) : width;
};

// A chart loads nothing and links only into its own page.
const loader = refused => ({
  load: uri => Promise.reject(new Error(`a chart loads nothing: ${uri}`)),
  sanitize: uri => {
    if (!/^#\S*$/.test(uri)) refused.push(`a chart links only to "#…", not to ${JSON.stringify(uri)}`);
    return Promise.resolve({href: uri});
  },
});

const logger = (warnings, errors) => {
  const to = list => (...words) => (list.push(words.join(' ')), self);
  const self = {level: () => Warn, error: to(errors), warn: to(warnings), info: () => self, debug: () => self};
  return self;
};

globalThis.draw = async text => {
  const warnings = [], errors = [];
  const log = logger(warnings, errors);
  const {spec} = compile(JSON.parse(text), {logger: log});
  const view = new View(parse(spec), {renderer: 'none', logger: log, loader: loader(errors)});
  const svg = await view.toSVG();
  view.finalize();
  if (errors.length) throw new Error(errors.join('; '));
  return {svg, warnings};
};
