import type { DecideNode } from "./decide.js";
import type { EndNode } from "./end.js";
import type { StepNode } from "./step.js";
import type { WaitNode } from "./wait.js";

/** The closed list of what the engine knows. Surface words are lowered to these and stay in the metadata. */
export type KernelNode = StepNode | DecideNode | WaitNode | EndNode;
