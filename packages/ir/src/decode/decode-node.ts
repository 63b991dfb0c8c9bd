import type { Assignment, AssignNode, Emission } from "../nodes/assign.js";
import type { CallNode } from "../nodes/call.js";
import type { DecideCase, DecideNode } from "../nodes/decide.js";
import type { EndNode } from "../nodes/end.js";
import type { ExitNode } from "../nodes/exit.js";
import type { ForkArm, ForkNode } from "../nodes/fork.js";
import type { JoinNode } from "../nodes/join.js";
import type { KernelNode } from "../nodes/kernel-node.js";
import type { LoopNode } from "../nodes/loop.js";
import type { MapNode } from "../nodes/map.js";
import type { ScopeNode } from "../nodes/scope.js";
import { decodeDeadline } from "./decode-deadline.js";
import { decodeExpression } from "./decode-expression.js";
import { decodeStep } from "./decode-step.js";
import { decodeWait } from "./decode-wait.js";
import {
  type Decoder,
  filledListOf,
  filledText,
  listOf,
  nullable,
  oneOf,
  shape,
  tagged,
  text,
  truth,
  wholeNumber,
} from "./decoder.js";

const decodeCase = shape<DecideCase>({ name: filledText, when: decodeExpression, next: filledText });

const decodeMap = shape<MapNode>({
  kind: oneOf("map"),
  over: decodeExpression,
  body: filledText,
  key: nullable(decodeExpression),
  max: wholeNumber(1),
  concurrency: wholeNumber(1),
  until: nullable(decodeExpression),
  rounds: wholeNumber(1),
  itemError: oneOf("fail", "continue"),
  collect: nullable(decodeExpression),
  out: nullable(filledText),
  next: filledText,
});

const decodeLoop = shape<LoopNode>({
  kind: oneOf("loop"),
  body: filledText,
  until: nullable(decodeExpression),
  every: nullable(decodeDeadline),
  max: nullable(wholeNumber(1)),
  out: nullable(filledText),
  next: filledText,
});

const decodeCall = shape<CallNode>({
  kind: oneOf("call"),
  flow: filledText,
  input: nullable(decodeExpression),
  subject: nullable(decodeExpression),
  detached: truth,
  out: nullable(filledText),
  failed: nullable(filledText),
  next: filledText,
});

/** A node of any kind. What it means in its graph is asked by the rules. */
export const decodeNode: Decoder<KernelNode> = tagged<KernelNode>("kind", {
  step: decodeStep,
  decide: shape<DecideNode>({
    kind: oneOf("decide"),
    cases: filledListOf(decodeCase, "case"),
    otherwise: filledText,
    guards: nullable(filledText),
    out: nullable(filledText),
  }),
  assign: shape<AssignNode>({
    kind: oneOf("assign"),
    set: listOf(shape<Assignment>({ variable: filledText, value: decodeExpression })),
    emit: listOf(shape<Emission>({ event: filledText, payload: decodeExpression })),
    next: filledText,
  }),
  wait: decodeWait,
  fork: shape<ForkNode>({
    kind: oneOf("fork"),
    arms: filledListOf(shape<ForkArm>({ name: filledText, next: filledText }), "arm"),
    join: filledText,
    opens: truth,
  }),
  join: shape<JoinNode>({
    kind: oneOf("join"),
    expects: wholeNumber(1),
    need: wholeNumber(1),
    closes: truth,
    armError: oneOf("fail", "arrive"),
    out: nullable(filledText),
    next: filledText,
  }),
  map: decodeMap,
  loop: decodeLoop,
  call: decodeCall,
  scope: shape<ScopeNode>({ kind: oneOf("scope"), body: filledText, catch: filledText, next: filledText }),
  exit: shape<ExitNode>({ kind: oneOf("exit"), reason: text, raise: nullable(filledText) }),
  end: shape<EndNode>({ kind: oneOf("end"), of: nullable(filledText) }),
});
