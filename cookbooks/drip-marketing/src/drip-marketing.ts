import { type AnyChain, type Chain, days, type Journey, type JourneyFrame, journey, on, workdays } from "flowline";
import type { z } from "zod";
import { type Condition, type DripMarketingConfig, dripMarketingConfig, type FirstValue, type Mail } from "./config.js";

export type { CadenceStep, Condition, DripMarketingConfig, EventName, FirstValue, Mail } from "./config.js";

/**
 * A welcome series: a mail at once, one for whoever has or has not seen the value within a day, and a cadence of mails,
 * until the goal is reached or the person answers.
 *
 * ```ts
 * export default dripMarketing({
 *   start: "user.signed_up",
 *   welcome: "welcome",
 *   cadence: [{ after: 3, message: "use-case" }, { after: 4, message: "upgrade", when: user => !user.upgraded }],
 *   goal: { reached: user => user.upgraded },
 * });
 * ```
 */
export const dripMarketing: Journey<"drip-marketing", z.ZodType<unknown, DripMarketingConfig>, AnyChain> = journey({
  name: "drip-marketing",
  version: "0.0.0",
  config: dripMarketingConfig,
  build: ({ start, goal, stopOn, welcome, firstValue, cadence, at, skipWeekends }, b) => {
    const begun = on(start);
    const aimed = goal === undefined ? begun : begun.goal(goal.name, goal.reached);
    return stopOn
      .reduce((chain, event) => chain.exitWhen(event), aimed)
      .use(mailed(b, welcome))
      .use(valued(b, firstValue))
      .each(cadence, (arm, { after, message, when }) =>
        arm.waitFor((skipWeekends ? workdays(after) : days(after)).at(at)).use(mailed(b, message, when)),
      );
  },
});

/** A chain that begins nowhere: a piece for `use`. */
type Beginning = Chain<JourneyFrame, never>;

/** One mail, or one of several, always the same for a person. */
function mailed(b: Beginning, mail: Mail, when?: Condition): AnyChain {
  if (typeof mail === "string") return when === undefined ? b.send(mail) : b.send(mail, when);
  const each = Object.fromEntries(Object.keys(mail).map(name => [name, (arm: Beginning) => mailed(arm, name, when)]));
  return b.split(mail, each);
}

function valued(b: Beginning, firstValue: FirstValue | undefined): AnyChain {
  if (firstValue === undefined) return b;
  const { event, within = "1d", reached, missed } = firstValue;
  return b.waitFor(
    event,
    { within },
    {
      got: arm => (reached === undefined ? arm : arm.use(mailed(b, reached))),
      timeout: arm => (missed === undefined ? arm : arm.use(mailed(b, missed))),
    },
  );
}
