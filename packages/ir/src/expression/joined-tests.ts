import type { Test } from "./question.js";

// Tests in a row, joined four at a time: each call then stands at a place of its own, where the engine of JavaScript can
// learn what is called there.

/** Whether all of some tests hold; asked in order, up to the first that does not. */
export function allOf(tests: readonly Test[]): Test {
  const [a, b, c, d] = tests.length > 4 ? [...tests.slice(0, 3), allOf(tests.slice(3))] : tests;
  if (a === undefined) return () => true;
  if (b === undefined) return a;
  if (c === undefined) return (context, frame) => a(context, frame) && b(context, frame);
  if (d === undefined) return (context, frame) => a(context, frame) && b(context, frame) && c(context, frame);
  return (context, frame) => a(context, frame) && b(context, frame) && c(context, frame) && d(context, frame);
}

/** Whether any of some tests holds; asked in order, up to the first that does. */
export function anyOf(tests: readonly Test[]): Test {
  const [a, b, c, d] = tests.length > 4 ? [...tests.slice(0, 3), anyOf(tests.slice(3))] : tests;
  if (a === undefined) return () => false;
  if (b === undefined) return a;
  if (c === undefined) return (context, frame) => a(context, frame) || b(context, frame);
  if (d === undefined) return (context, frame) => a(context, frame) || b(context, frame) || c(context, frame);
  return (context, frame) => a(context, frame) || b(context, frame) || c(context, frame) || d(context, frame);
}
