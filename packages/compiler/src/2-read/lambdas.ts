import type { Declaration } from "../1-load/declarations.js";
import type { FunctionNode } from "../1-load/function-node.js";
import type { LoadedModule } from "../1-load/loaded-project.js";
import type { WordTracer } from "../1-load/word-tracer.js";
import type { LambdaSource } from "./reading.js";

/** What a function that is being read may ask about others. */
export interface Lambdas {
  readonly tracer: WordTracer;
  /** Another function of the project; null while it is being read itself, which is recursion. */
  readonly read: (node: FunctionNode, module: LoadedModule) => ReadLambda | null;
  /** Whether a name is what an arm of `forEach` is handed as its item. */
  readonly isItem: (declaration: Declaration, module: LoadedModule) => boolean;
}

/** A function that was read, and how many helpers of helpers it holds. */
export interface ReadLambda {
  readonly source: LambdaSource;
  readonly height: number;
}
