import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { diagnosticPages, formatDiagnostics } from "@flowline/compiler";
import { formatStory, simulate } from "@flowline/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HEAD_WORDS, LINK_WORDS } from "../../packages/dsl/src/words/vocabulary.js";
import { buildShownPackage } from "./support/build-package.js";
import { type Block, blocksOf, compilePage, type PageProject, removePage, typeErrors } from "./support/page.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFile(join(ROOT, path), "utf8");

// TypeScript takes a while over all of a page's files where processors are short.
describe("docs/language.md", { timeout: 180_000 }, () => {
  let blocks: readonly Block[];
  let project: PageProject;
  beforeAll(async () => {
    blocks = await blocksOf("docs/language.md");
    project = await compilePage({ blocks });
  });
  afterAll(() => removePage(project));

  test("shows flows that compile without a finding, and mistakes that give the finding they name", () => {
    expect(project.findings).toEqual(blocks.flatMap(({ file, codes }) => codes.map(code => `${code} ${file}`)).sort());
  });

  test("shows flows that TypeScript takes under strict settings", () => {
    const sound = blocks.filter(({ codes }) => codes.length === 0).map(({ file }) => file);
    expect(sound.length).toBeGreaterThan(40);
    expect(typeErrors(project, sound)).toEqual([]);
  });

  test("has a section for every word, and names no finding that does not exist", async () => {
    const page = await read("docs/language.md");
    const headings = Array.from(page.matchAll(/^### (.*)$/gm), ([, heading = ""]) => heading).join(" ");
    expect([...HEAD_WORDS, ...LINK_WORDS].filter(word => !headings.includes(`\`${word}\``))).toEqual([]);
    const known = new Set(diagnosticPages.map(({ code }) => code));
    expect(Array.from(page.matchAll(/FLOW\d{4}/g), ([code]) => code).filter(code => !known.has(code))).toEqual([]);
  });

  test("tells the story that flow simulate tells", async () => {
    const flow = project.result.flows.find(({ name }) => name === "welcome")?.ir;
    if (flow === undefined) throw new Error("The flow welcome was not compiled.");
    const story = simulate(flow, {
      subject: { id: "u1", email: "ann@example.com", name: "Ann", plan: "free", timezone: "Europe/Berlin" },
      startAt: "2025-03-03T09:00:00Z",
      forMs: 30 * 86_400_000,
      trigger: { userId: "u1" },
      events: [{ atMs: 5 * 3_600_000, event: "project.created", payload: { userId: "u1" } }],
      changes: [{ atMs: 9 * 86_400_000, fields: { plan: "pro" } }],
      declared: project.result.project?.ir.events ?? {},
    });
    expect(await read("docs/language.md")).toContain(formatStory(story, { zone: "Europe/Berlin" }).trimEnd());
  });
});

describe("docs/journeys.md", { timeout: 180_000 }, () => {
  const prefix = "journeys/";
  const messages = ["renewal-ahead", "renewal-undecided", "renewal-last-call", "looked-at"];
  let shown: readonly Block[];
  let project: PageProject;
  beforeAll(async () => {
    const blocks = await blocksOf("docs/journeys.md");
    const [, manifest = ""] = (await read("docs/journeys.md")).match(/^```json\n(.*?)^```$/ms) ?? [];
    const source = blocks.filter(({ file }) => file.startsWith(prefix));
    shown = blocks.filter(block => !source.includes(block));
    const prepare = (folder: string) => buildShownPackage(folder, { manifest, blocks: source, prefix });
    project = await compilePage({ blocks: shown, messages, prepare });
  });
  afterAll(() => removePage(project));

  test("shows a package that is built and used, and a configuration that gives the findings it names", () => {
    expect(project.findings).toEqual(shown.flatMap(({ file, codes }) => codes.map(code => `${code} ${file}`)).sort());
    expect(project.result.flows.map(({ name }) => name)).toEqual(["renewals", "signing"]);
  });

  test("shows flows that TypeScript takes under strict settings", () => {
    const sound = shown.filter(({ codes }) => codes.length === 0).map(({ file }) => file);
    expect(typeErrors(project, sound)).toEqual([]);
  });

  test("shows the finding as the compiler prints it", async () => {
    const [first] = project.result.diagnostics;
    if (first === undefined) throw new Error("There is no finding.");
    const text = formatDiagnostics([first], { format: "text", color: false, projectDir: project.folder });
    expect(await read("docs/journeys.md")).toContain(text.replace(/\n+1 error\s*$/, ""));
  });

  test("names who may edit a node as the IR does", () => {
    const nodes = Object.assign({}, ...project.result.flows.map(({ ir }) => ir.meta.nodes));
    expect(nodes["renewal-undecided/renewal-undecided"].editability).toEqual({ kind: "config" });
    expect(nodes["second-look/yes/look"].editability).toEqual({ kind: "config" });
    expect(nodes["thank-you"].editability).toEqual({ kind: "literal" });
    expect(nodes.end.editability.kind).toBe("locked");
  });
});
