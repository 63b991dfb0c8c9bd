import { createServer } from "node:http";
import { HostRefusedError, PortInUseError, type Studio, startStudio } from "@flowline/studio";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drip, dripRuns } from "./support/drip.js";
import { send } from "./support/http.js";
import { inboxOf, mail } from "./support/mails.js";
import { emptyWorld, type MemoryWorld, memoryClient } from "./support/memory-client.js";

const DAY_MS = 86_400_000;
let world: MemoryWorld;
let studio: Studio;
const letters = [
  mail("m2", "grace@example.com", "Upgrade", "<p>Two</p>"),
  mail("m1", "ada@example.com", "Hi", "<p>One</p>"),
];

beforeEach(async () => {
  world = { ...emptyWorld(), flows: [drip], runs: dripRuns };
  studio = await startStudio({ client: memoryClient(world), inbox: inboxOf(letters) });
});

afterEach(() => studio.close());

function push(headers: Record<string, string>, body = JSON.stringify({ byMs: DAY_MS })) {
  return send(studio.port, "/api/clock", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
}

const own = () => ({ origin: `http://127.0.0.1:${studio.port}`, "sec-fetch-site": "same-origin" });

function code(body: string): unknown {
  return (JSON.parse(body) as { error: { code: string } }).error.code;
}

describe("who may ask", () => {
  it.each(["/", "/api/flows", "/api/inbox/m1/html", "/nowhere"])("refuses a foreign Host header at %s", async path => {
    for (const host of ["evil.test", `evil.test:${studio.port}`, "127.0.0.1", `127.0.0.1.nip.io:${studio.port}`]) {
      const answer = await send(studio.port, path, { headers: { host } });
      expect([host, answer.status, code(answer.body)]).toEqual([host, 403, "FOREIGN_HOST"]);
    }
  });

  it("answers to localhost as well", async () => {
    const answer = await send(studio.port, "/api/flows", { headers: { host: `localhost:${studio.port}` } });
    expect(answer.status).toBe(200);
  });

  it("sends the same strict headers with every answer, refusals included", async () => {
    const answers = [
      await send(studio.port, "/"),
      await send(studio.port, "/api/flows"),
      await send(studio.port, "/api/nothing"),
      await send(studio.port, "/nowhere"),
      await send(studio.port, "/", { headers: { host: "evil.test" } }),
    ];
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        "content-security-policy":
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
      });
      expect(headers["access-control-allow-origin"]).toBeUndefined();
    }
  });
});

describe("POST /api/clock", () => {
  it("pushes the clock for the studio's own page", async () => {
    const answer = await push(own());
    expect(JSON.parse(answer.body)).toMatchObject({ flowTime: "2026-03-03T09:00:00.000Z", offsetMs: DAY_MS });
    expect(world.pushes).toEqual([DAY_MS]);
  });

  it.each<Record<string, string>>([
    { origin: "http://evil.test", "sec-fetch-site": "cross-site" },
    { origin: "http://evil.test" },
    { "sec-fetch-site": "cross-site" },
    { origin: "null" },
    {},
  ])("refuses a request that is not its own page's: %j", async headers => {
    const answer = await push(headers);
    expect([answer.status, code(answer.body)]).toEqual([403, "FOREIGN_ORIGIN"]);
    expect(world.pushes).toEqual([]);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])(
    "refuses what a form could send: %s",
    async type => {
      const answer = await push({ ...own(), "content-type": type });
      expect(answer.status).toBe(403);
      expect(world.pushes).toEqual([]);
    },
  );

  it("refuses a body that it does not know, and one that is too large", async () => {
    expect((await push(own(), '{"byMs":-1}')).status).toBe(400);
    expect((await push(own(), " ".repeat(2000))).status).toBe(413);
    expect(world.pushes).toEqual([]);
  });

  it("has no effect as a GET", async () => {
    expect((await send(studio.port, `/api/clock?byMs=${DAY_MS}`)).status).toBe(200);
    expect(world.pushes).toEqual([]);
  });

  it("gives the client's reason where the clock is fixed", async () => {
    world.down = Object.assign(new Error("The clock of a production database cannot be pushed."), { code: "CLOCK" });
    const answer = await push(own());
    expect([answer.status, code(answer.body)]).toEqual([409, "CLOCK"]);
  });
});

