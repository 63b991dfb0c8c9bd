import type { Context } from "hono";
import type { Problem } from "./problem.js";

/** Answers with a problem as JSON. */
export function refuse(context: Context, { status, body }: Problem): Response {
  return context.json(body, status);
}
