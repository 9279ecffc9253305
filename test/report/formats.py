"""What programs read: Markdown, JSON, SARIF, JUnit, Prometheus' text, DOT and SQL, each by its own reader."""
import json
import os
import re
import subprocess
import xml.etree.ElementTree as xml

import jsonschema

HERE = os.path.dirname(os.path.abspath(__file__))
SCHEMAS = os.path.join(HERE, "..", "..", "schema")
CMARK = "{http://commonmark.org/xml/1.0}"
HOSTILE = "<script>document.title='out'</script>"
LIMIT = 65536


class Sample:
    """The reports in a folder."""

    def __init__(self, folder):
        self.folder = folder

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        pass

    def path(self, name):
        return os.path.join(self.folder, name)

    def text(self, name):
        with open(self.path(name), encoding="utf-8", newline="") as file:
            return file.read()

    def tool(self, name):
        """What .setup/install has fetched for these tests."""
        return os.path.join(self.folder, "..", "tools", name)

    def json(self, name):
        return json.loads(self.text(name))

    def steps(self):
        return [step for batch in self.json("plan.json")["batches"] for step in batch["steps"]]


def run(*command, text=None):
    ran = subprocess.run(command, input=text, capture_output=True, text=True)
    assert ran.returncode == 0, f"{command}: {ran.stdout}{ran.stderr}"
    return ran.stdout


def markdown(text):
    return xml.fromstring(run("cmark-gfm", "-e", "table", "-e", "autolink", "-e", "strikethrough", "-t", "xml", text=text))


def words_of(element):
    texts = ("text", "code", "html_inline", "code_block")
    return "".join(part.text or "" for part in element.iter() if part.tag in [CMARK + one for one in texts])


def check_markdown_of_a_plan(sample):
    """A plan's Markdown is read as one table, alerts, and closed blocks of code with the exact SQL."""
    text = sample.text("plan.md")
    assert len(text) < LIMIT
    page = markdown(text)
    tables = page.findall(CMARK + "table")
    assert len(tables) == 1
    rows = tables[0].findall(CMARK + "table_row")
    steps = sample.steps()
    assert len(rows) == len(steps) > 10
    for row, step in zip(rows, steps):
        cells = row.findall(CMARK + "table_cell")
        assert len(cells) == 6, words_of(row)
        assert words_of(cells[0]) == str(step["number"])
        assert words_of(cells[1]) == step["change"]
        assert words_of(cells[2]) == step["object"].replace("\n", "\\n"), (words_of(cells[2]), step["object"])
        for lock in step["locks"]:
            assert lock in words_of(cells[3])
    blocks = {block.get("info"): block.text for block in page.iter(CMARK + "code_block")}
    assert set(blocks) == {"sql", "mermaid"}
    for step in steps:
        for statement in step["statements"]:
            assert statement + ";\n" in blocks["sql"]
    assert blocks["mermaid"] == sample.text("show.mermaid")
    alerts = [words_of(quote) for quote in page.findall(CMARK + "block_quote")]
    assert [alert.split("]")[0] for alert in alerts] == ["[!CAUTION", "[!WARNING"]
    raw = "".join(block.text for block in page.iter(CMARK + "html_block"))
    raw += "".join(block.text for block in page.iter(CMARK + "html_inline"))
    assert HOSTILE not in raw and "<script" not in raw and raw.count("<details>") == raw.count("</details>") == 2
    assert sample.path("plan.sql") in words_of(page)


def check_markdown_of_a_plan_file(sample):
    """The plan file alone gives the same comment, but for what it does not know."""
    made = re.sub(r" \([^()]* rows?, [0-9]+ [kMG]?B\)| \(empty\)", "", sample.text("plan.md"))
    assert made != sample.text("plan.md")
    lines = set(made.splitlines()) ^ set(sample.text("show.markdown").splitlines())
    assert all("statements ran on a copy" in line for line in lines), lines


def check_markdown_of_nothing(sample):
    """An empty plan and no drift are a heading, and no table."""
    for name, word in (("empty.md", "nothing to do"), ("none.markdown", "No drift")):
        page = markdown(sample.text(name))
        assert word in words_of(page.find(CMARK + "heading")), name
        assert page.find(CMARK + "table") is None, name


def check_markdown_of_a_drift(sample):
    """A drift's Markdown is one table with a row for each difference."""
    page = markdown(sample.text("drift.markdown"))
    rows = page.find(CMARK + "table").findall(CMARK + "table_row")
    assert all(len(row.findall(CMARK + "table_cell")) == 4 for row in rows)
    count = int(words_of(page.find(CMARK + "paragraph")).split("says. ")[1].split(" ")[0])
    assert count == len(rows) > 10
    assert not list(page.iter(CMARK + "html_block"))


def check_json(sample):
    """Every JSON report is as its schema says."""
    for name, schema in (("plan.json", "plan"), ("show.json", "plan"), ("drift.json", "drift"), ("none.json", "drift")):
        with open(os.path.join(SCHEMAS, schema + ".schema.json"), encoding="utf-8") as file:
            rules = json.load(file)
        jsonschema.Draft202012Validator.check_schema(rules)
        jsonschema.Draft202012Validator(rules).validate(sample.json(name))
    assert any(step["after"] for step in sample.steps())


