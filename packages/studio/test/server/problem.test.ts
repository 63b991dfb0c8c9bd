import { describe, expect, it } from "vitest";
import { toProblem } from "../../src/server/problem.js";

class Coded extends Error {
  readonly code: string;
  readonly fix = "Do this.";
  constructor(code: string) {
    super("It is so.");
    this.code = code;
  }
}

describe("toProblem", () => {
  it("says that the database is away, without the driver's words", () => {
    const { status, body } = toProblem(new Coded("DATABASE_UNREACHABLE"));
    expect(status).toBe(503);
    expect(body.error.message).toBe("The database cannot be reached. The page goes on trying and recovers by itself.");
  });

  it("gives a known error's message and its fix", () => {
    expect(toProblem(new Coded("CLOCK"))).toEqual({
      status: 409,
      body: { error: { code: "CLOCK", message: "It is so. Do this." } },
    });
  });

  it("shows the message of anything else, and no stack", () => {
    const { status, body } = toProblem(new TypeError("x is not a function"));
    expect(status).toBe(500);
    expect(body.error).toEqual({ code: "INTERNAL", message: "The studio could not answer: x is not a function" });
    expect(toProblem("text").body.error.message).toBe("The studio could not answer: text");
  });
});
