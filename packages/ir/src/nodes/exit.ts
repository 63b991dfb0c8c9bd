/** Ends the run from wherever it stands, with every cursor, wait and child that it has. The run is `completed`. */
export interface ExitNode {
  readonly kind: "exit";
  readonly reason: string;
}