describe("reading", () => {
  it("lists flows, one flow, runs and one run", async () => {
    const read = async (path: string): Promise<unknown> => JSON.parse((await send(studio.port, path)).body);
    expect(await read("/api/flows")).toMatchObject({ flows: [{ flow: "upgrade-drip" }] });
    expect(await read("/api/flows/upgrade-drip")).toMatchObject({ entry: "hi", live: { "hi.wait": { here: 409 } } });
    expect(await read("/api/runs?state=waiting")).toMatchObject({ runs: [{ subjectId: "41" }], next: null });
    expect(await read(`/api/runs/${dripRuns[0]?.runId}`)).toMatchObject({ subjectId: "41", state: "waiting" });
  });

  it("says what is not there", async () => {
    for (const [path, expected] of [
      ["/api/flows/nothing", "UNKNOWN_FLOW"],
      ["/api/runs/nothing", "UNKNOWN_RUN"],
      ["/api/inbox/nothing", "UNKNOWN_MAIL"],
      ["/api/nothing", "NOT_FOUND"],
    ] as const) {
      const answer = await send(studio.port, path);
      expect([answer.status, code(answer.body)]).toEqual([404, expected]);
    }
  });

  it("refuses a query that it does not understand", async () => {
    const answer = await send(studio.port, "/api/runs?state=asleep");
    expect([answer.status, code(answer.body)]).toEqual([400, "BAD_QUERY"]);
  });

  it("answers 304 to who knows the answer already", async () => {
    const first = await send(studio.port, "/api/flows/upgrade-drip");
    const headers = { "if-none-match": String(first.headers.etag) };
    expect(await send(studio.port, "/api/flows/upgrade-drip", { headers })).toMatchObject({ status: 304, body: "" });
    world.flows = [{ ...drip, versions: 3 }];
    expect((await send(studio.port, "/api/flows/upgrade-drip", { headers })).status).toBe(200);
  });

  it("searches mails and keeps their HTML out of the list", async () => {
    const answer = await send(studio.port, "/api/inbox?q=ADA");
    expect(JSON.parse(answer.body)).toMatchObject({ mails: [{ id: "m1", to: "ada@example.com" }], found: 1, total: 2 });
    expect(answer.body).not.toContain("<p>");
  });

  it("serves a mail's HTML under a policy that forbids everything", async () => {
    const answer = await send(studio.port, "/api/inbox/m1/html");
    expect(answer.headers["content-security-policy"]).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
    );
    expect(answer.body).toContain("<p>One</p>");
  });

  it("says in a sentence that the database is down, and recovers", async () => {
    world.down = Object.assign(new Error("connect ECONNREFUSED"), { code: "DATABASE_UNREACHABLE" });
    const answer = await send(studio.port, "/api/flows");
    expect([answer.status, code(answer.body)]).toEqual([503, "DATABASE_UNREACHABLE"]);
    expect(answer.body).not.toContain("ECONNREFUSED");
    world.down = null;
    expect((await send(studio.port, "/api/flows")).status).toBe(200);
  });
});

describe("the page's files", () => {
  it("are revalidated, but for those whose name holds their hash", async () => {
    const page = await send(studio.port, "/");
    expect(page.headers["cache-control"]).toBe("no-cache");
    const [script] = /assets\/[\w.-]+\.js/.exec(page.body) ?? [];
    const answer = await send(studio.port, `/${script}`);
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(answer.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  });

  it.each([
    "/../package.json",
    "/assets/../../index.js",
    "/..%2fpackage.json",
    "/assets/%2e%2e/%2e%2e/index.js",
    "/.tsbuildinfo",
    "/assets/",
  ])("lead nowhere else: %s", async path => {
    expect((await send(studio.port, path)).status).toBe(404);
  });
});

describe("startStudio", () => {
  it("listens on the loopback interface only", async () => {
    expect(studio.url).toBe(`http://127.0.0.1:${studio.port}/`);
    const host = "0.0.0.0" as "127.0.0.1";
    await expect(startStudio({ client: memoryClient(world), inbox: inboxOf([]), host })).rejects.toThrow(
      HostRefusedError,
    );
  });

  it("names the port that another program has", async () => {
    const taken = createServer();
    await new Promise<void>(resolve => taken.listen(0, "127.0.0.1", resolve));
    const address = taken.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const refused = startStudio({ client: memoryClient(world), inbox: inboxOf([]), port });
    await expect(refused).rejects.toThrow(PortInUseError);
    await expect(refused).rejects.toMatchObject({
      code: "PORT_IN_USE",
      port,
      message: expect.stringContaining(String(port)),
    });
    await new Promise(resolve => taken.close(resolve));
  });

  it("gives its port back when it is closed", async () => {
    const first = await startStudio({ client: memoryClient(world), inbox: inboxOf([]) });
    await first.close();
    const second = await startStudio({ client: memoryClient(world), inbox: inboxOf([]), port: first.port });
    expect(second.port).toBe(first.port);
    await second.close();
  });
});
