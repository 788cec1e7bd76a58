"""A dashboard and a Chromium to look at it with, for the other programs named dashboard_*. Only Python's own library is needed."""
import base64
import json
import os
import subprocess
import tempfile
import time


def start(command):
    """A dashboard by its command, and its address as it printed it, with the token where it has one."""
    process = subprocess.Popen(command.split(), stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if line.startswith("Dashboard: "):
            return process, line.split()[1]
    raise SystemExit("the dashboard has not begun")


def seer(browser, usual=120):
    """Waits until a script in the page is true, and says how long it took; ends the program where it does not come true."""
    def see(what, script, seconds=usual):
        begin = time.monotonic()
        while not browser.run(script):
            if time.monotonic() - begin > seconds:
                raise SystemExit(f"NOT SEEN: {what}; the console says {browser.said}")
            time.sleep(0.1)
        print(f"{time.monotonic() - begin:5.1f} s  {what}")
    return see


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
        self.number, self.rest, self.said, self.session = 0, b"", [], None
        self.tab()

    def tab(self):
        """Another tab, which is spoken to from now on; back to an earlier one by setting "session" to what this gave."""
        self.session = None
        target = self.ask("Target.createTarget", url="about:blank", newWindow=True)["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.ask(domain + ".enable")
        return self.session

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
        if self.session:
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

    def press(self, key, code, text=""):
        """A key as from a keyboard."""
        for kind in ("keyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, text=text if kind == "keyDown" else "")

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
