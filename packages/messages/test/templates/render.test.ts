import type { Row } from "@flowline/ir";
import { describe, expect, it } from "vitest";
import { loadMessages, MessageError } from "../../src/index.js";
import { createProject, messageWith } from "../support/message-project.js";

async function render(file: string, values: Row) {
  const library = await loadMessages(await createProject({ "messages/hi.md": file }), "messages");
  expect(library.catalog.diagnostics).toEqual([]);
  return library.render("hi", values);
}

/** What stands inside the card of the page, without the frame. */
function bodyOf(html: string): string {
  return /<div class="fl-card"[^>]*>\n([\s\S]*)<\/div>\n<\/div>\n<\/body>/.exec(html)?.[1] ?? "";
}

async function renderBody(body: string, values: Row): Promise<{ readonly html: string; readonly text: string }> {
  const rendered = await render(messageWith(body), values);
  return { html: bodyOf(rendered.html), text: rendered.text };
}

describe("a rendered message", () => {
  it("has a subject, an HTML page and a text, with the subject's values in them", async () => {
    const file = [
      "---",
      "subject: Welcome, {{ user.name }}!",
      "preheader: 'One thing to do, {{ name }}'",
      "lang: en-GB",
      "---",
      "# Hello {{ user.name }}",
      "",
      "You joined on **{{ user.created_at }}** with {{ user.seats }} seats; trial: {{ user.trial }}.",
      "",
      "[Open your space](https://example.com/spaces/{{ user.space }}?from=mail&x={{ name }})",
    ].join("\n");
    const values = { name: "Ada", created_at: "2026-03-01T09:30:00.000Z", seats: 3, trial: true, space: "a b/c" };
    const { subject, html, text } = await render(file, values);
    expect(subject).toBe("Welcome, Ada!");
    expect(html).toContain('<html lang="en-GB" dir="auto">');
    expect(html).toContain("<title>Welcome, Ada!</title>");
    expect(html).toContain(">One thing to do, Ada</div>");
    expect(bodyOf(html)).toContain(">Hello Ada</h1>");
    expect(bodyOf(html)).toContain("<strong>2026-03-01</strong> with 3 seats; trial: true.");
    expect(bodyOf(html)).toContain('href="https://example.com/spaces/a%20b%2Fc?from=mail&#38;x=Ada"');
    expect(text).toBe(
      [
        "Hello Ada",
        "",
        "You joined on 2026-03-01 with 3 seats; trial: true.",
        "",
        "Open your space (https://example.com/spaces/a%20b%2Fc?from=mail&x=Ada)",
        "",
      ].join("\n"),
    );
  });

  it("shows null as nothing, or as the fallback after ??, and keeps an empty text empty", async () => {
    const body = '[{{ a }}] [{{ a ?? "there" }}] [{{ a ?? \'you\' }}] [{{ b ?? "there" }}]';
    const { text, html } = await renderBody(body, { a: null, b: "" });
    expect(text).toBe("[] [there] [you] []\n");
    expect(html).toContain("[] [there] [you] []");
  });

  it("shows escaped braces as they are", async () => {
    const { text, html } = await renderBody("Write \\{{ name }}, also in `\\{{ name }}`.", {});
    expect(text).toBe("Write {{ name }}, also in {{ name }}.\n");
    expect(html).toContain("Write {{ name }}, also in");
  });

  it("keeps the author's own HTML", async () => {
    const { html, text } = await renderBody('<div class="box"><b>Hi {{ name }}</b></div>\n\nEnd &amp; <i>out</i>', {
      name: "Ada",
    });
    expect(html).toContain('<div class="box"><b>Hi Ada</b></div>');
    expect(html).toContain("End &amp; <i>out</i>");
    expect(text).toBe("Hi Ada\n\nEnd & out\n");
  });

  it("uses no table, no script and no outside resource in its frame, and knows the dark", async () => {
    const { html } = await render(messageWith("Text"), {});
    expect(html).not.toMatch(/<table|<script|<link|@import|url\(/);
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toContain("prefers-color-scheme:dark");
  });
});

describe("the text of a message", () => {
  it("reads like a letter", async () => {
    const body = [
      "## What is new",
      "",
      "First line  ",
      "second *line*",
      "third",
      "",
      "- one",
      "- [two](https://example.com/2)",
      "  1. inner",
      "  2. other",
      "",
      "3. three",
      "4. four",
      "",
      "- [x] done",
      "- [ ] open",
      "",
      "> quoted",
      "> > twice",
      "",
      "```js",
      "const a = 1 && 2;",
      "```",
      "",
      "---",
      "",
      "| a | b |",
      "|---|---|",
      "| 1 | 2 |",
      "",
      "<https://example.com/?a&amp;b> me@example.com https://example.com/x [a](mailto:a@example.com)",
      "",
      '![A &quot;logo&quot;](https://example.com/l.png) <a href="https://example.com/?a=1&amp;b=2">raw</a><br>end',
      "",
      '<p>Block <a href="https://example.com/block">link</a></p>',
      "<style>p { color: red }</style>",
    ].join("\n");
    const { text } = await renderBody(body, {});
    expect(text).toBe(
      [
        "What is new",
        "",
        "First line",
        "second line",
        "third",
        "",
        "- one",
        "- two (https://example.com/2)",
        "  1. inner",
        "  2. other",
        "",
        "3. three",
        "4. four",
        "",
        "- [x] done",
        "- [ ] open",
        "",
        "> quoted",
        ">",
        "> > twice",
        "",
        "    const a = 1 && 2;",
        "",
        "* * *",
        "",
        "a | b",
        "1 | 2",
        "",
        "https://example.com/?a&amp;b me@example.com https://example.com/x a (a@example.com)",
        "",
        'A "logo" raw (https://example.com/?a=1&b=2)',
        "end",
        "",
        "Block link (https://example.com/block)",
        "",
      ].join("\n"),
    );
  });
});

describe("a hostile value", () => {
  const script = `<script>alert("x")</script><img src=x onerror='y'>&amp;\``;

  it("stays text in HTML, inside and outside of attributes", async () => {
    const body =
      '{{ v }} **{{ v }}** `{{ v }}` [t](https://example.com "{{ v }}") ![{{ v }}](https://example.com/i.png) <b title="{{ v }}">b</b>';
    const { html } = await renderBody(body, { v: script });
    expect(html).not.toContain("<script");
    expect(html).not.toContain("<img src=x");
    const attributes = [...html.matchAll(/ (?:title|alt)="([^"]*)"/g)].map(match => match[1]);
    expect(attributes).toHaveLength(3);
    for (const attribute of attributes) {
      expect(attribute).toBe(script.replace(/[&<>"'`]/g, character => `&#${character.charCodeAt(0)};`));
    }
    expect(html.match(/&#60;script&#62;/g)).toHaveLength(6);
  });

  it.each([
    "](javascript:alert(1))",
    "[click](https://evil.example)",
    "**bold** _it_ `code` ~~no~~",
    "# heading\n\n- item\n\n> quote",
    "<https://evil.example>",
    "![i](https://evil.example/i.png)",
    "flhole0z",
    "$& $1 $`",
  ])("is not read as Markdown or anything else: %s", async value => {
    const { html, text } = await renderBody("[{{ v }}](https://example.com/)", { v: value });
    expect([...html.matchAll(/<([a-z0-9]+)/g)].map(match => match[1])).toEqual(["p", "a"]);
    expect(html).not.toMatch(/(?:href|src)="[^"]*evil/);
    expect(text).toBe(`${value.replace(/\s+/g, " ")} (https://example.com/)\n`.replace("\n (", " ("));
  });

  it("is not evaluated again", async () => {
    const { html, text } = await renderBody("{{ a }} {{ b }}", { a: "{{ b }}", b: "{{ a }}" });
    expect(text).toBe("{{ b }} {{ a }}\n");
    expect(html).toContain("{{ b }} {{ a }}");
  });

  it.each([
    "javascript:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example",
    "/relative",
    "https://bank.example@evil.example/",
    "",
  ])("cannot become a link where the whole address is a variable: %j", async value => {
    const { html, text } = await renderBody("[go]({{ v }}) <a class=\"x\" href='{{ v }}'>raw</a>", { v: value });
    expect(html).not.toContain("href");
    expect(html).toContain('<a class="x">raw</a>');
    expect(text).toBe("go raw\n");
  });

  it("is taken as a link where the whole address is a variable and is safe", async () => {
    const { html, text } = await renderBody("[go]({{ v }})", { v: 'https://example.com/?q="><b>&x=1' });
    expect(html).toContain('href="https://example.com/?q=%22%3E%3Cb%3E&#38;x=1"');
    expect(text).toBe("go (https://example.com/?q=%22%3E%3Cb%3E&x=1)\n");
  });

  it("stays inside its segment or parameter of an address", async () => {
    const v = '../x?a=b&c=d#e/"><script>';
    const { html } = await renderBody("[go](https://example.com/p/{{ v }}/q?r={{ v }}&s=1)", { v });
    const encoded = encodeURIComponent(v);
    expect(html).toContain(`href="https://example.com/p/${encoded}/q?r=${encoded}&#38;s=1"`);
  });

  it("cannot move a link to another host", async () => {
    const body = "[go](https://{{ v }}.example.com/)";
    expect((await renderBody(body, { v: "acme" })).html).toContain('href="https://acme.example.com/"');
    for (const v of ["evil.example/", "evil.example#", "evil.example?", "a@evil.example", "evil.example\\"]) {
      const { html } = await renderBody(body, { v });
      expect(html).not.toContain("href");
    }
  });

  it("cannot add recipients to a mailto link", async () => {
    const { html } = await renderBody("[write](mailto:{{ v }}?subject=Hi)", { v: "a@b.example?bcc=eve@c.example&x" });
    expect(html).toContain('href="mailto:a@b.example%3Fbcc%3Deve@c.example%26x?subject=Hi"');
  });

  it("cannot add a header or a line to the subject, nor a paragraph to the text", async () => {
    const v = "Ada\r\nBcc: eve@example.com\r\n\r\n<b>\0\u2028x\u0085\ud800";
    const file = "---\nsubject: Hi {{ v }}\n---\n> Hi {{ v }}\n";
    const { subject, text } = await render(file, { v });
    expect(subject).toBe("Hi Ada Bcc: eve@example.com <b> x \ufffd");
    expect(text).toBe("> Hi Ada Bcc: eve@example.com <b> x \ufffd\n");
  });

  it("does not reach what every object inherits", async () => {
    const project = await createProject({ "messages/hi.md": messageWith("{{ __proto__ }}{{ constructor }}") });
    const library = await loadMessages(project, "messages");
    expect(() => library.render("hi", {})).toThrow(MessageError);
    const values = JSON.parse('{"__proto__":"p","constructor":"c"}');
    expect(library.render("hi", values).text).toBe("pc\n");
  });

  it("survives inside whatever the author wrote around it", async () => {
    const body = "flhole0z fl0hole {{ v }} flhole1z";
    expect((await renderBody(body, { v: "Ada" })).text).toBe("flhole0z fl0hole Ada flhole1z\n");
  });
});

describe("a message library", () => {
  it("says which message is unknown and which was meant", async () => {
    const library = await loadMessages(await createProject({ "messages/welcome.md": messageWith("Hi") }), "messages");
    expect(library.findProblem("welcome")).toBeUndefined();
    expect(library.findProblem("welcom")).toBe('There is no message "welcom". Did you mean "welcome"?');
    expect(() => library.render("__proto__", {})).toThrow('There is no message "__proto__".');
  });

  it("renders the others where one is broken", async () => {
    const project = await createProject({ "messages/a.md": "---\n---\nText", "messages/b.md": messageWith("Hi") });
    const library = await loadMessages(project, "messages");
    expect(library.render("b", {}).text).toBe("Hi\n");
    expect(() => library.render("a", {})).toThrow(
      'The message "a" is broken. messages/a.md:1: The message has no subject line.',
    );
  });

  it("refuses to leave out a value that was never read", async () => {
    const library = await loadMessages(await createProject({ "messages/a.md": messageWith("{{ name }}") }), "messages");
    expect(() => library.render("a", {})).toThrow('The message "a" needs the field "name", which was not read.');
  });
});
