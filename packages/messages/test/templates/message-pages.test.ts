import { describe, expect, it } from "vitest";
import { loadCatalog, MESSAGE_FINDING_CODES, messagePages } from "../../src/index.js";
import { createProject, messageWith } from "../support/message-project.js";

/** What these show is a project, or bytes, and not the text of a message. */
const notAMessage: readonly string[] = ["FLOW2101", "FLOW2102", "FLOW2107"];

async function codesOf(text: string): Promise<readonly string[]> {
  const file = text.startsWith("---") ? `${text}\n` : messageWith(text);
  const project = await createProject({ "messages/hi.md": file });
  const { diagnostics } = await loadCatalog(project, "messages");
  return [...new Set(diagnostics.map(({ code }) => code))];
}

describe("the pages of message findings", () => {
  it("are there for every code, in order", () => {
    expect(messagePages.map(({ code }) => code)).toEqual(MESSAGE_FINDING_CODES);
  });

  it.each(messagePages.filter(({ code }) => !notAMessage.includes(code)))(
    "$code shows a spelling that brings it, and one that brings nothing",
    async ({ code, spelling }) => {
      expect(await codesOf(spelling.wrong)).toEqual([code]);
      expect(await codesOf(spelling.right)).toEqual([]);
    },
  );
});
