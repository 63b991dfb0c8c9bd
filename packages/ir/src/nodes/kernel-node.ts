import type { AssignNode } from "./assign.js";
import type { CallNode } from "./call.js";
import type { DecideNode } from "./decide.js";
import type { EndNode } from "./end.js";
import type { ExitNode } from "./exit.js";
import type { ForkNode } from "./fork.js";
import type { JoinNode } from "./join.js";
import type { LoopNode } from "./loop.js";
import type { MapNode } from "./map.js";
import type { ScopeNode } from "./scope.js";
import type { StepNode } from "./step.js";
import type { WaitNode } from "./wait.js";

/** The closed list of what the engine knows. Surface words are lowered to these and stay in the metadata. */
export type KernelNode =
  | StepNode
  | DecideNode
  | AssignNode
  | WaitNode
  | ForkNode
  | JoinNode
  | MapNode
  | LoopNode
  | CallNode
  | ScopeNode
  | ExitNode
  | EndNode;
