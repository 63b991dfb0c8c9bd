// A worker in a process of its own, for tests that kill or freeze it. Says on stdout what it sends, one line each.
import { createWorker } from "@flowline/runtime";

const { database, leaseMs, sendMs } = JSON.parse(process.argv[2]);
const worker = createWorker({
  database,
  flows: ["upgrade-drip"],
  leaseMs,
  pollMs: 200,
  batch: 20,
  concurrency: 5,
  handlers: {
    send: {
      check: () => ({ served: true }),
      send: async ({ action, subjectId, idempotencyKey }) => {
        process.stdout.write(`${action.message} ${subjectId} ${idempotencyKey}\n`);
        await new Promise(resolve => setTimeout(resolve, sendMs));
        return { status: "completed", output: {} };
      },
    },
  },
});
process.on("SIGTERM", () => void worker.stop({ graceMs: 2_000 }));
await worker.start();
