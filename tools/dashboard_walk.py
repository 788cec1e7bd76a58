#!/usr/bin/env python3
"""Uses the pages of a run in a Chromium as a person would, and fails where one does not do what it should.

    tools/dashboard_walk.py "./narsil dashboard runs --port 8742" fashion

The command is started, stopped and started again; the run must be finished, and have a report and thirty trials or more.
"""
import json
import random
import sys
import urllib.parse

from dashboard_browser import Browser, seer, start


def slide(browser, see, run):
    """The budget slider: what it finds is the best there is, at once, by a finger as by the keyboard."""
    see("the slider", "!!document.querySelector('.slider-command code')")
    data = browser.run(f"fetch('/api/fronts?run={run}').then(r => r.json())")
    draw = random.Random(1)
    costs = [c["costs"] for c in data["candidates"]]
    browser.run(f"fetch('/api/fronts?run={run}').then(r => r.json()).then(d => {{ globalThis.known = d.candidates; }})")
    for _ in range(500):
        places = draw.sample(range(len(data["measures"])), draw.choice((1, 2)))
        limits = [{"place": p, "limit": round(draw.choice(costs)[p] * draw.uniform(0.9, 1.5))} for p in places]
        fits = [c["predicted"] for c in data["candidates"] if all(c["costs"][l["place"]] <= l["limit"] for l in limits)]
        found = browser.run(f"budgetSlider.best(known, {json.dumps(limits)})?.predicted ?? null")
        assert found == (max(fits) if fits else None), (limits, found)
    slowest = browser.run("""(() => {
        const input = document.querySelector('.slider input'), times = [];
        for (let i = 240; i >= 0; i--) {
            const begin = performance.now();
            input.value = i;
            input.dispatchEvent(new Event('input'));
            document.querySelector('.slider').getBoundingClientRect();
            times.push(performance.now() - begin);
        }
        times.sort((a, b) => a - b);
        return [times[120], times[240]];
    })()""")
    print(f"        {len(costs)} candidates, 500 budgets looked up; a move of the slider takes {slowest[0]:.1f} ms, at most {slowest[1]:.1f}")
    assert slowest[1] < 100, slowest
    browser.run("{ const i = document.querySelector('.slider input'); i.value = 120; i.dispatchEvent(new Event('input')); i.focus(); }")
    before = browser.run("document.querySelector('.slider output').textContent")
    for kind in ("rawKeyDown", "keyUp"):
        browser.ask("Input.dispatchKeyEvent", type=kind, key="ArrowLeft", code="ArrowLeft", windowsVirtualKeyCode=37)
    see("that a key moves it", f"document.activeElement.type === 'range' && document.activeElement.value === '119' && document.querySelector('.slider output').textContent !== {json.dumps(before)}")
    box = browser.run("(() => { const svg = document.querySelector('.slider-chart'); svg.scrollIntoView(); const b = svg.getBoundingClientRect(); return [b.x + 0.8 * b.width, b.y + b.height / 2]; })()")
    for kind in ("mousePressed", "mouseReleased"):
        browser.ask("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)
    see("that a finger on the front moves it", "Number(document.querySelector('.slider input').value) > 150")
    browser.run("{ const s = document.querySelector('.slider select'); s.value = '1'; s.dispatchEvent(new Event('change')); }")
    see("that one measure has one limit", "document.querySelectorAll('.slider select')[1].value === '' && document.querySelectorAll('.slider input')[1].disabled")
    see("blocks, recipe and commands", "document.querySelectorAll('.slider-blocks li').length > 4 && document.querySelectorAll('.slider-recipe dt').length > 4 && /^narsil evolve .* --params [0-9]+$/.test([...document.querySelectorAll('.slider-command code')].pop().textContent)")


def main():
    command, run = sys.argv[1], urllib.parse.quote(sys.argv[2], safe="")
    server, address = start(command)
    address = address.rstrip("/")
    browser = Browser()
    see = seer(browser)

    def go(path):
        browser.ask("Page.navigate", url=address + path)

    text = "document.querySelector('#page').textContent"
    try:
        go("/")
        see("the run is among all runs", f"[...document.querySelectorAll('td a')].some(a => a.search === '?run={run}')")
        go(f"/run?run={run}")
        see("its trials", "!!document.querySelector('button[data-key=b7]')")
        browser.run("document.querySelector('button[data-key=b7]').focus(); document.activeElement.click()")
        see("the curve of a trial", f"{text}.includes('Trial 7, and the best')")
        see("its row is marked", "document.querySelector('tr.chosen')?.textContent.startsWith('7')")
        see("the keyboard stays there", "document.activeElement.dataset.key === 'b7' && document.activeElement.ariaPressed === 'true'")
        browser.run("document.querySelector('svg.chart .dot').dispatchEvent(new MouseEvent('click'))")
        see("another one by its point", f"{text}.match(/Trial [0-9]+, and the best/) && !{text}.includes('Trial 7, and')")
        # Other parts of the page have lists to choose from, too.
        states = "[...document.querySelectorAll('select')].find(s => [...s.options].some(o => o.value === 'chosen'))"
        browser.run(f"{{ const s = {states}; s.value = 'chosen'; s.dispatchEvent(new Event('change')) }}")
        see("trials of one state", f"{states}.closest('.tools').textContent.includes('none')")
        slide(browser, see, run)
        assert not browser.said, browser.said
        server.terminate()
        server.wait()
        see("that the server is gone", "document.getElementById('live').textContent.includes('not connected')")
        server, _ = start(command)
        see("that it is back", "document.getElementById('live').textContent === 'live'")
        go(f"/trial?run={run}&trial=7")
        see("a trial in full", f"document.querySelectorAll('svg.chart').length === 2 && {text}.includes('weight_decay')")
        go(f"/run?run={run}")
        see("what parameters are worth, or why not", "/What each parameter is worth so far(By|Nothing)/.test(" + text + ")")
        go(f"/run?run={run}")
        see("its family", "!!document.querySelector('a[href^=\"/member\"]')")
        browser.run("document.querySelector('a[href^=\"/member\"]').focus()")
        browser.press("Enter", 13, "\r")
        see("a member by the keyboard, with network and recipe", "location.pathname === '/member' && document.querySelectorAll('.network-block').length > 4 && !!document.querySelector('.recipe-text')")
        see("its matrix or mistakes, and pictures from this server", "!!document.querySelector('.matrix, .pictures') && [...document.querySelectorAll('.pictures img')].every(i => i.naturalWidth && i.src.startsWith(location.origin))")
        browser.run("history.back()")
        see("the run again", "location.pathname === '/run'")
        go(f"/compare?run={run}&run={run}&run=%3Cimg%3E")
        see("one run alone", f"{text}.includes('This is one run alone') && {text}.includes('no run \"<img>\"') && document.querySelectorAll('svg.chart').length === 2")
        browser.run("{ const s = document.querySelector('.charts select'); s.focus(); s.value = s.options[1].value; s.dispatchEvent(new Event('change')); }")
        see("one budget of it, and the keyboard stays", "document.activeElement.dataset.key === 'budget' && document.activeElement.selectedIndex === 1")
        go(f"/report?run={run}")
        see("the report", "document.querySelectorAll('canvas').length >= 3 && /^(By|Nothing)/.test(document.getElementById('worth').textContent)")
        see("its slider", "document.querySelector('.slider-command code')?.textContent.startsWith('narsil evolve RUN --candidate ')")
        see("that the report can ask nobody", f"fetch('{address}/api/runs').then(r => false, e => window.origin === 'null')")
        go("/run?run=" + urllib.parse.quote("<img src=x onerror=alert(1)>"))
        see("markup as text", "document.querySelector('h1')?.textContent.includes('<img') && !document.querySelector('img')")
    finally:
        browser.close()
        server.terminate()


if __name__ == "__main__":
    main()
