#!/usr/bin/env python3
"""Draws pages of a running dashboard with a Chromium, and says what its console says.

    narsil dashboard runs/ &
    tools/dashboard_pictures.py OUT http://localhost:8731 /=overview /run?run=fashion=run:dark /run?run=fashion=phone:phone

Each picture is PATH=NAME, and :dark, :phone or the height at which it is cut off, such as :1300, after it; with :slider it is of the budget slider alone, moved to where most is to be seen, with :worth of the worth of parameters alone. The browser is spoken to through a pipe, so nothing listens for it.
Only Python's own library is needed, and pillow where it is there, to make the files small.
"""
import base64
import json
import os
import subprocess
import sys
import tempfile
import time


class Browser:
    """A Chromium without a window, by its DevTools protocol."""

    def __init__(self, program="chromium"):
        self.home = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        ours, theirs = os.pipe(), os.pipe()
        # It reads what it is told from descriptor 3 and answers on descriptor 4.
        command = f'exec 3<&{ours[0]} 4>&{theirs[1]}; exec "$0" "$@"'
        self.process = subprocess.Popen(
            ["bash", "-c", command, program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--remote-debugging-pipe", f"--user-data-dir={self.home.name}", "about:blank"],
            pass_fds=(ours[0], theirs[1]), stderr=subprocess.DEVNULL)
        os.close(ours[0])
        os.close(theirs[1])
        self.out, self.into = os.fdopen(ours[1], "wb"), os.fdopen(theirs[0], "rb")
        self.number, self.rest, self.said = 0, b"", []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.ask(domain + ".enable")

    def read(self):
        while b"\0" not in self.rest:
            more = os.read(self.into.fileno(), 1 << 20)
            if not more:
                raise SystemExit("the browser is gone")
            self.rest += more
        line, self.rest = self.rest.split(b"\0", 1)
        message = json.loads(line)
        if message.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled"):
            self.said.append(json.dumps(message["params"])[:500])
        return message

    def ask(self, method, **values):
        self.number += 1
        message = {"id": self.number, "method": method, "params": values}
        if hasattr(self, "session"):
            message["sessionId"] = self.session
        self.out.write(json.dumps(message).encode() + b"\0")
        self.out.flush()
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise SystemExit(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def run(self, script):
        """The value of a script in the page."""
        return self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)["result"].get("value")

    def open(self, url, width=1160, height=800, dark=False, phone=False, seconds=3.0):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)
        self.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.ask("Page.navigate", url=url)
        wanted = "#page h1" if "?" not in url else "#page svg.chart"
        until = time.monotonic() + 30
        while not self.run(f"!!document.querySelector('{wanted}')") and time.monotonic() < until:
            time.sleep(0.2)
        time.sleep(seconds)

    def draw(self, file, most=2400):
        size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], most), "scale": 1}
        data = self.ask("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)["data"]
        with open(file, "wb") as out:
            out.write(base64.b64decode(data))
        try:
            from PIL import Image
            Image.open(file).convert("RGB").quantize(128, method=Image.Quantize.FASTOCTREE).save(file, optimize=True)
        except ImportError:
            pass
        return size

    def close(self):
        self.process.terminate()
        self.process.wait()


def main():
    folder, address, *pictures = sys.argv[1:]
    browser = Browser()
    try:
        for picture in pictures:
            path, _, name = picture.rpartition("=")
            name, *how = name.split(":")
            phone = "phone" in how
            browser.open(address + path, width=390 if phone else 1160, dark="dark" in how, phone=phone)
            if "slider" in how:
                browser.run("""(() => {
                    document.querySelectorAll('.slider input').forEach((input, i) => { input.value = i ? 190 : 150; input.dispatchEvent(new Event('input')); });
                    const section = document.querySelector('.slider').closest('section');
                    document.getElementById('page').replaceChildren(section);
                })()""")
                time.sleep(0.5)
            if "worth" in how:
                browser.run("document.getElementById('page').replaceChildren(document.querySelector('.worth').closest('section'))")
            most = min([int(h) for h in how if h.isdigit()] or [2400])
            size = browser.draw(os.path.join(folder, name + ".png"), most)
            print(name, f"{size['width']}x{size['height']}", os.path.getsize(os.path.join(folder, name + ".png")), "bytes")
        print("\n".join(browser.said) or "the console is silent")
    finally:
        browser.close()


if __name__ == "__main__":
    main()
