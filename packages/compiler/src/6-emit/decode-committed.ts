import type { FlowIr } from "@flowline/ir";
import { decodeFlow } from "@flowline/ir";

/** A flow as it is committed. What an older compiler has written, or somebody by hand, tells nothing. */
export function decodeCommitted(text: string): FlowIr | null {
  try {
    return decodeFlow(JSON.parse(text));
  } catch {
    return null;
  }
}
