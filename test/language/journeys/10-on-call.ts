import { on } from "flowline";
import { OnShift } from "./services.js";

const LEVELS = ["first", "second", "manager"];

/**
 * One run per alert, until it is resolved. Each level gets a push, a text and a call before the next one is asked; who
 * acknowledges holds it for half an hour.
 */
export default on("alert.fired", { again: "ignore" })
  .exitWhen("alert.resolved")
  .forever(b =>
    b
      .set({ acked: false })
      .forEach(
        LEVELS,
        b =>
          b
            .do("who is on shift", { output: OnShift }, (alert, { item, services }) =>
              services.staff.onShift({ team: alert.team, level: item }),
            )
            .race({
              acked: b => b.waitFor("alert.acked").set({ acked: true }),
              paged: b =>
                b
                  .do("push", (alert, { steps, services }) =>
                    services.staff.push({ to: steps["who is on shift"].device, text: alert.title }),
                  )
                  .waitFor("2m")
                  .do("text", (alert, { steps, services }) =>
                    services.staff.text({ to: steps["who is on shift"].phone, text: alert.title }),
                  )
                  .waitFor("3m")
                  .do("ring", (alert, { steps, services }) =>
                    services.staff.ring({ to: steps["who is on shift"].phone, text: alert.title }),
                  )
                  .waitFor("5m"),
            }),
        { until: (_, { vars }) => vars.acked, rounds: 5 },
      )
      .when(
        (_, { vars }) => vars.acked,
        b => b.waitFor("30m"),
        b =>
          b
            .do("tell everyone", (alert, { services }) => services.staff.tell({ who: "everyone", text: alert.title }))
            .exit("nobody answered"),
      ),
  );
