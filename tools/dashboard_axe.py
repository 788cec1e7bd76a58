#!/usr/bin/env python3
"""Holds the pages of a dashboard against axe's rules of accessibility, dark and light, on a phone and on a screen; fails where one is broken.

    npm pack axe-core && tar xzf axe-core-*.tgz
    tools/dashboard_axe.py "./narsil dashboard runs --port 0 --allow-actions" package/axe.min.js fashion other

The first run must be finished, with a report; a comparison has all that are named. A run that goes on, where there is one, is looked at, too. axe-core
is no part of Narsil: its path is given. The report is looked at as a file, since the dashboard shows it without an origin.
"""
import json
import pathlib
import sys
import tempfile
import time
import urllib.parse

from dashboard_browser import Browser, start

RULES = "{ resultTypes: ['violations', 'incomplete'], runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } }"


def ready(browser, script, seconds=120):
    until = time.monotonic() + seconds
    while not browser.run(script):
        if time.monotonic() > until:
            raise SystemExit(f"NOT SEEN: {script}; the console says {browser.said}")
        time.sleep(0.2)
    time.sleep(1)


def faults(browser, axe):
    browser.run(axe)
    found = json.loads(browser.run(f"axe.run(document, {RULES}).then(r => JSON.stringify(r))"))
    # What axe cannot decide by itself, such as colours over a picture, is said and not counted.
    doubts = {v["id"]: len(v["nodes"]) for v in found["incomplete"]}
    return found["testEngine"]["version"], found["violations"], doubts


def main():
    command, script, first, *others = sys.argv[1:]
    axe = pathlib.Path(script).read_text() + "\n;0"
    server, address = start(command)
    browser, broken, version = Browser(), 0, ""
    quote = lambda name: urllib.parse.quote(name, safe="")
    base = address.split("?")[0]
    try:
        browser.open(address)
        runs = json.loads(browser.run("fetch('/api/runs').then(r => r.text())"))["runs"]
        allowed = browser.run("fetch('/api/actions').then(r => r.json()).then(a => a.allowed)")
        families = [(r, json.loads(browser.run(f"fetch('/api/run?run={quote(r)}').then(r => r.text())"))["members"]) for r in [first, *others]]
        members = [(r, f["rows"][0]["budget"]) for r, f in families if f["finished"]]
        report = tempfile.NamedTemporaryFile(suffix=".html")
        report.write(browser.run(f"fetch('/report?run={quote(first)}').then(r => r.text())").encode())
        report.flush()
        pages = {
            "all runs": (base, "!!document.querySelector('td a')"),
            "a run that is over, with its slider": (f"{base}run?run={quote(first)}", "!!document.querySelector('.slider-command code') && !!document.querySelector('.growth-chart') && !!document.querySelector('button[data-key^=b]')"),
            "a trial": (f"{base}trial?run={quote(first)}&trial=3", "document.querySelectorAll('svg.chart').length === 2"),
            **{f"a member of {name}": (f"{base}member?run={quote(name)}&budget={quote(budget)}", "!!document.querySelector('.recipe-text') && (!!document.querySelector('.pictures') || !!document.querySelector('.matrix'))") for name, budget in members},
            "a comparison": (base + "compare?" + "&".join("run=" + quote(r) for r in [first, *others]), "document.querySelectorAll('svg.chart').length === 2"),
            "a run that is not there": (base + "run?run=nobody", "!!document.querySelector('h1')"),
            "an address without a run": (base + "run", "!!document.querySelector('h1')"),
            "the report": ("file://" + report.name, "document.querySelectorAll('canvas').length >= 3"),
        }
        for name in [r["name"] for r in runs if r["state"] == "running"][:1]:
            pages["a run that goes on"] = (f"{base}run?run={quote(name)}", "!!document.querySelector('h2')")
        if allowed:
            pages["what is asked before an action"] = (pages["a run that is over, with its slider"][0], "(() => { if (!document.querySelector('dialog')) document.querySelector('button[data-key=more_round]')?.click(); return !!document.querySelector('dialog[open]'); })()")
        for dark in (False, True):
            for phone in (False, True):
                for name, (url, there) in pages.items():
                    browser.ask("Emulation.setDeviceMetricsOverride", width=390 if phone else 1160, height=800, deviceScaleFactor=1, mobile=phone)
                    browser.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
                    browser.ask("Page.navigate", url=url)
                    ready(browser, there)
                    version, violations, doubts = faults(browser, axe)
                    broken += len(violations)
                    print(f"{'dark ' if dark else 'light'} {'phone ' if phone else 'screen'}  {name}: " + (", ".join(f"{v['id']} ({v['impact']}, {len(v['nodes'])})" for v in violations) or "nothing")
                          + (f"; undecided {doubts}" if doubts else ""), flush=True)
                    for v in violations:
                        for node in v["nodes"][:4]:
                            print(f"    {v['help']}: {node['target']} {node['html'][:160]} {node['failureSummary'][:300]!r}")
        print(f"axe-core {version}: {broken} rules broken on {len(pages)} pages, dark and light, on a phone and on a screen")
    finally:
        browser.close()
        server.terminate()
        server.wait()
    if broken:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
