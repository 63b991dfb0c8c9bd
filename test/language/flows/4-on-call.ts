import { on } from "flowline";

const LEVELS = ["first", "second", "manager"];

export default on("alert.fired", { key: "alert", again: "ignore" })
  .exitWhen("alert.resolved")
  .forEach(
    () => LEVELS,
    b =>
      b
        .do("who is on shift", (_alert, { services, item }) => services.shifts.at(item))
        .send("page", { to: (_, { steps }) => steps["who is on shift"].phone })
        .waitFor("alert.acked", { within: "5m", as: "ack" }),
    { until: (_, { steps }) => steps.ack.ok, rounds: 5 },
  )
  .when(
    (_, { steps }) => steps.ack?.ok,
    b => b.note("acknowledged"),
    b => b.send("everyone"),
  );
