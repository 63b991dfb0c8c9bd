import { parseArgs } from "node:util";
import { runDemo } from "./run-demo.js";
import { Story } from "./story.js";

const HELP = `npm run demo -- [--users N] [--seed S] [--json]

Runs examples/upgrade-drip for N people (default 1,000) on a Postgres and an SMTP server of its own: enrols, sends, kills
the worker in the middle, sleeps seven days in a moment, and counts from the mails who got what. Ends with 0 when every
count is as promised. The seed (default 1) decides who signed up, who has upgraded and who will.

--json prints the counts as one last line; the story goes to stderr then.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      users: { type: "string", default: "1000" },
      seed: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const options = { users: readCount("--users", values.users, 10), seed: readCount("--seed", values.seed, 0) };
  const story = new Story(values.json ? process.stderr : process.stdout);
  const { report, failures } = await runDemo(options, story);
  const { hi, upgrade, duplicates, missing, early } = report;
  story.tell(`${hi} hi and ${upgrade} upgrade arrived; ${missing} missing, ${early} early,`);
  story.tell(`${duplicates} came twice: in flight at the kill, the second under the same Message-ID`);
  for (const failure of failures) {
    story.tell(`NOT AS PROMISED: ${failure}`);
  }
  if (values.json) {
    console.log(JSON.stringify(report));
  }
  process.exitCode = failures.length === 0 ? 0 : 1;
}

function readCount(flag: string, text: string, least: number): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < least || count > 1_000_000) {
    console.error(`${flag} ${text}: give a whole number from ${least} to 1,000,000.`);
    process.exit(2);
  }
  return count;
}

await main();
