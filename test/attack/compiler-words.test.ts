import * as language from "flowline";
import { expect, it } from "vitest";
import { EXPORTED_WORDS } from "../../packages/compiler/src/1-load/words.js";

it("knows every value that the language exports, so that an import of another is a slip", () => {
  expect(EXPORTED_WORDS).toEqual(Object.keys(language).sort());
});
