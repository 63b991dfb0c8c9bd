import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadCatalog, MESSAGE_FINDING_CODES } from "../../src/index.js";
import { createProject, messageWith } from "../support/message-project.js";

/** One message file per case, with the finding that it must bring: code, `line:column`, what was found there. */
const BROKEN: readonly (readonly [name: string, file: string, code: string, place: string, message: string])[] = [
  ["no front matter", "# Hello\n", "FLOW2103", "1:1", "does not begin with front matter"],
  ["unclosed front matter", "---\nsubject: Hi\n\nText\n", "FLOW2103", "1:1", "never closed"],
  ["invalid YAML", '---\nsubject: "Hi\n---\nText\n', "FLOW2103", "3:1", "not valid YAML"],
  ["a list as front matter", "---\n- subject\n---\nText\n", "FLOW2103", "2:1", "not a list of keys and values"],
  ["a number as subject", "---\nsubject: 2024\n---\nText\n", "FLOW2103", "2:1", "subject is not text"],
  ["a key twice", "---\nsubject: a\nsubject: b\n---\nText\n", "FLOW2103", "3:1", "unique"],
  [
    "a braced subject without quotes",
    "---\nsubject: {{ name }}, hi\n---\nText\n",
    "FLOW2103",
    "2:1",
    "begins with a brace",
  ],
  ["a lonely braced subject", "---\nsubject: {{ name }}\n---\nText\n", "FLOW2103", "2:1", "begins with a brace"],
  ["a wrong language", "---\nsubject: Hi\nlang: in English\n---\nText\n", "FLOW2103", "3:7", "not a language tag"],
  ["no subject", "---\npreheader: Hi\n---\nText\n", "FLOW2104", "1:1", "no subject line"],
  ["an empty subject", "---\nsubject:\n---\nText\n", "FLOW2104", "1:1", "no subject line"],
  ["empty front matter", "---\n---\nText\n", "FLOW2104", "1:1", "no subject line"],
  [
    "a line break in the subject",
    '---\nsubject: "Hi\\r\\nBcc: eve@example.com"\n---\nText\n',
    "FLOW2105",
    "2:10",
    "line break",
  ],
  ["a subject of several lines", "---\nsubject: |\n  Hi\n  there\n---\nText\n", "FLOW2105", "2:10", "line break"],
  ["a NUL in the preheader", '---\nsubject: Hi\npreheader: "a\\0b"\n---\nText\n', "FLOW2105", "3:12", "preheader"],
  ["an unknown key", "---\nsubject: Hi\nsubjct: Hi\n---\nText\n", "FLOW2106", "3:1", '"subjct"'],
  ["an unclosed variable", messageWith("Hi {{ name }\nand {{ other }}"), "FLOW2108", "4:4", "never closed"],
  ["an unclosed variable in the subject", "---\nsubject: Hi {{ name\n---\nText\n", "FLOW2108", "2:13", "never closed"],
  ["empty braces", messageWith("Hi {{ }}"), "FLOW2109", "4:4", "no name"],
  ["logic", messageWith("{{#if name}}Hi"), "FLOW2110", "4:1", "not a variable"],
  ["a filter", messageWith("{{ name | upper }}"), "FLOW2110", "4:1", "not a variable"],
  ["a path", messageWith("{{ user.address.city }}"), "FLOW2110", "4:1", "not a variable"],
  ["a call", messageWith("{{ user.name.trim() }}"), "FLOW2110", "4:1", "not a variable"],
  ["three braces", messageWith("{{{ name }}}"), "FLOW2110", "4:1", "not a variable"],
  ["an odd name in quotes", "---\nsubject: 'It''s {{ a b }}'\n---\nText\n", "FLOW2110", "2:17", "not a variable"],
  ["no body", "---\nsubject: Hi\n---\n\n", "FLOW2111", "4:1", "no body"],
  ["a relative link", messageWith("[go](/app)"), "FLOW2112", "4:6", "leads nowhere"],
  ["a relative image", messageWith("![logo](logo.png)"), "FLOW2112", "4:9", "leads nowhere"],
  ["a link without a scheme", messageWith("[go](example.com)"), "FLOW2112", "4:6", "leads nowhere"],
  ["a script as link", messageWith("[go](javascript:alert)"), "FLOW2112", "4:6", "protocol"],
  ["a script in character references", messageWith("[go](java&#115;cript:alert)"), "FLOW2112", "4:1", "protocol"],
  ["a script link with a variable", messageWith("[go](javascript:{{ name }})"), "FLOW2112", "4:17", "protocol"],
  ["a relative link with a variable", messageWith("[go](/app/{{ id }})"), "FLOW2112", "4:11", "leads nowhere"],
  [
    "a variable in a script",
    messageWith("<script>let a = {{ name }};</script>"),
    "FLOW2113",
    "4:17",
    "no value is safe",
  ],
  [
    "a variable in a style",
    messageWith("<style>p { color: {{ color }} }</style>"),
    "FLOW2113",
    "4:19",
    "no value is safe",
  ],
  ["a variable in a comment", messageWith("<!-- {{ name }} -->"), "FLOW2113", "4:6", "no value is safe"],
  [
    "a variable in an unquoted attribute",
    messageWith("Hi <b title={{ name }}>you</b>"),
    "FLOW2113",
    "4:13",
    "no value is safe",
  ],
  ["a variable in a handler", messageWith('<p onclick="f({{ name }})">x</p>'), "FLOW2113", "4:15", "no value is safe"],
  [
    "a variable in a style attribute",
    messageWith('<p style="color:{{ name }}">x</p>'),
    "FLOW2113",
    "4:17",
    "no value is safe",
  ],
  ["a variable as a tag", messageWith("<{{ name }}>"), "FLOW2113", "4:2", "no value is safe"],
  ["a variable as an attribute", messageWith("<p {{ name }}>x</p>"), "FLOW2113", "4:4", "no value is safe"],
  ["a variable that ends a host", messageWith("[go](https://example.com{{ path }})"), "FLOW2114", "4:25", "host"],
  ["a variable before a port", messageWith("[go](https://{{ host }}:8080/)"), "FLOW2114", "4:14", "host"],
];

