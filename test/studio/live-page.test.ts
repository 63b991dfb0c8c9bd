import type { FlowIr } from "@flowline/ir";
import { createClient } from "@flowline/runtime";
import { type InboxMail, type Studio, startStudio } from "@flowline/studio";
import { afterAll, beforeAll, expect, it } from "vitest";
import { seedFlow } from "../runtime/seed-flow.js";
import { createWorld, type World } from "../runtime/world.js";
import { drip } from "./support/drip.js";
import { send } from "./support/http.js";
import { type LaunchedBrowser, launchBrowser } from "./support/launch-browser.js";
import { inboxOf, letter, mail } from "./support/mails.js";
import { openPage } from "./support/open-page.js";

// The page over the real client, a real worker and a real Postgres: what the other files show over plain values.

let world: World;
let chromium: LaunchedBrowser;
let studio: Studio;
const mails: InboxMail[] = [];

beforeAll(async () => {
  chromium = await launchBrowser();
  world = await createWorld();
  studio = await startStudio({ client: world.client, inbox: inboxOf(mails) });
});

afterAll(async () => {
  await studio?.close();
  await chromium?.close();
  await world?.close();
});

it("shows three people enter, sleep a week at the push of a button, and two of them get the second mail", async () => {
  await world.addUsers([
    { id: 1, name: "Ada" },
    { id: 2, name: "Grace", upgraded: true },
    { id: 3, name: "Mary" },
  ]);
  const flow: FlowIr = { ...seedFlow(), meta: drip.meta };
  await world.client.deploy(flow, { existing: "backfill" });
  await world.startWorker({}, async attempt => {
    const to = String(attempt.subject.email);
    mails.unshift(
      mail(attempt.idempotencyKey, to, `${attempt.action.message} ${attempt.subject.name}`, letter("<p>Hello</p>")),
    );
    return { status: "completed", output: { to } };
  });

  const watched = await openPage(chromium.browser);
  const { page } = watched;
  const node = (id: string) => page.locator(`[data-node="${id}"]`);
  await page.goto(studio.url);
  await node("(trigger)").getByText("3 entered").waitFor();
  await node("hi").getByText("3 sent").waitFor();
  await node("hi.wait").getByText("3 asleep here").waitFor();

  await page.getByRole("button", { name: "+7 days" }).click();
  await page.getByText("7 days ahead").waitFor();
  await node("upgrade").getByText("2 sent").waitFor();
  await node("upgrade").getByText("1 skipped").waitFor();
  await node("end").getByText("3 finished").waitFor();

  await page.getByRole("link", { name: "Runs", exact: true }).click();
  await page.getByRole("link", { name: "user 2" }).click();
  await page.getByText("Reached the end of the flow.").waitFor();
  const story = await page.locator(".line-text").allInnerTexts();
  expect(story[0]).toBe("Entered the flow: user.signed_up_today was true (read signed_up_today = true).");
  expect(story[1]).toBe('Sent "hi" to user-2@example.com.');
  expect(story[2]).toMatch(/^Went to sleep at wait 7d until \d+ \w+ \d+, \d\d:\d\d UTC\.$/);
  expect(story.slice(3)).toEqual([
    "Asked !user.upgraded: no (read upgraded = true).",
    'Skipped send "upgrade".',
    "Reached the end of the flow.",
  ]);

  await page.getByRole("link", { name: "Inbox" }).click();
  await page.getByText("5 mails").waitFor();
  expect((await page.locator(".mail-subject").allInnerTexts()).toSorted()).toEqual([
    "hi Ada",
    "hi Grace",
    "hi Mary",
    "upgrade Ada",
    "upgrade Mary",
  ]);
  expect(watched.problems).toEqual([]);
  await watched.close();
});

it("says that the database is away where none listens", async () => {
  const client = createClient({ database: "postgres://nobody@127.0.0.1:1/nothing" });
  const lonely = await startStudio({ client, inbox: inboxOf([]) });
  const answer = await send(lonely.port, "/api/flows");
  expect(answer.status).toBe(503);
  expect(JSON.parse(answer.body)).toEqual({
    error: {
      code: "DATABASE_UNREACHABLE",
      message: "The database cannot be reached. The page goes on trying and recovers by itself.",
    },
  });
  await lonely.close();
  await client.close();
});
