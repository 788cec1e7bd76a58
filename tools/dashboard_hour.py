#!/usr/bin/env python3
"""Holds ten pages open beside a search for an hour, and fails where one of them misses an event or hears one twice.

    tools/dashboard_hour.py "./narsil" FOLDER --minutes 60 --pages 10 --tabs 4

The search is one of small built-in images whose trainer only sleeps; it is begun anew in FOLDER and stopped in the end. So many of the pages are tabs of a
Chromium, the others follow the events and ask for what a page asks for. Each five minutes the server's heap after a collection is written down.
"""
import argparse
import http.client
import json
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from datetime import datetime
from urllib.parse import urlsplit

from dashboard_browser import Browser, start

STUDY = """narsil: study/1
name: hour
data: fashion
space: fbnetv3-small
trainer: {command: [%s, sleeper.py]}
budgets:
  small: {macs: 600k}
  large: {macs: 1M}
rounds: 500
batch: 12
epochs: 3
final_epochs: 3
pool: 400
workers: 2
"""

# It trains nothing: a score is a number drawn by the trial's seed, which grows with its epochs.
SLEEPER = """import json, os, queue, random, sys, threading, time
lines = queue.Queue()
def listen():
    for line in sys.stdin:
        lines.put(line)
    os._exit(0)
def say(**message):
    print(json.dumps(message), flush=True)
threading.Thread(target=listen, daemon=True).start()
say(type="ready", engine="sleeper")
while True:
    t = json.loads(lines.get())
    draw = random.Random(t["seed"])
    for epoch in range(1, t["epochs"] + 1):
        time.sleep(SECONDS)
        say(type="epoch", trial=t["trial"], epoch=epoch, loss=3 / epoch + draw.random(), score=0.5 + 0.1 * epoch + 0.05 * draw.random(), seconds=SECONDS)
    say(type="done", trial=t["trial"], test_score=None)
"""

# What a tab hears is written down before its page sees it.
HEARD = """globalThis.heard = [];
globalThis.EventSource = class extends EventSource {
    constructor(...a) {
        super(...a);
        this.addEventListener('state', e => heard.push([Date.now() / 1000, e.lastEventId, (s => (s.runs?.[0] ?? s).version)(JSON.parse(e.data))]));
    }
};"""


class Page(threading.Thread):
    """What a page of the run does without a browser: it follows the events, and asks for the newest trials after each."""

    def __init__(self, address):
        super().__init__(daemon=True)
        self.host, self.heard, self.trials, self.broken = urlsplit(address).netloc, [], {}, 0

    def run(self):
        known = None
        while True:
            try:
                connection = http.client.HTTPConnection(self.host, timeout=60)
                connection.request("GET", "/api/events?run=hour", headers={"Last-Event-ID": known} if known else {})
                answer = connection.getresponse()
                for line in iter(answer.readline, b""):
                    if line.startswith(b"id: "):
                        known = line[4:].decode().strip()
                    elif line.startswith(b"data: "):
                        self.heard.append([time.time(), known, json.loads(line[6:])["version"]])
                        for row in self.ask("/api/trials?run=hour&page=0&count=100")["rows"]:
                            self.trials[row["trial"]] = row
            except OSError:
                pass
            self.broken += 1
            time.sleep(2)

    def ask(self, path):
        connection = http.client.HTTPConnection(self.host, timeout=60)
        connection.request("GET", path)
        answer = json.load(connection.getresponse())
        connection.close()
        return answer


def child(pid):
    """The Java process of a command that may be a script."""
    for line in subprocess.check_output(["ps", "-eo", "pid,ppid,comm"], text=True).splitlines()[1:]:
        own, parent, name = line.split(None, 2)
        if int(parent) == pid and name == "java":
            return int(own)
    return pid


def memory(pid):
    """KB of live heap after a collection, KB of the process, threads, open files, and seconds of the processor."""
    # Its list of objects is made after a collection. The serial collector leaves dead ones where they lie, as arrays of numbers, but for each fourth time.
    lists = [subprocess.check_output(["jcmd", str(pid), "GC.class_histogram"], text=True) for _ in range(4)]
    least = min(int(text.split("Total")[1].split()[1]) for text in lists)
    status = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines())
    times = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return {"heap": least // 1024, "process": int(status["VmRSS"].split()[0]), "threads": int(status["Threads"]),
            "files": len(list(pathlib.Path(f"/proc/{pid}/fd").iterdir())), "seconds": round((int(times[11]) + int(times[12])) / 100, 1)}


def logged(file):
    """Lines of the log by where they end: when each was written; and what they say of each trial."""
    lines, trials, end = [], {}, 0
    for line in file.read_bytes().splitlines(keepends=True):
        end += len(line)
        event = json.loads(line)
        written = datetime.fromisoformat(re.sub(r"(\.\d{6})\d*Z|Z$", r"\1+00:00", event["time"])).timestamp()
        lines.append((end, written))
        if event["event"] == "trials_chosen":
            for choice in event["choices"]:
                trials[choice["trial"]["id"]] = {"status": "chosen", "over": 0, "score": None}
        elif event["event"] == "trial_started":
            trials[event["trial"]]["status"] = "running"
        elif event["event"] == "epoch_done":
            trials[event["trial"]].update(over=event["epoch"], score=event["score"])
        elif event["event"] == "trial_done":
            trials[event["result"]["trial"]]["status"] = event["result"]["status"]
    return lines, trials