describe("loadCatalog", () => {
  it.each(BROKEN)("reports %s", async (_, file, code, place, message) => {
    const project = await createProject({ "messages/hi.md": file });
    const { diagnostics, messages } = await loadCatalog(project, "messages");
    expect(diagnostics.map(diagnostic => diagnostic.code)).toEqual([code]);
    const [diagnostic] = diagnostics;
    expect(diagnostic?.message).toContain(message);
    expect(diagnostic?.severity).toBe("error");
    expect(diagnostic?.span?.file).toBe("messages/hi.md");
    expect(`${diagnostic?.span?.start.line}:${diagnostic?.span?.start.column}`).toBe(place);
    expect(Object.keys(messages)).toEqual(["hi"]);
  });

  it("reports a folder that does not exist", async () => {
    const project = await createProject({});
    const catalog = await loadCatalog(project, "mesages");
    expect(catalog.messages).toEqual({});
    expect(catalog.diagnostics).toMatchObject([{ code: "FLOW2101", span: null }]);
    expect(catalog.diagnostics[0]?.message).toContain('"mesages"');
  });

  it("reports files that it cannot read and still reads the others", async () => {
    const project = await createProject({
      "messages/latin.md": new Uint8Array([45, 45, 45, 10, 0xe4, 10]),
      "messages/ok.md": messageWith("Text"),
    });
    await symlink("nowhere.md", join(project, "messages", "gone.md"));
    await symlink(".", join(project, "messages", "loop.md"));
    const { diagnostics, messages } = await loadCatalog(project, "messages");
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["FLOW2102", "messages/gone.md cannot be read: it links to nothing."],
      ["FLOW2102", "messages/latin.md cannot be read: it is not UTF-8."],
      ["FLOW2102", "messages/loop.md cannot be read: it is a folder."],
    ]);
    expect(Object.keys(messages)).toEqual(["gone", "latin", "loop", "ok"]);
  });

  it("reports two messages of one name, whatever their folders and their case", async () => {
    const project = await createProject({
      "messages/a/hi.md": messageWith("One"),
      "messages/b/hi.md": messageWith("Two"),
      "messages/c/HI.md": messageWith("Three"),
    });
    const { diagnostics } = await loadCatalog(project, "messages");
    expect(diagnostics.map(({ code, span, related }) => [code, span?.file, related[0]?.span.file])).toEqual([
      ["FLOW2107", "messages/b/hi.md", "messages/a/hi.md"],
      ["FLOW2107", "messages/c/HI.md", "messages/a/hi.md"],
    ]);
  });

  it("has a case for every code of the table", async () => {
    const tested = new Set([...BROKEN.map(([, , code]) => code), "FLOW2101", "FLOW2102", "FLOW2107"]);
    expect([...tested].sort()).toEqual(MESSAGE_FINDING_CODES);
  });

  it("finds everything that is wrong with a file at once", async () => {
    const file = "---\npreheder: Hi\n---\n{{ }} [go](/x) {{ a.b.c }}\n";
    const project = await createProject({ "messages/hi.md": file });
    const { diagnostics } = await loadCatalog(project, "messages");
    expect(diagnostics.map(({ code }) => code)).toEqual(["FLOW2106", "FLOW2104", "FLOW2109", "FLOW2110", "FLOW2112"]);
    expect(diagnostics[0]?.fix).toBe("Did you mean preheader?");
  });

  it("shows how to quote a subject that begins with a variable", async () => {
    const project = await createProject({
      "messages/hi.md": '---\nsubject: {{ name ?? "you" }}, it\'s time\n---\nText\n',
    });
    const { diagnostics } = await loadCatalog(project, "messages");
    expect(diagnostics[0]?.fix).toBe(`Put it in quotes: subject: '{{ name ?? "you" }}, it''s time'`);
  });

  it("lists every variable in the order of its appearance, with its place in the file", async () => {
    const file = [
      "---",
      'subject: "It\'s \\"{{ user.name }}\\" and {{ plan }}"',
      "preheader: 'For {{ name ?? \"you\" }}'",
      "---",
      "[{{ user.name }}](https://example.com/{{ id }}) \\{{ name }} `{{ code }}`",
      "",
    ].join("\r\n");
    const project = await createProject({
      "messages/deep/er/hi.md": file,
      "messages/_draft.md": "x",
      "messages/.md": "x",
    });
    const { messages, diagnostics } = await loadCatalog(project, "./messages/");
    expect(diagnostics).toEqual([]);
    expect(messages.hi?.file).toBe("messages/deep/er/hi.md");
    const seen = messages.hi?.variables.map(({ field, subject, span }) => {
      const written = file.slice(span.start.offset, span.end.offset);
      return [field, subject, span.start.line, span.start.column, written];
    });
    expect(seen).toEqual([
      ["name", "user", 2, 18, "{{ user.name }}"],
      ["plan", null, 2, 40, "{{ plan }}"],
      ["name", null, 3, 17, '{{ name ?? "you" }}'],
      ["name", "user", 5, 2, "{{ user.name }}"],
      ["id", null, 5, 39, "{{ id }}"],
      ["code", null, 5, 62, "{{ code }}"],
    ]);
  });

  it("cannot be fooled by names that every object has", async () => {
    const project = await createProject({
      "messages/constructor.md": messageWith("{{ __proto__ }} {{ constructor }}"),
    });
    const { messages } = await loadCatalog(project, "messages");
    const fields = Object.entries(messages).map(([name, { variables }]) => [name, variables.map(({ field }) => field)]);
    expect(fields).toEqual([["constructor", ["__proto__", "constructor"]]]);
    expect(Object.hasOwn(messages, "toString")).toBe(false);
  });
});
