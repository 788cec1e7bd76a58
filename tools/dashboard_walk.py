#!/usr/bin/env python3
"""Uses the pages of a run in a Chromium as a person would, and fails where one does not do what it should.

    tools/dashboard_walk.py "./narsil dashboard runs --port 8742" fashion

The command is started, stopped and started again; the run must be finished, and have a report and thirty trials or more.
"""
import subprocess
import sys
import time
import urllib.parse

from dashboard_pictures import Browser


def start(command):
    process = subprocess.Popen(command.split(), stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if line.startswith("Dashboard: "):
            return process, line.split()[1].rstrip("/")
    raise SystemExit("the dashboard has not begun")


def main():
    command, run = sys.argv[1], urllib.parse.quote(sys.argv[2], safe="")
    server, address = start(command)
    browser = Browser()

    def see(what, script, seconds=40):
        begin = time.monotonic()
        while not browser.run(script):
            if time.monotonic() - begin > seconds:
                raise SystemExit(f"NOT SEEN: {what}")
            time.sleep(0.1)
        print(f"{time.monotonic() - begin:5.1f} s  {what}")

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
        browser.run("{ const s = document.querySelector('select'); s.value = 'chosen'; s.dispatchEvent(new Event('change')) }")
        see("trials of one state", "document.querySelector('.tools').textContent.includes('none')")
        assert not browser.said, browser.said
        server.terminate()
        server.wait()
        see("that the server is gone", "document.getElementById('live').textContent.includes('not connected')")
        server, address = start(command)
        see("that it is back", "document.getElementById('live').textContent === 'live'")
        go(f"/trial?run={run}&trial=7")
        see("a trial in full", f"document.querySelectorAll('svg.chart').length === 2 && {text}.includes('weight_decay')")
        go(f"/report?run={run}")
        see("the report", "document.querySelectorAll('canvas').length >= 4")
        see("that the report can ask nobody", f"fetch('{address}/api/runs').then(r => false, e => window.origin === 'null')")
        go("/run?run=" + urllib.parse.quote("<img src=x onerror=alert(1)>"))
        see("markup as text", "document.querySelector('h1')?.textContent.includes('<img') && !document.querySelector('img')")
    finally:
        browser.close()
        server.terminate()


if __name__ == "__main__":
    main()
