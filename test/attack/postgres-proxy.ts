import { connect, createServer, type Socket } from "node:net";

/**
 * What happens to the reply of one statement: it passes; it is thrown away and the connection reset (the statement has
 * taken effect, and its sender will never hear of it); nothing passes on this connection any more, in either direction,
 * and nobody closes it; or it comes late.
 */
type Fate = "pass" | "swallow" | "blackhole" | Promise<void>;

/** Stands between a client and Postgres and understands just enough of the protocol to lose the right replies. */
export interface PostgresProxy {
  readonly url: string;
  /** Asked for every statement with its text, or with the name of the prepared statement that is bound. */
  fate: (statement: string) => Fate;
  /** Swallows every NOTIFY on the way to a listener. */
  deaf: boolean;
  /** Connections that are open now. */
  readonly open: number;
  close(): Promise<void>;
}

/** A proxy before the server of `databaseUrl`. */
export async function startPostgresProxy(databaseUrl: string): Promise<PostgresProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const server = createServer(client => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => sockets.delete(socket));
    }
    forward(client, upstream, proxy);
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  const address = server.address();
  url.host = `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  const proxy = {
    url: url.href,
    fate: (): Fate => "pass",
    deaf: false,
    get open() {
      return sockets.size / 2;
    },
    close: async () => {
      for (const socket of sockets) {
        socket.destroy();
      }
      await new Promise(resolve => server.close(resolve));
    },
  };
  return proxy;
}

function forward(client: Socket, upstream: Socket, proxy: PostgresProxy): void {
  let fate: Fate = "pass";
  let gate: Promise<void> = Promise.resolve();
  const requests = new Frames({ startup: true });
  const replies = new Frames({ startup: false });
  client.on("data", chunk => {
    for (const frame of requests.push(chunk)) {
      const statement = fate === "blackhole" ? undefined : statementOf(frame);
      if (statement !== undefined) {
        fate = proxy.fate(statement);
        const late = fate;
        gate = late instanceof Promise ? gate.then(() => late) : gate;
      }
      if (fate !== "blackhole") {
        upstream.write(frame);
      }
    }
  });
  upstream.on("data", chunk => {
    const frames = replies.push(chunk).filter(frame => !(proxy.deaf && type(frame) === "A"));
    if (fate === "swallow") {
      if (frames.some(frame => type(frame) === "Z")) {
        client.resetAndDestroy();
        upstream.destroy();
      }
      return;
    }
    if (fate !== "blackhole") {
      void gate.then(() => client.destroyed || client.write(Buffer.concat(frames)));
    }
  });
  client.on("close", () => fate === "blackhole" || upstream.destroy());
  upstream.on("close", () => fate === "blackhole" || client.destroy());
}

const type = (frame: Buffer): string => String.fromCharCode(frame[0] ?? 0);

/** The SQL of a Query or Parse message, the prepared statement's name of a Bind. */
function statementOf(frame: Buffer): string | undefined {
  const parts = frame.toString("latin1", 5).split("\0");
  switch (type(frame)) {
    case "Q":
      return parts[0];
    case "P":
      return parts[1];
    case "B":
      return parts[1] === "" ? undefined : parts[1];
    default:
      return undefined;
  }
}

/** Cuts a stream into protocol messages. The first one of a client has no type byte. */
class Frames {
  #startup: boolean;
  #rest: Buffer = Buffer.alloc(0);

  constructor(options: { readonly startup: boolean }) {
    this.#startup = options.startup;
  }

  push(chunk: Buffer): readonly Buffer[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const frames: Buffer[] = [];
    for (;;) {
      const head = this.#startup ? 0 : 1;
      if (this.#rest.length < head + 4) {
        return frames;
      }
      const length = head + this.#rest.readInt32BE(head);
      if (this.#rest.length < length) {
        return frames;
      }
      frames.push(this.#rest.subarray(0, length));
      this.#rest = this.#rest.subarray(length);
      this.#startup = false;
    }
  }
}
