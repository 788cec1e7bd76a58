'use strict';
// What the parts that a page of a run and report.html share are made of. Of the dashboard it is a module and of the report a part of its
// script, so it exports nothing and stands at globalThis. Texts are texts, never HTML.
globalThis.pieces = {
  element: (tag, text, kind) => {
    const e = document.createElement(tag);
    if (text !== undefined) e.textContent = text;
    if (kind) e.className = kind;
    return e;
  },
  draw: (name, values, parent, text) => {
    const e = document.createElementNS('http://www.w3.org/2000/svg', name);
    Object.entries(values).forEach(([key, value]) => e.setAttribute(key, value));
    if (text !== undefined) e.textContent = text;
    parent?.append(e);
    return e;
  },
  brief: n => n >= 1e9 ? (n / 1e9).toFixed(2) + 'G' : n >= 1e6 ? (n / 1e6).toFixed(2) + 'M' : n >= 1e3 ? (n / 1e3).toFixed(1) + 'k' : String(n),
};