def check_sarif(sample):
    """SARIF is as its published schema says, and every finding with a line points into the schema file."""
    with open(sample.tool("sarif-2.1.0-rtm.5.json"), encoding="utf-8") as file:
        rules = json.load(file)
    for name in ("drift.sarif", "none.sarif"):
        jsonschema.Draft7Validator(rules).validate(sample.json(name))
    findings = sample.json("drift.sarif")["runs"][0]["results"]
    with open(os.path.join(HERE, "sample", "new.sql"), encoding="utf-8") as file:
        lines = file.read().split("\n")
    places = {finding["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]:
              finding["locations"][0]["physicalLocation"] for finding in findings}
    assert places["enum app.state"]["artifactLocation"]["uri"] == "new.sql"
    assert "app.state" in lines[places["enum app.state"]["region"]["startLine"] - 1]
    assert "app.total_of" in lines[places["function app.total_of(integer)"]["region"]["startLine"] - 1]
    for finding in findings:
        if finding["ruleId"] != "only-in-database":
            continue
        assert "it is declared nowhere in new.sql" in finding["message"]["text"]
        # What stands there is of the same schema, and no line that has nothing to do with it.
        region = finding["locations"][0]["physicalLocation"].get("region")
        assert region is None or region["startLine"] > 1, finding
    assert any(finding["ruleId"] == "only-in-database" and "region" in finding["locations"][0]["physicalLocation"]
               for finding in findings)
    assert {finding["ruleId"] for finding in findings} == {"only-in-database", "missing-in-database", "differs"}
    assert len({finding["partialFingerprints"]["object/v1"] for finding in findings}) == len(findings)
    assert sample.json("none.sarif")["runs"][0]["results"] == []


def check_junit(sample):
    """JUnit's XML is well-formed and as its readers want it: a failure for each difference, else one case that passes."""
    for name in ("drift.junit", "none.junit"):
        run("xmllint", "--noout", "--schema", os.path.join(HERE, "junit.xsd"), sample.path(name))
    suite = xml.parse(sample.path("drift.junit")).getroot().find("testsuite")
    cases = suite.findall("testcase")
    assert len(cases) == int(suite.get("tests")) == int(suite.get("failures"))
    assert all(case.find("failure") is not None for case in cases)
    assert any(case.get("name") == "column app.users.id" and "bigint" in case.find("failure").text for case in cases)
    suite = xml.parse(sample.path("none.junit")).getroot().find("testsuite")
    assert [len(case) for case in suite.findall("testcase")] == [0]


def check_prometheus(sample):
    """promtool finds nothing to complain about, and the numbers are those of the drift."""
    for name, drift in (("drift.prometheus", "drift"), ("none.prometheus", "none")):
        text = sample.text(name)
        assert run(sample.tool("promtool"), "check", "metrics", text=text) == ""
        values = {line.split(" ")[0].split("{")[0]: 0.0 for line in text.splitlines() if not line.startswith("#")}
        for line in text.splitlines():
            if not line.startswith("#"):
                values[line.split("{")[0]] += float(line.rsplit(" ", 1)[1])
        failures = xml.parse(sample.path(drift + ".junit")).getroot().get("failures")
        assert values.get("pgplumb_drift_differences", 0) == int(failures)
        assert values["pgplumb_drift_up"] == 1
        assert re.search(r'^pgplumb_drift_up{database="\w+",host="[^"]+",port="\d+"} 1$', text, re.M), text
        assert values["pgplumb_drift_detected"] == (1 if sample.json(drift + ".json")["drift"] else 0)
        assert values["pgplumb_drift_last_success_timestamp_seconds"] > 1.7e9
        assert values["pgplumb_drift_duration_seconds"] > 0


def check_dot_of_sections(sample):
    """Manual sections are nodes among the steps, with lines to and from them."""
    root = xml.fromstring(run("dot", "-Tsvg", text=sample.text("manual.dot")))
    words = "".join(root.itertext())
    assert "manual section get <b>ready</b>" in words and "manual section find" in words, words
    edges = re.findall(r"m\d+ -> s\d+|s\d+ -> m\d+", sample.text("manual.dot"))
    assert len(edges) >= 2, edges


def check_dot(sample):
    """Graphviz draws every step and every line between them."""
    drawn = run("dot", "-Tsvg", text=sample.text("show.dot"))
    root = xml.fromstring(drawn)
    classes = [part.get("class") for part in root.iter("{http://www.w3.org/2000/svg}g")]
    steps = sample.steps()
    assert classes.count("node") == len(steps)
    assert classes.count("edge") == sum(len(step["after"]) for step in steps) > 5
    assert HOSTILE[:18] in "".join(root.itertext())


def check_sql(sample):
    """The SQL alone holds the statements of the plan, in order, and nothing that pgplumb says of them."""
    text = sample.text("show.sql")
    at = 0
    for step in sample.steps():
        for statement in step["statements"]:
            at = text.index(statement + ";\n", at) + len(statement)
    assert "-- step" not in text and "pgplumb" not in text
    assert text.startswith("BEGIN;\n") and text.endswith("COMMIT;\n")
