import type { RegisteredSubject } from "../project/register.js";
import { type Heads, headsOf } from "./heads.js";

const heads: Heads<RegisteredSubject> = headsOf();

/**
 * Begins a flow whose first step sends a message. Its guard is the flow's audience: every subject for whom it holds is
 * enrolled once.
 *
 * ```ts
 * export default send("hi", user => user.signed_up_today);
 * ```
 */
export const send: Heads<RegisteredSubject>["send"] = heads.send;
export const on: Heads<RegisteredSubject>["on"] = heads.on;
export const audience: Heads<RegisteredSubject>["audience"] = heads.audience;
export const schedule: Heads<RegisteredSubject>["schedule"] = heads.schedule;
export const manual: Heads<RegisteredSubject>["manual"] = heads.manual;
export const flow: Heads<RegisteredSubject>["flow"] = heads.flow;
export const task: Heads<RegisteredSubject>["task"] = heads.task;
