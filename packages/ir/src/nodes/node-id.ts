/**
 * A node's identity inside its flow: a step's name or its message's, scoped by the arms it stands in (`got/tips`) and the
 * journey that it came from; never its position. People wait for weeks at a node, and an inserted step must not move them.
 */
export type NodeId = string;

/**
 * A variable of a run. The namespace is flat: `trigger` (what began the run), `steps.NAME` (what a step came to),
 * `vars.NAME` (set by the author), `item.MAP` and `round.MAP` (inside a map), `pass.LOOP` (inside a loop, from 1),
 * `error.NODE` (inside what caught it), `keys.NAME` (the run's key), and `event` (only where an arriving event is judged).
 * A variable that nothing has written is null.
 */
export type VariableName = string;
