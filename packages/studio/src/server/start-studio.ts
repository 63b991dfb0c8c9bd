import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Diagnostic } from "@flowline/ir";
import type { Client } from "@flowline/runtime";
import { getRequestListener } from "@hono/node-server";
import { allowHost } from "./allow-host.js";
import { createApp } from "./create-app.js";
import type { Inbox } from "./inbox.js";
import { problem } from "./problem.js";
import { SECURITY_HEADERS } from "./security-headers.js";
import { HostRefusedError, PortInUseError } from "./studio-error.js";

/** How to start the studio. */
export interface StudioOptions {
  /** The database whose flows and runs are shown. The studio does not close it. */
  readonly client: Client;
  /** The mails that are shown. */
  readonly inbox: Inbox;
  /** Only this machine is served; anything else is refused (`HostRefusedError`). Default "127.0.0.1". */
  readonly host?: "127.0.0.1";
  /** Default 0: any free port. A port in use is refused (`PortInUseError`). */
  readonly port?: number;
  /** What the compiler found in the current source; asked at each look. Default: nothing. */
  readonly diagnostics?: () => readonly Diagnostic[];
}

/** A running studio. */
export interface Studio {
  /** Where the page is: `http://127.0.0.1:4400/`. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and drops open connections. */
  close(): Promise<void>;
}

/** Serves the page and its API on the loopback interface. */
export async function startStudio(options: StudioOptions): Promise<Studio> {
  const { client, inbox, host = "127.0.0.1", port = 0, diagnostics = () => [] } = options;
  if (host !== "127.0.0.1") {
    throw new HostRefusedError(host);
  }
  const app = createApp({ client, inbox, diagnostics, webFolder: WEB_FOLDER });
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      response.setHeader(name, value);
    }
    if (allowHost(request.rawHeaders, request.socket.localPort ?? -1)) {
      void answer(request, response);
    } else {
      refuseHost(request, response);
    }
  });
  const actualPort = await listen(server, host, port);
  return { url: `http://${host}:${actualPort}/`, port: actualPort, close: () => close(server) };
}

/** The same from `src/server` and from `dist/server`. */
const WEB_FOLDER = new URL("../../dist/web/", import.meta.url);

function refuseHost(request: IncomingMessage, response: ServerResponse): void {
  const { body, status } = problem(
    403,
    "FOREIGN_HOST",
    "The studio answers only to 127.0.0.1 and localhost with its own port. Open the address that `flow dev` printed.",
  );
  request.resume();
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", error =>
      reject("code" in error && error.code === "EADDRINUSE" ? new PortInUseError(port, error) : error),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("invariant: a server that listens on a port has an address");
  }
  return address.port;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve, reject) => {
    server.close(error => (error === undefined ? resolve() : reject(error)));
  });
  server.closeAllConnections();
  await closed;
}
