import { useEffect, useState } from "react";
import { type Answer, ask } from "./ask.js";

/** What is known of a path that is asked again and again. */
export interface Polled<T> {
  /** The newest value; it stays when a later answer fails. */
  readonly value: T | null;
  /** Why the newest answer failed, or null. */
  readonly problem: { readonly code: string; readonly message: string } | null;
}

const EVERY_MS = 1500;
const refreshers = new Set<() => void>();

/** Asks everything that is on the page again at once, as after the clock was pushed. */
export function refreshAll(): void {
  for (const refresh of refreshers) {
    refresh();
  }
}

/** Asks `path` now and then while the tab can be seen. An answer with the same ETag draws nothing again. */
export function usePolled<T extends object>(path: string): Polled<T> {
  const [known, setKnown] = useState<Known<T>>({ path, etag: null, value: null, problem: null });
  useEffect(() => poll<T>(path, answer => setKnown(before => merge(before, path, answer))), [path]);
  return known.path === path ? known : { value: null, problem: null };
}

interface Known<T> extends Polled<T> {
  readonly path: string;
  readonly etag: string | null;
}

function merge<T>(before: Known<T>, path: string, answer: Answer<T>): Known<T> {
  const same = before.path === path;
  if (!answer.ok) {
    const value = same ? before.value : null;
    return { path, etag: null, value, problem: { code: answer.code, message: answer.message } };
  }
  const unchanged = same && before.problem === null && answer.etag !== null && answer.etag === before.etag;
  return unchanged ? before : { path, etag: answer.etag, value: answer.value, problem: null };
}

/** Runs until the returned function is called. Never asks twice at a time. */
function poll<T extends object>(path: string, onAnswer: (answer: Answer<T>) => void): () => void {
  let timer: number | undefined;
  let asking = false;
  let again = false;
  let stopped = false;
  const look = async (): Promise<void> => {
    window.clearTimeout(timer);
    if (stopped || document.hidden) {
      return;
    }
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    again = false;
    const answer = await ask<T>(path);
    asking = false;
    if (!stopped) {
      onAnswer(answer);
      timer = window.setTimeout(start, again ? 0 : EVERY_MS);
    }
  };
  const start = (): void => {
    void look();
  };
  refreshers.add(start);
  document.addEventListener("visibilitychange", start);
  start();
  return () => {
    stopped = true;
    window.clearTimeout(timer);
    refreshers.delete(start);
    document.removeEventListener("visibilitychange", start);
  };
}
