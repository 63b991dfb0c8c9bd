import { Cron } from "croner";
import { diagnose } from "../../diagnostics/definition.js";
import { unreadableCron } from "../../diagnostics/words.js";
import { type Call, report } from "../flow-scope.js";
import { argumentOf, refuseArgument } from "../place/call.js";
import { isZone } from "../place/deadline.js";
import { textOf } from "../place/given.js";
import { readOptions } from "../place/options.js";
import type { PlacedTrigger } from "./trigger-parts.js";

/** `schedule(cron, { zone? })`. */
export function placeSchedule(call: Call): PlacedTrigger | null {
  const given = argumentOf(call, 0);
  const cron = textOf(given);
  if (given === null || cron === null) return refuseArgument(call, given, 'a cron expression, "0 3 * * *"');
  const options = readOptions(call, argumentOf(call, 1), ["zone", "name", "concurrency"]);
  const zone = options.text("zone") ?? "UTC";
  const problem = isZone(zone) ? problemOf(cron) : `there is no zone "${zone}"`;
  if (problem === null) return { trigger: { type: "schedule", cron, zone }, label: `at ${cron} (${zone})` };
  const span = isZone(zone) ? given.span : (options.get("zone")?.span ?? given.span);
  return report(call.scope, diagnose(unreadableCron, { problem }, { span }));
}

/** Why the expression is none, or null. Five or six fields: what schedulers agree on. */
function problemOf(cron: string): string | null {
  const fields = cron.trim().split(/\s+/).length;
  if (fields < 5 || fields > 6) return `${JSON.stringify(cron)} has ${fields} fields, not 5 or 6`;
  try {
    const never = new Cron(cron, { paused: true }).nextRun(new Date(0)) === null;
    return never ? `${JSON.stringify(cron)} names a time that never comes` : null;
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^CronPattern: /, "") : String(error);
    return `${JSON.stringify(cron)}: ${why}`;
  }
}
