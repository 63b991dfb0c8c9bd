import type { ApprovalTerms, ValueType } from "@flowline/ir";
import type { Call, Placed } from "../flow-scope.js";
import { armsOf } from "../place/arms.js";
import { ask, UNKNOWN } from "../place/ask.js";
import { argumentOf, refuseArgument, requiredText } from "../place/call.js";
import { describeDeadline } from "../place/deadline.js";
import { type Options, readOptions } from "../place/options.js";
import { named, type Position } from "../place/position.js";
import { placeWait } from "../place/wait.js";
import { scalarType, TRUTH, withNull } from "../types.js";
import { refuseOtherArms, withinOf } from "./event-outcomes.js";

const OPTIONS = ["of", "need", "reject", "not", "remind", "within", "escalate", "name"];

/** `approval(name, terms, arms?)`: people decide. */
export function placeApproval(call: Call, at: Position): Placed {
  const written = requiredText(call, 0, "the approval's name") ?? "";
  const options = readOptions(call, argumentOf(call, 1), OPTIONS);
  const own = options.text("name");
  const { id, after } = named(at, own ?? written);
  const until = withinOf(call, options);
  const arms = armsOf(call, argumentOf(call, 2));
  refuseOtherArms(call, arms, ["approved", "rejected", "timeout"]);
  const escalate = options.get("escalate");
  if (escalate !== null && arms.has("timeout")) options.ignore("escalate", "beside an arm `timeout`");
  if (escalate !== null && until === null) options.ignore("escalate", "without `within`");
  const timeout = arms.get("timeout") ?? escalate;
  return placeWait(call, {
    id,
    at,
    after,
    isNamed: true,
    label: `approval ${JSON.stringify(written)}${until === null ? "" : `, at most ${describeDeadline(until)}`}`,
    node: { until, approval: termsOf(call, at, { name: written, options }) },
    owner: own,
    outcomes: [
      { outcome: "approved", label: "approved", arm: arms.get("approved") ?? null, type: OUTCOME },
      { outcome: "rejected", label: "rejected", arm: arms.get("rejected") ?? null, type: OUTCOME },
      ...(until === null && timeout === null
        ? []
        : [{ outcome: "timeout", label: "timeout", arm: timeout ?? null, type: OUTCOME }]),
    ],
    out: own ?? written,
  });
}

const TEXT = scalarType("text");
const OUTCOME: ValueType = {
  object: {
    is: TEXT,
    decisions: {
      list: { object: { by: TEXT, approved: TRUTH, comment: withNull(TEXT, true) }, nullable: false },
      nullable: false,
    },
  },
  nullable: false,
};

function termsOf(
  call: Call,
  at: Position,
  { name, options }: { readonly name: string; readonly options: Options },
): ApprovalTerms {
  const of = options.get("of");
  const not = options.get("not");
  if (of === null) refuseArgument(call, null, "who may approve, { of: ... },");
  const remindMs = options.durations("remind") ?? [];
  const ascending = remindMs.every((ms, index) => index === 0 || ms > (remindMs[index - 1] ?? 0));
  if (!ascending) options.refuse("remind", "a list of durations, each longer than the one before");
  return {
    name,
    of: of === null ? UNKNOWN : ask(call, of, at, { role: `\`of\` of the approval "${name}"` }),
    need: options.count("need", 1) ?? 1,
    reject: options.oneOf("reject", ["any", "all"]) ?? "any",
    not: not && ask(call, not, at, { role: `\`not\` of the approval "${name}"` }),
    remindMs,
  };
}
