import type { RegisteredSubject } from "../project/register.js";
import { type SendHead, sendFrom } from "./send-head.js";

/**
 * Begins a flow whose first step sends a message. Its guard is the flow's audience: every subject for whom it holds is
 * enrolled once.
 *
 * ```ts
 * export default send("hi", user => user.signed_up_today);
 * ```
 */
export const send: SendHead<RegisteredSubject> = sendFrom;
