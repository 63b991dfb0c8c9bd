import type { RegisteredProject } from "../project/register.js";
import { type Heads, headsOf } from "./heads.js";

const heads: Heads<RegisteredProject> = headsOf();

/**
 * Begins a flow whose first step sends a message. Its guard is the flow's audience: every subject for whom it holds is
 * enrolled once.
 *
 * ```ts
 * export default send("hi", user => user.signed_up_today);
 * ```
 */
export const send: Heads<RegisteredProject>["send"] = heads.send;

/** Begins a flow with an event, for the subject that it is about: `on("user.signed_up")`. */
export const on: Heads<RegisteredProject>["on"] = heads.on;

/** Begins a flow for every subject for whom a condition holds: `audience(user => user.plan === "pro")`. */
export const audience: Heads<RegisteredProject>["audience"] = heads.audience;

/** Begins a flow at the times of a cron expression: `schedule("0 3 * * *", { zone: "Europe/Berlin" })`. */
export const schedule: Heads<RegisteredProject>["schedule"] = heads.schedule;

/** Begins a flow on command, with an input that a zod schema describes: `manual(z.object({ id: z.string() }))`. */
export const manual: Heads<RegisteredProject>["manual"] = heads.manual;

/** Names a flow: `flow("dunning", on("invoice.payment_failed"))`. */
export const flow: Heads<RegisteredProject>["flow"] = heads.flow;

/** A flow of one step: `task("resize", { input: z.object({ url: z.string() }) }, async ({ url }) => ...)`. */
export const task: Heads<RegisteredProject>["task"] = heads.task;
