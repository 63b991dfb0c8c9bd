import type { Diagnostic } from "@flowline/ir";
import type { Client } from "@flowline/runtime";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { etag } from "hono/etag";
import type { ClockView, FlowDetailView, FlowOverviewView, RunDetailView, RunPageView } from "../api/types.js";
import { allowEffect } from "./allow-effect.js";
import { findAsset } from "./find-asset.js";
import type { Inbox } from "./inbox.js";
import { routeInbox } from "./inbox-routes.js";
import { problem, toProblem } from "./problem.js";
import { readClockPush } from "./read-clock-push.js";
import { readRunFilter } from "./read-run-filter.js";
import { refuse } from "./refuse.js";

/** What the routes stand on. */
export interface AppParts {
  readonly client: Client;
  readonly inbox: Inbox;
  readonly diagnostics: () => readonly Diagnostic[];
  /** The folder of the built page, ending in a slash. */
  readonly webFolder: URL;
}

/**
 * All routes. Nothing here but `POST /api/clock` has an effect. Answers of the API carry an ETag, so that a page which
 * asks every second costs next to nothing while nothing changes.
 */
export function createApp(parts: AppParts): Hono {
  const app = new Hono();
  app.use("/api/*", async (context, next) => {
    await next();
    context.header("cache-control", "no-cache");
  });
  app.get("/api/*", etag());
  routeFlows(app, parts.client);
  routeRuns(app, parts.client);
  routeClock(app, parts.client);
  routeInbox(app, parts.inbox);
  app.get("/api/diagnostics", context => context.json({ diagnostics: parts.diagnostics() }));
  app.all("/api/*", context => refuse(context, problem(404, "NOT_FOUND", "There is no such route.")));
  routePage(app, parts.webFolder);
  app.onError((error, context) => refuse(context, toProblem(error)));
  app.notFound(context => refuse(context, problem(404, "NOT_FOUND", "There is nothing at this address.")));
  return app;
}

function routeFlows(app: Hono, client: Client): void {
  app.get("/api/flows", async context => {
    const flows: readonly FlowOverviewView[] = await client.listFlows();
    return context.json({ flows });
  });
  app.get("/api/flows/:flow", async context => {
    const flow: FlowDetailView | undefined = await client.findFlow(context.req.param("flow"));
    return flow === undefined
      ? refuse(context, problem(404, "UNKNOWN_FLOW", "No flow of that name is deployed."))
      : context.json(flow);
  });
}

function routeRuns(app: Hono, client: Client): void {
  app.get("/api/runs", async context => {
    const filter = readRunFilter(new URL(context.req.url).searchParams);
    if ("status" in filter) {
      return refuse(context, filter);
    }
    const page: RunPageView = await client.listRuns(filter);
    return context.json(page);
  });
  app.get("/api/runs/:id", async context => {
    const run: RunDetailView | undefined = await client.findRun(context.req.param("id"));
    return run === undefined
      ? refuse(context, problem(404, "UNKNOWN_RUN", "There is no run with this id."))
      : context.json(run);
  });
}

function routeClock(app: Hono, client: Client): void {
  app.get("/api/clock", async context => {
    const clock: ClockView = await client.clock();
    return context.json(clock);
  });
  const limit = bodyLimit({
    maxSize: 1024,
    onError: context => refuse(context, problem(413, "BAD_BODY", "The body is larger than 1 kB.")),
  });
  app.post("/api/clock", limit, async context => {
    const verdict = allowEffect({
      host: context.req.header("host"),
      origin: context.req.header("origin"),
      secFetchSite: context.req.header("sec-fetch-site"),
      contentType: context.req.header("content-type"),
    });
    if (!verdict.allowed) {
      return refuse(context, problem(403, "FOREIGN_ORIGIN", verdict.message));
    }
    const push = readClockPush(await context.req.text());
    if ("status" in push) {
      return refuse(context, push);
    }
    const clock: ClockView = await client.pushClock(push.byMs);
    return context.json(clock);
  });
}

function routePage(app: Hono, webFolder: URL): void {
  app.get("*", async context => {
    const asset = await findAsset(webFolder, context.req.path);
    if (asset === undefined && context.req.path === "/") {
      return context.text(`${NOT_BUILT}\n`, 503);
    }
    if (asset === undefined) {
      return context.notFound();
    }
    context.header("content-type", asset.type);
    context.header("cache-control", asset.hashed ? "public, max-age=31536000, immutable" : "no-cache");
    return context.body(asset.body);
  });
}

const NOT_BUILT = "The studio's page has not been built. In a clone of the repository, run `npm run build` first.";
