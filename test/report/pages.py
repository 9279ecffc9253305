"""What people look at: the pages and the drawings, in Chromium."""
import os
import re

import formats
from browser import Browser

PAGES = ("plan.html", "show.html", "drift.html", "empty.html", "none.html")
VISIBLE = "Array.from(document.querySelectorAll('[data-entry]')).filter((one) => one.getClientRects().length > 0)"


class Sample(formats.Sample):
    """The reports, and a browser to open them in."""

    def __enter__(self):
        self.browser = Browser().__enter__()
        self.browser.look()
        return self

    def __exit__(self, *problem):
        self.browser.__exit__(*problem)

    def open(self, name):
        self.browser.open(self.path(name))
        return self.browser

    def script(self, name):
        with open(self.tool(name), encoding="utf-8") as file:
            return file.read()


def choose(browser, name, text):
    """Picks the option that begins with `text`, as a person would."""
    browser.run(f"""(() => {{
      const field = document.querySelector('select[name="{name}"]');
      const option = Array.from(field.options).find((one) => one.text.startsWith({text!r}));
      field.value = option.value;
      field.dispatchEvent(new Event("input", {{bubbles: true}}));
    }})()""")


def check_pages_are_quiet(sample):
    """No page complains, asks the network for anything, or is led astray by a name."""
    for name in PAGES:
        browser = sample.open(name)
        assert browser.complaints == [], (name, browser.complaints)
        assert browser.requests == ["file://" + sample.path(name)], (name, browser.requests)
        assert browser.run("document.title") != "out", name
        assert browser.run("document.images.length + document.scripts.length + document.forms.length") <= 2, name
        assert "{{" not in browser.run("document.body.innerText").replace("{{raw}}", ""), name