def hold(name, heard, lines, since):
    """Fails where a page has missed a line of the log, or was told a state twice; gives how long it took to hear of each line."""
    ids = [i for _, i, _ in heard]
    assert len(ids) == len(set(ids)), f"{name} was told a state twice"
    places = [int(version.split("-")[1]) for _, _, version in heard]
    assert places == sorted(places), f"{name} was told an older state after a newer one"
    assert places and places[-1] == lines[-1][0], f"{name} has not heard of the last line"
    late, at = [], 0
    for end, written in lines:
        while places[at] < end:
            at += 1
        if written > since:
            late.append(heard[at][0] - written)
    return late


def main():
    options = argparse.ArgumentParser()
    options.add_argument("narsil")
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--pages", type=int, default=10)
    options.add_argument("--tabs", type=int, default=4)
    options.add_argument("--seconds", type=float, default=8, help="seconds of an epoch")
    o = options.parse_args()
    o.folder.mkdir(parents=True)
    (o.folder / "sleeper.py").write_text(SLEEPER.replace("SECONDS", str(o.seconds)))
    (o.folder / "study.yaml").write_text(STUDY % sys.executable)
    runs, browser = o.folder / "runs", None
    log = runs / "hour" / "events.jsonl"
    with open(o.folder / "search.log", "w") as said:
        search = subprocess.Popen([*o.narsil.split(), "search", str(o.folder / "study.yaml"), "--out", str(runs / "hour")], stdout=said, stderr=said)
    try:
        while not log.exists() or '"trial_started"' not in log.read_text():
            assert search.poll() is None, (o.folder / "search.log").read_text()
            time.sleep(1)
        server, address = start(f"{o.narsil} dashboard {runs} --port 0")
        pid = child(server.pid)
        pages = [Page(address) for _ in range(o.pages - o.tabs)]
        for page in pages:
            page.start()
        tabs = []
        if o.tabs:
            browser = Browser()
            for i in range(o.tabs):
                tabs.append(browser.session if i == 0 else browser.tab())
                browser.ask("Performance.enable")
                browser.ask("Page.addScriptToEvaluateOnNewDocument", source=HEARD)
                browser.ask("Page.navigate", url=address + ("?" if i == o.tabs - 1 else "run?run=hour"))
        time.sleep(20)
        begin, figures = time.time(), []
        while True:
            minutes = (time.time() - begin) / 60
            figures.append({"minutes": round(minutes, 1), **memory(pid), "log": log.stat().st_size, "tabs": []})
            for browser.session in tabs:
                figures[-1]["tabs"].append(round(next(m["value"] for m in browser.ask("Performance.getMetrics")["metrics"] if m["name"] == "JSHeapUsedSize") / 1024))
                assert not browser.run("document.hidden")
            print(json.dumps(figures[-1]), flush=True)
            (o.folder / "figures.json").write_text(json.dumps(figures))
            if minutes >= o.minutes:
                break
            time.sleep(min(300, o.minutes * 60 - (time.time() - begin)))
        os.kill(child(search.pid), signal.SIGTERM)
        search.wait()
        time.sleep(20)
        lines, trials = logged(log)
        all_late = []
        for i, page in enumerate(pages):
            all_late += hold(f"page {i}", page.heard, lines, begin)
            assert page.broken == 0, f"page {i} lost its connection {page.broken} times"
            has = {t: {k: row[k] for k in ("status", "over", "score")} for t, row in page.trials.items()}
            assert has == trials, f"page {i}: " + str([(t, trials.get(t), has.get(t)) for t in trials.keys() | has.keys() if trials.get(t) != has.get(t)][:5])
        for i, browser.session in enumerate(tabs):
            heard = browser.run("heard")
            all_late += hold(f"tab {i}", heard, lines, begin)
            if i < o.tabs - 1:
                rows = browser.run("[...document.querySelectorAll('table')].pop(), [...document.querySelectorAll('td[data-head=curve]')].map(c => c.parentElement).map(r => [r.querySelector('td[data-head=trial]').textContent, r.querySelector('td[data-head=score]').textContent])")
                newest = sorted(trials, reverse=True)[:100]
                wanted = [[str(t), "" if trials[t]["score"] is None else f"{100 * trials[t]['score']:.2f}\u00a0%"] for t in newest]
                assert rows == wanted, f"tab {i} shows {rows[:5]} and not {wanted[:5]}"
        assert browser is None or not browser.said, browser.said
        print(f"{len(lines)} lines of the log, {len(trials)} trials; {o.pages} pages, {o.tabs} of them tabs; no event lost, no state twice; "
              f"heard after {statistics.median(all_late):.2f} s (median), at most {max(all_late):.2f} s")
    finally:
        if browser:
            browser.close()
        for process in [search] + ([server] if "server" in locals() else []):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)


if __name__ == "__main__":
    main()
