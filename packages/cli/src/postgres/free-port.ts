import { createServer } from "node:net";

/** The wanted port when nobody listens on it, else any free one. On the loopback interface only. */
export async function findFreePort(wanted: number): Promise<number> {
  return (await tryPort(wanted)) ?? (wanted === 0 ? wanted : await findFreePort(0));
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", error => {
      if ("code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES")) resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : undefined));
    });
  });
}
