import { FlowError } from "../flow-error.js";

/** JSON that is not what it should be, and where. */
export class DecodeError extends FlowError {
  readonly code = "DECODE";
  /** `nodes.upgrade.cases[0].when.left`, or the empty string for the whole. */
  readonly path: string;
  /** What is wrong there, without the path. */
  readonly problem: string;

  constructor(path: string, problem: string) {
    super(path === "" ? problem : `${path}: ${problem}`);
    this.name = "DecodeError";
    this.path = path;
    this.problem = problem;
  }
}
