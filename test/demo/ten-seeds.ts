import { parseArgs } from "node:util";
import { runDemo } from "./run-demo.js";
import { Story } from "./story.js";

/*
 * Runs the demo for one seed after another, the kill included, and ends with 0 when every count was right each time:
 *
 *     npm run build && node test/dist/demo/ten-seeds.js [--seeds 10] [--users 400] [--from 1]
 */

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "10" },
    users: { type: "string", default: "400" },
    from: { type: "string", default: "1" },
  },
});

let failed = 0;
const from = Number(values.from);
for (let seed = from; seed < from + Number(values.seeds); seed++) {
  const { report, failures } = await runDemo({ users: Number(values.users), seed }, new Story(process.stderr));
  failed += failures.length === 0 ? 0 : 1;
  console.log(`seed ${seed}: ${failures.length === 0 ? "right" : failures.join("; ")} ${JSON.stringify(report)}`);
}
console.log(
  failed === 0 ? `${values.seeds} of ${values.seeds} seeds right` : `${failed} of ${values.seeds} seeds WRONG`,
);
process.exitCode = failed === 0 ? 0 : 1;
