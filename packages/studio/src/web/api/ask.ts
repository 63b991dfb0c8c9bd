import type { ErrorView } from "../../api/types.js";
import { decodeAnswer } from "./decode.js";

/** An answer, or what a person must know about its absence. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly etag: string | null }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Asks the studio's server. Never throws. */
export async function ask<T extends object>(path: string, init?: RequestInit): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    return { ok: false, code: "SERVER_UNREACHABLE", message: SERVER_UNREACHABLE };
  }
  try {
    const json: unknown = await response.json();
    if (response.ok) {
      return { ok: true, value: decodeAnswer<T>(json), etag: response.headers.get("etag") };
    }
    const { error } = decodeAnswer<ErrorView>(json);
    return { ok: false, code: error.code, message: error.message };
  } catch {
    return {
      ok: false,
      code: "BAD_ANSWER",
      message: `The studio's server answered ${response.status} without a reason.`,
    };
  }
}

const SERVER_UNREACHABLE =
  "The studio's server does not answer. Start `flow dev` again; this page goes on by itself when it does.";

/** Moves flow time forward. */
export function pushClock<T extends object>(byMs: number): Promise<Answer<T>> {
  return ask<T>("/api/clock", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ byMs }),
  });
}
