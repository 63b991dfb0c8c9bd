import { describe, expect, it } from "vitest";
import { frameMail } from "../../src/server/frame-mail.js";

const base = '<base target="_blank">';

describe("frameMail", () => {
  it.each([
    [
      "<!DOCTYPE html><html><head lang=x><title>t</title></head></html>",
      `<!DOCTYPE html><html><head lang=x>${base}<title>t</title></head></html>`,
    ],
    ["<!doctype html>\n<p>hi</p>", `<!doctype html>${base}\n<p>hi</p>`],
    ["<header>no head</header>", `<!doctype html>${base}<header>no head</header>`],
    ["", `<!doctype html>${base}`],
  ])("adds the base to %j", (html, framed) => {
    expect(frameMail(html)).toBe(framed);
  });
});
