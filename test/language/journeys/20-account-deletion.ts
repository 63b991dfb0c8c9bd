import { manual, on } from "flowline";
import { z } from "zod";
import { Evidence } from "./services.js";

const SYSTEMS = ["billing", "search", "analytics", "backups"];

/** Thirty days to change one's mind; then every system, and a receipt from each. */
export default on("deletion.confirmed")
  .send("deletion-planned")
  .waitFor("deletion.canceled", { within: "30d" }, { got: b => b.send("deletion-stopped").exit("changed their mind") })
  .send("your-data")
  .waitFor("7d")
  .forEach(SYSTEMS, b => b.call(eraseFrom, (user, { item }) => ({ user: user.id, system: item }), { as: "erased" }), {
    concurrency: 4,
    as: "receipts",
    collect: (_, { steps }) => steps.erased.result,
  })
  .send("deletion-done");

/** One system, tried until it has done it. */
export const eraseFrom = manual(z.object({ user: z.string(), system: z.string() }))
  .do("erase", { output: Evidence, retry: 20 }, ({ trigger, services }) => services.privacy.erase(trigger))
  .set({ result: ({ steps }) => steps.erase.receipt });
