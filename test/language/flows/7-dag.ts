import { schedule } from "flowline";
import { audit, clean, extract, load, report } from "./bodies.js";

export default schedule("0 3 * * *", { zone: "Europe/Berlin" }).dag(d =>
  d
    .do("extract", extract)
    .do("clean", { after: "extract" }, clean)
    .do("load", { after: "clean", when: ({ steps }) => steps.clean.ok }, load)
    .do(
      "audit",
      { after: "clean", waitFor: { asked: { event: "audit.requested", from: "anyone" }, late: "10m" } },
      audit,
    )
    .do("report", { after: ["load", "audit"], ifSkipped: "run" }, report),
); // steps.load is optional here
