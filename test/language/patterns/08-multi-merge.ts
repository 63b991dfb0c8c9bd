import { on } from "flowline";

const CHECKS = ["stock", "credit"];

/** What follows the checks stands in the arm, so each of them goes through it on its own. */
export default on("order.placed").forEach(
  CHECKS,
  b =>
    b
      .do("check", (_, { item, services }) => services.work("check", item))
      .do("file the result", (_, { item, services }) => services.work("file the result", item)),
  { concurrency: 2 },
);
