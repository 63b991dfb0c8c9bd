/** The cursor stops. The run ends when its last cursor has. */
export interface EndNode {
  readonly kind: "end";
  readonly outcome: "completed";
}
