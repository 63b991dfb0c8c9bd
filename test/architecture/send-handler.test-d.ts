import type * as messages from "@flowline/messages";
import type * as runtime from "@flowline/runtime";
import { describe, expectTypeOf, it } from "vitest";

// The engine and the messages declare the same contract, because neither may import the other.
describe("the contract between engine and messages", () => {
  it("is the same on both sides", () => {
    expectTypeOf<messages.StepAttempt>().toEqualTypeOf<runtime.StepAttempt>();
    expectTypeOf<messages.StepOutput>().toEqualTypeOf<runtime.StepOutput>();
    expectTypeOf<messages.StepResult>().toEqualTypeOf<runtime.StepResult>();
    expectTypeOf<messages.SendHandler>().toEqualTypeOf<runtime.SendHandler>();
  });

  it("lets what messages make be given to a worker", () => {
    expectTypeOf<ReturnType<typeof messages.createSendHandler>>().toExtend<runtime.WorkerOptions["handlers"]["send"]>();
  });
});
