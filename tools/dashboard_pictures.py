#!/usr/bin/env python3
"""Draws pages of a running dashboard with a Chromium, and says what its console says.

    narsil dashboard runs/ &
    tools/dashboard_pictures.py OUT http://localhost:8731 /=overview /run?run=fashion=run:dark /run?run=fashion=phone:phone

Each picture is PATH=NAME, and :dark, :phone or the height at which it is cut off, such as :1300, after it; with :slider it is of the budget slider alone, moved to where most is to be seen, with :workers, :worth, :growth, :rungs or :actions of that part alone, and with :asked once "One more round" was pressed. The browser is spoken to through a pipe, so nothing listens for it.
Only Python's own library is needed, and pillow where it is there, to make the files small.
"""
import os
import sys
import time

from dashboard_browser import Browser

# A picture shows no path of the machine that it was drawn on.
PLAIN = r"""fetch('/api/runs').then(r => r.json()).then(all => {
    const names = [...all.runs.map(r => r.name), '.actions'].map(name => name.replace(/[^\w-]/g, '\\$&')).join('|');
    const path = new RegExp("(/[^\\s'/]+)+(?=/(" + names + ')\\b)', 'g'), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) walk.currentNode.data = walk.currentNode.data.replace(path, 'runs');
})"""


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
            for part, within in (("workers", ".workers"), ("worth", ".worth"), ("growth", ".growth"), ("rungs", ".rungs"), ("actions", ".jobs")):
                if part in how:
                    browser.run(f"document.getElementById('page').replaceChildren(document.querySelector('{within}').closest('section'))")
            if "asked" in how:
                browser.run("document.querySelector('button[data-key=more_round]').click()")
                time.sleep(0.5)
            browser.run(PLAIN)
            most = min([int(h) for h in how if h.isdigit()] or [2400])
            size = browser.draw(os.path.join(folder, name + ".png"), most)
            print(name, f"{size['width']}x{size['height']}", os.path.getsize(os.path.join(folder, name + ".png")), "bytes")
        print("\n".join(browser.said) or "the console is silent")
    finally:
        browser.close()


if __name__ == "__main__":
    main()
