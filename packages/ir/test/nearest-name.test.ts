import { nearestName } from "@flowline/ir";
import { describe, expect, test } from "vitest";

const fields = ["id", "email", "upgraded", "signed_up_today", "created_at"];

describe("the nearest name", () => {
  test.each([
    ["upgradedd", "upgraded"],
    ["upgarded", "upgraded"],
    ["Upgraded", "upgraded"],
    ["singed_up_today", "signed_up_today"],
    ["emial", "email"],
    ["creatd_at", "created_at"],
    ["ID", "id"],
  ])("for %s is %s", (name, nearest) => {
    expect(nearestName(name, fields)).toBe(nearest);
  });

  test.each(["plan", "x", "", "xy", "somethingElse"])("for %j is none: nothing is near", name => {
    expect(nearestName(name, fields)).toBeUndefined();
  });

  test("prefers the nearer of two, and the first of two that are as near", () => {
    expect(nearestName("hallo", ["hello!", "hello"])).toBe("hello");
    expect(nearestName("cat", ["bat", "hat"])).toBe("bat");
  });

  test("counts a swap of neighbours as one change", () => {
    expect(nearestName("ih", ["hi"])).toBe("hi");
  });
});
