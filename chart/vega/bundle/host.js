// What Vega asks of a browser.
const silent = () => {};
globalThis.console = {log: silent, info: silent, warn: silent, error: silent, debug: silent};

// Vega's renderer waits by polling. The host calls tick until the chart is done.
const waiting = [];
globalThis.setTimeout = run => waiting.push(run);
globalThis.clearTimeout = silent;
globalThis.tick = () => {
  const due = waiting.splice(0);
  due.forEach(run => run());
  return due.length;
};

// Vega-Lite copies specifications with it: JSON values, now and then undefined.
globalThis.structuredClone = value => {
  if (Array.isArray(value)) return value.map(structuredClone);
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return new Date(+value);
  const copy = {};
  for (const key of Object.keys(value)) copy[key] = structuredClone(value[key]);
  return copy;
};
