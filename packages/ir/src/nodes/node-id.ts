/**
 * A node's identity inside its flow: a step's name or its message's, scoped by its arm; never its position.
 * People wait for weeks at a node, and an inserted step must not move them.
 */
export type NodeId = string;
