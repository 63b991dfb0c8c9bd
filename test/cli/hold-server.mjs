// Uses the server of a folder until it is told to end: what another `flow` command of the same project does.
import { startEmbeddedPostgres } from "@flowline/cli";

process.once("SIGTERM", () => process.exit(0));
const server = await startEmbeddedPostgres({ dataDir: process.argv[2], durable: false });
process.send(server.url);
// A server of ours does not keep its process alive, and neither does the channel to the parent.
setInterval(() => undefined, 60_000);
