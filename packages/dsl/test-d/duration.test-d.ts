import { type Duration, send } from "flowline";
import { describe, test } from "vitest";

describe("the type of a duration", () => {
  test("accepts what can be read with a unit", () => {
    const durations: readonly Duration[] = [
      "7d",
      "7 days",
      "1.5 hours",
      "1.5h",
      "90 minutes",
      "2 Weeks",
      "10 MS",
      "500ms",
      "1y",
      "1 yr",
    ];
    for (const duration of durations) send("hi").waitFor(duration);
  });

  test("refuses what has no unit or says no length", () => {
    // @ts-expect-error no unit
    send("hi").waitFor("7");
    // @ts-expect-error no number
    send("hi").waitFor("soon");
    // @ts-expect-error no such unit
    send("hi").waitFor("7 dayz");
    // @ts-expect-error a bare number has no unit
    send("hi").waitFor(7);
    // @ts-expect-error nothing
    send("hi").waitFor("");
    // @ts-expect-error missing
    send("hi").waitFor();
  });
});