def check_page_shows_the_exact_sql(sample):
    """Each step has its SQL, byte for byte, and the button copies exactly that."""
    browser = sample.open("plan.html")
    browser.send("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    for step in sample.steps():
        sql = "".join(statement + ";\n" for statement in step["statements"])
        card = f"document.getElementById('step-{step['number']}')"
        assert browser.run(card + ".querySelector('pre').textContent") == sql
    button = card + ".querySelector('button.copy')"
    browser.run(button + ".click()")
    browser.wait_for(button + ".textContent === 'Copied'")
    assert browser.run("document.getElementById('said').textContent") == "The SQL was copied."
    assert browser.run("navigator.clipboard.readText()") == sql
    # Where the clipboard is refused, the selection is copied.
    browser.run("""(() => {
      window.kept = navigator.clipboard;
      Object.defineProperty(navigator, "clipboard", {value: {writeText: () => Promise.reject(new Error("refused"))}});
    })()""")
    button = "document.querySelector('#step-1 button.copy')"
    browser.run(button + ".click()")
    browser.wait_for(button + ".textContent === 'Copied'")
    assert browser.run("kept.readText()") == "DROP VIEW app.adults;\n"
    assert browser.complaints == []


def check_page_shows_manual_sections(sample):
    """Sections stand before and after the steps, on the page and in the drawing, with their SQL and a button that copies it."""
    browser = sample.open("manual.html")
    browser.send("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    cards = browser.run("Array.from(document.querySelectorAll('article.step')).map((one) => one.id)")
    assert cards[0] == "manual-1" and cards[-1].startswith("manual-") and "step-1" in cards, cards
    said = "Array.from(document.querySelectorAll('article h3')).map((one) => one.textContent.trim())"
    assert browser.run(said)[0] == "run manual section get <b>ready</b> before the steps", browser.run(said)
    assert browser.run(said)[-1] == "run manual section find after the steps"
    last = f"document.getElementById('{cards[-1]}')"
    sql = browser.run(last + ".querySelector('pre').textContent")
    assert sql == "CREATE INDEX parts_found ON app.parts ((id + 1)); -- <i>by hand</i>\n", sql
    browser.run(last + ".querySelector('button.copy').click()")
    browser.wait_for(last + ".querySelector('button.copy').textContent === 'Copied'")
    assert browser.run("navigator.clipboard.readText()") == sql
    links = browser.run("Array.from(document.querySelectorAll('.graph svg a')).map((one) => one.getAttribute('href'))")
    assert "#manual-1" in links and "#" + cards[-1] in links, links
    assert browser.complaints == []
    browser.photograph(sample.path("manual.png"))


def check_filter_of_a_plan(sample):
    """The filter leaves what fits by kind, change, hazard and text, says how many, and shows all again."""
    browser = sample.open("plan.html")
    steps = sample.steps()
    count = VISIBLE + ".length"
    said = "document.querySelector('form.filter output').textContent"
    assert browser.run(count) == len(steps)
    choose(browser, "change", "drop")
    assert browser.run(count) == len([step for step in steps if step["change"] == "drop"])
    assert browser.run(said) == f"3 of {len(steps)} are shown."
    choose(browser, "hazards", "destroys data")
    assert browser.run(VISIBLE + ".map((one) => one.id)") == ["step-2", "step-3"]
    assert browser.run("document.querySelectorAll('.graph a.dimmed').length") > 5
    choose(browser, "kinds", "view")
    assert browser.run(count) == 0
    assert browser.run(said).startswith("None of")
    browser.run("document.querySelector('form.filter button[type=reset]').click()")
    browser.wait_for(f"{count} === {len(steps)}")
    # Typed on the keyboard; a column that is altered with its table is found by its kind.
    browser.run("document.querySelector('input[name=text]').focus()")
    for letter in "TOTAL_OF":
        browser.press(letter, text=letter)
    assert browser.run(VISIBLE + ".map((one) => one.querySelector('h3 code').textContent)") == \
        ["function app.total_of(integer)"]
    browser.run("document.querySelector('form.filter button[type=reset]').click()")
    choose(browser, "kinds", "column")
    assert "step-9" in browser.run(VISIBLE + ".map((one) => one.id)")
    # A link to a step that is hidden shows it.
    assert browser.run("document.getElementById('step-2').getClientRects().length") == 0
    browser.run("document.querySelector('.hazards a[href=\"#step-2\"]').click()")
    browser.wait_for("document.getElementById('step-2').getClientRects().length > 0")


def check_filter_of_a_drift(sample):
    """The differences are filtered by their sort."""
    browser = sample.open("drift.html")
    choose(browser, "change", "only in")
    assert browser.run(VISIBLE + ".map((one) => one.querySelector('h3 code').textContent)") == \
        ["column app.users.nickname", "table app.legacy"]


def check_fields_stand_beside_each_other(sample):
    """Old and new values are in two columns, with what differs marked."""
    for name in ("plan.html", "show.html"):
        browser = sample.open(name)
        marks = "Array.from(document.querySelectorAll('#step-5 .%s mark')).map((one) => one.textContent)"
        assert browser.run(marks % "from") == ["sum(total"], name
        assert browser.run(marks % "to") == ["coalesce(sum(total), 0"], name
        cells = browser.run("Array.from(document.querySelectorAll('#step-9 td')).map((one) => one.textContent)")
        assert cells == ["smallint", "integer", "integer", "bigint"], cells


def check_locks_are_explained(sample):
    """The page says what a lock means for others."""
    text = sample.open("plan.html").run("document.getElementById('step-10').innerText")
    assert "SHARE ROW EXCLUSIVE on table app.users: Others read as before" in text, text
    text = sample.browser.run("document.getElementById('step-7').innerText")
    assert re.search(r"Writes all of table app.orders \(.+\) anew", text) and "not even with SELECT" in text, text


def check_keyboard(sample):
    """The first stop of the Tab key is the way to the steps, and what has the focus is seen to have it."""
    browser = sample.open("plan.html")
    browser.press("Tab", 9)
    assert browser.run("document.activeElement.textContent") == "Skip to the steps"
    assert browser.run("document.activeElement.getBoundingClientRect().left") >= 0
    seen = set()
    for _ in range(60):
        browser.press("Tab", 9)
        seen.add(browser.run("document.activeElement.tagName.toLowerCase()"))
        shape = browser.run("(() => { const at = document.activeElement, node = at.closest('svg a');"
                            "const style = getComputedStyle(node ? node.querySelector('.box') : at);"
                            "return at.tagName + (node ? style.strokeWidth : style.outlineStyle); })()")
        assert shape.endswith("solid") or shape.endswith("3px"), shape
    assert {"a", "select", "input", "button", "pre", "div"} <= seen, seen


def check_accessibility(sample):
    """axe finds nothing that keeps people out, in light and in dark."""
    axe = sample.script("axe.min.js")
    for name in PAGES:
        for scheme in ("light", "dark"):
            sample.browser.look(1280, scheme)
            browser = sample.open(name)
            browser.run(axe + "; 1")
            wrong = browser.run("axe.run(document).then((found) => found.violations.map((one) => one.id + ': ' + "
                                "one.nodes.map((node) => node.html + ' ' + node.failureSummary).join(' | ')))")
            assert wrong == [], (name, scheme, wrong)
    sample.browser.look()


def check_narrow_and_printed(sample):
    """A telephone shows the page without moving sideways; paper has no form and no buttons."""
    for name in ("plan.html", "drift.html"):
        sample.browser.look(390)
        browser = sample.open(name)
        assert browser.run("document.documentElement.scrollWidth") <= 390, name
        browser.look(1280, media="print")
        assert browser.run("Array.from(document.querySelectorAll('form, button, nav')).every((one) => "
                           "one.getClientRects().length === 0)"), name
        assert len(browser.send("Page.printToPDF")["data"]) > 10000
        browser.look()


def check_without_scripts(sample):
    """Where scripts are off, everything is shown, and nothing that would need them."""
    sample.browser.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser = sample.open("plan.html")
        assert browser.run(VISIBLE + ".length") == len(sample.steps())
        assert browser.run("document.querySelector('form').hidden && document.querySelector('button.copy').hidden")
    finally:
        sample.browser.send("Emulation.setScriptExecutionDisabled", value=False)


def check_mermaid(sample):
    """Mermaid reads the graph and draws every step with its name."""
    browser = sample.open("empty.html")
    browser.run(sample.script("mermaid.min.js") + "; 1")
    drawn = browser.run(f"""(async () => {{
      const text = {formats.json.dumps(sample.text("show.mermaid"))};
      mermaid.initialize({{startOnLoad: false}});
      await mermaid.parse(text);
      const {{svg}} = await mermaid.render("drawn", text);
      document.body.innerHTML = svg;
      return [document.querySelectorAll(".node").length, document.querySelectorAll(".edgePaths path").length,
              Array.from(document.querySelectorAll(".node")).map((one) => one.textContent).join("\\n")];
    }})()""")
    steps = sample.steps()
    assert drawn[0] == len(steps) and drawn[1] == sum(len(step["after"]) for step in steps), drawn[:2]
    assert "6 · create table app.\"a|b\\|`c` \"\"</td></code><script>document.title=" in drawn[2], drawn[2]
    browser.photograph(sample.path("mermaid.png"))
    nodes = browser.run(f"""(async () => {{
      const {{svg}} = await mermaid.render("sections", {formats.json.dumps(sample.text("manual.mermaid"))});
      document.body.innerHTML = svg;
      return Array.from(document.querySelectorAll(".node")).map((one) => one.textContent);
    }})()""")
    assert any("run before the steps: manual section get <b>ready</b>" in node for node in nodes), nodes
    assert any("run after the steps: manual section find" in node for node in nodes), nodes


def check_photographs(sample):
    """Light, dark, narrow and printed pages are photographed, to be looked at."""
    for name in ("plan", "drift"):
        for width, scheme, media in ((1280, "light", ""), (1280, "dark", ""), (390, "light", ""), (900, "light", "print")):
            sample.browser.look(width, scheme, media)
            browser = sample.open(name + ".html")
            picture = sample.path(f"{name}-{media or scheme}-{width}.png")
            browser.photograph(picture)
            assert os.path.getsize(picture) > 10000
    sample.browser.look()
