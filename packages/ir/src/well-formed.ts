const LONE_SURROGATE = /\p{Surrogate}/u;

/** Whether every surrogate of the text has its other half; else no encoding can carry it. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}
