#!/usr/bin/env python3
"""Has pages of a dashboard act, in a Chromium and by the keyboard, and fails where one does not do what it should.

    tools/dashboard_actions.py "./narsil dashboard runs --port 0 --allow-actions" fashion

The run must be finished. Two members are written to its folder evolved/: one within 700k multiply-adds, called "walked", and one of its slider.
"""
import sys
import urllib.parse

from dashboard_browser import Browser, seer, start


def main():
    command, run = sys.argv[1], urllib.parse.quote(sys.argv[2], safe="")
    server, address = start(command)
    browser = Browser()
    see = seer(browser)
    press = browser.press

    try:
        browser.open(address)
        see("all runs, by the whole address", "document.querySelectorAll('td a').length >= 1 && !location.search.includes('token')")
        browser.ask("Page.navigate", url=address.split("?")[0] + "run?run=" + run)
        see("what the run allows", "!!document.querySelector('button[data-key=more_round]')")
        see("what the slider allows", "[...document.querySelectorAll('.slider-command button')].filter(b => b.textContent === 'do it').length === 3")
        browser.run("document.querySelector('button[data-key=more_round]').focus()")
        press("Enter", 13, "\r")
        see("it is asked before, with the command", "/--rounds [0-9]+$/.test(document.querySelector('dialog[open] .command')?.textContent ?? '')")
        press("Escape", 27)
        see("that the keyboard is back, and nothing was begun", "!document.querySelector('dialog') && document.activeElement.dataset.key === 'more_round' && !document.querySelector('.jobs li')")
        browser.run("{ const i = document.querySelector('form input'); i.value = '9x!'; i.form.requestSubmit(); }")
        see("a limit that is none is refused", "/must be a whole number/.test(document.querySelector('p.problem[role=status]')?.textContent ?? '')")
        browser.run("{ const i = document.querySelector('form input'); i.value = '700k'; i.form.querySelectorAll('input')[2].value = 'walked'; i.form.requestSubmit(); }")
        see("another budget", "document.querySelectorAll('.jobs li').length === 1")
        see("it ends well", "document.querySelector('.jobs .state').textContent === 'ended well'", 900)
        see("what it found can be trained", "[...document.querySelectorAll('button')].some(b => b.textContent === 'Train walked')")
        browser.run("document.querySelector('.jobs details').open = true")
        see("its log", "document.querySelector('.jobs pre').textContent.includes('written to')")
        browser.run("[...document.querySelectorAll('.slider-command button')].find(b => b.textContent === 'do it').click()")
        see("a candidate of the slider", "document.querySelectorAll('.jobs li').length === 2 && document.querySelector('.jobs li b').textContent === '2'")
        see("it ends well, too", "document.querySelector('.jobs .state').textContent === 'ended well'", 900)
        # The refusal is all that the console may have heard.
        assert len(browser.said) == 1 and "400 (Bad Request)" in browser.said[0], browser.said
    finally:
        browser.close()
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
