// An entry of its own (`@flowline/ir/hash`), because a browser that draws flows must not load node:crypto.

import { createHash } from "node:crypto";
import { canonicalize } from "./canonical-json.js";
import type { FlowIr, FlowSemantics } from "./flow.js";
import { FlowError } from "./flow-error.js";

/** A compiled flow whose content is not what its hash says. */
export class HashMismatchError extends FlowError {
  readonly code = "HASH_MISMATCH";
  /** What the file says. */
  readonly written: string;
  /** What its content has. */
  readonly computed: string;

  constructor(flow: FlowIr, computed: string) {
    super(
      `The compiled flow "${flow.flow}" was changed after it was compiled: its hash says ${flow.hash.slice(0, 12)}, ` +
        `its content has ${computed.slice(0, 12)}. Compile it again with "flow compile".`,
    );
    this.name = "HashMismatchError";
    this.written = flow.hash;
    this.computed = computed;
  }
}

/**
 * SHA-256, lower-case hex, of the canonical JSON of a flow's semantic part. Whatever else the object carries
 * (metadata, live variables, an older hash) does not enter.
 */
export function hashFlow(semantics: FlowSemantics): string {
  const { flow, subject, trigger, events, watchers, onError, concurrency, variables, entry, nodes } = semantics;
  // The type refuses a list that lacks a member.
  const meaning: FlowSemantics = {
    flow,
    subject,
    trigger,
    events,
    watchers,
    onError,
    concurrency,
    variables,
    entry,
    nodes,
  };
  return createHash("sha256").update(canonicalize(meaning)).digest("hex");
}

/** Throws a `HashMismatchError` where the flow's hash is not that of its content; else gives the flow back. */
export function verifyHash(flow: FlowIr): FlowIr {
  const computed = hashFlow(flow);
  if (computed !== flow.hash) throw new HashMismatchError(flow, computed);
  return flow;
}
