import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { templates } from "../../src/init/templates.js";

const example = new URL("../../../../examples/upgrade-drip/", import.meta.url);

function textOf(path: string): string {
  return templates.find(template => template.path === path)?.text ?? "";
}

describe("the files of flow init", () => {
  it("have the flow of the first page, to the letter", async () => {
    expect(textOf("upgrade-drip.ts")).toBe(await readFile(new URL("upgrade-drip.ts", example), "utf8"));
  });

  it("declare the project of the example, sender and comments aside", async () => {
    const plain = (text: string): string => text.replace(/from: "[^"]*"/, "").replace(/^\/\*\*.*\n/gm, "");
    expect(plain(textOf("flow.config.ts"))).toBe(plain(await readFile(new URL("flow.config.ts", example), "utf8")));
  });

  it("make the table of the example", async () => {
    const tableOf = (text: string): string => text.slice(text.indexOf("create table"), text.indexOf("insert into"));
    expect(tableOf(textOf("dev.sql"))).toBe(tableOf(await readFile(new URL("dev.sql", example), "utf8")));
  });
});
