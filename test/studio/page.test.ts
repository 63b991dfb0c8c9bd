import type { Diagnostic } from "@flowline/ir";
import type { InboxMail } from "@flowline/studio";
import { type Studio, startStudio } from "@flowline/studio";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drip, dripRuns } from "./support/drip.js";
import { type LaunchedBrowser, launchBrowser } from "./support/launch-browser.js";
import { inboxOf, letter, mail } from "./support/mails.js";
import { emptyWorld, type MemoryWorld, memoryClient } from "./support/memory-client.js";
import { openPage, readText, type WatchedPage } from "./support/open-page.js";

let chromium: LaunchedBrowser;
let world: MemoryWorld;
let mails: InboxMail[];
let findings: Diagnostic[];
let studio: Studio;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  chromium = await launchBrowser();
});

afterAll(() => chromium?.close());

beforeEach(async () => {
  world = emptyWorld();
  mails = [];
  findings = [];
  studio = await startStudio({ client: memoryClient(world), inbox: inboxOf(mails), diagnostics: () => findings });
  watched = await openPage(chromium.browser);
  page = watched.page;
});

afterEach(async () => {
  await watched.close();
  await studio.close();
});

const node = (id: string) => page.locator(`[data-node="${id}"]`);

describe("the flow page", () => {
  it("shows the graph with live counts, and follows them", async () => {
    world.flows = [drip];
    await page.goto(studio.url);
    expect(await readText(node("(trigger)"))).toMatch(/user\.signed_up_today\s+1,000 entered/);
    expect(await readText(node("hi.wait"))).toMatch(/wait 7d\s+409 asleep here\s+586 woken/);
    expect(await page.locator(".arrow-label").allInnerTexts()).toEqual(["yes", "no"]);
    expect(await page.locator(".react-flow__edge").count()).toBe(6);
    world.flows = [
      { ...drip, live: { ...drip.live, "hi.wait": { here: 408, completed: 587, skipped: 0, failing: 0 } } },
    ];
    await node("hi.wait").getByText("408 asleep here").waitFor();
    expect(watched.problems).toEqual([]);
  });

  it("opens a node's panel by keyboard alone", async () => {
    world.flows = [drip];
    await page.goto(studio.url);
    await node("upgrade").focus();
    await page.keyboard.press("Enter");
    const panel = page.getByRole("complementary", { name: "Node" });
    await panel.getByRole("heading", { name: 'send "upgrade"' }).waitFor();
    const text = await readText(panel);
    expect(text).toContain("flows/upgrade-drip.ts:5:3");
    expect(text).toContain("Written as a literal: a canvas can edit it.");
    expect(text).toMatch(/431\s+sent\s+155\s+skipped/);
    await page.reload();
    await panel.getByRole("heading", { name: 'send "upgrade"' }).waitFor();
    expect(watched.problems).toEqual([]);
  });

  it("shows what the compiler found, and that the picture is older", async () => {
    world.flows = [drip];
    const at = { line: 4, column: 12, offset: 80 };
    findings.push({
      code: "FLOW1003",
      severity: "error",
      message: '"7 dais" is not a duration.',
      cause: "A wait needs a number with a unit.",
      fix: 'Write waitFor("7d").',
      span: { file: "flows/upgrade-drip.ts", start: at, end: at },
      related: [],
    });
    await page.goto(studio.url);
    const box = page.getByRole("region", { name: "Compiler findings" });
    await box.waitFor();
    expect(await readText(box)).toContain("The source does not compile; this is the last version that did");
    expect(await readText(box)).toContain('FLOW1003 "7 dais" is not a duration.');
    expect(await readText(box)).toContain("flows/upgrade-drip.ts:4:12");
  });
});

describe("the clock", () => {
  it("is pushed a week by a button", async () => {
    world.flows = [drip];
    await page.goto(studio.url);
    await page.getByText("in step with real time").waitFor();
    await page.getByRole("button", { name: "+7 days" }).click();
    await page.getByText("7 days ahead").waitFor();
    await page.getByText("9 Mar 2026, 09:00 UTC").waitFor();
    expect(world.pushes).toEqual([604_800_000]);
    expect(watched.problems).toEqual([]);
  });

  it("cannot be pushed where the database is not one for development, and says so", async () => {
    world.clock = { ...world.clock, development: false };
    await page.goto(studio.url);
    await page.getByText("Only the clock of a development database can be pushed.").waitFor();
    expect(await page.getByRole("button", { name: /^\+/ }).count()).toBe(0);
  });
});

describe("the runs", () => {
  beforeEach(() => {
    world.flows = [drip];
    world.runs = dripRuns;
  });

  it("are listed, narrowed by state and by subject, and lead to a story", async () => {
    await page.goto(`${studio.url}#/runs`);
    await page.getByRole("row").nth(3).waitFor();
    await page.getByRole("button", { name: "waiting" }).click();
    await page.getByRole("row").nth(2).waitFor({ state: "detached" });
    expect(await readText(page.locator("tbody tr"))).toMatch(
      /user 41\s+upgrade-drip\s+waiting\s+hi\.wait, due in 6 days 23 hours/,
    );
    await page.getByRole("button", { name: "all" }).click();
    await page.getByRole("searchbox").fill("42");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "user 42" }).click();
    await page.getByRole("heading", { name: "user 42" }).waitFor();
    expect(await page.locator(".line-text").allInnerTexts()).toEqual([
      "Entered the flow: user.signed_up_today was true (read signed_up_today = true).",
      'Sent "hi" to grace@example.com.',
      "Went to sleep at wait 7d until 27 Feb 2026, 08:05 UTC.",
      "Asked !user.upgraded: no (read upgraded = true).",
      'Skipped send "upgrade".',
      "Reached the end of the flow.",
    ]);
    expect(watched.problems).toEqual([]);
  });

  it("show whatever text they hold as text", async () => {
    await page.goto(`${studio.url}#/runs/${dripRuns[2]?.runId}`);
    await page.getByRole("heading", { name: "user <img src=x onerror=alert(1)>" }).waitFor();
    await page.getByText("Ended, because the user is no longer in the table.").waitFor();
    expect(await page.locator("main img").count()).toBe(0);
    expect(watched.problems).toEqual([]);
  });

  it("say so when an address names none", async () => {
    await page.goto(`${studio.url}#/runs/none`);
    await page.getByRole("heading", { name: "There is no such run" }).waitFor();
  });
});

describe("the inbox", () => {
  it("shows mails as their readers see them, and as text", async () => {
    mails.push(mail("m2", "grace@example.com", "Upgrade", letter("<p>Second</p>")));
    mails.push(mail("m1", "ada@example.com", "Hi Ada", letter('<h1 style="color:teal">Hi <em>Ada</em></h1>')));
    await page.goto(`${studio.url}#/inbox`);
    await page.getByRole("link", { name: "Hi Ada" }).click();
    const frame = page.frameLocator('iframe[title="Mail: Hi Ada"]');
    await frame.getByRole("heading", { name: "Hi Ada" }).waitFor();
    expect(await frame.locator("em").count()).toBe(1);
    await page.getByRole("button", { name: "Text" }).click();
    expect(await readText(page.locator(".letter-text"))).toContain("Ada");
    await page.getByRole("searchbox").fill("grace");
    await page.getByText("1 of 2 mails").waitFor();
    expect(watched.problems).toEqual([]);
  });

  it("runs no script of a mail, loads nothing for it, and hides nothing of the page from it", async () => {
    const hostile = `<p>Harmless</p><script>document.title="owned";top.owned=1</script>
      <img src="${studio.url}api/clock" onerror="top.owned=1"><iframe src="${studio.url}"></iframe>
      <form action="/api/clock" method="post"><button>push</button></form><meta http-equiv="refresh" content="0;url=${studio.url}">`;
    mails.push(mail("m1", "ada@example.com", "Hostile <script>owned=1</script>", letter(hostile)));
    await page.goto(`${studio.url}#/inbox`);
    const frame = page.frameLocator("iframe.letter-html");
    await frame.getByText("Harmless").waitFor();
    await page.getByRole("heading", { name: "Hostile <script>owned=1</script>" }).waitFor();
    expect(await page.evaluate("String(window.owned)")).toBe("undefined");
    expect(await page.title()).toBe("Inbox · Flowline studio");
    expect(await page.locator("iframe.letter-html").getAttribute("sandbox")).not.toMatch(
      /allow-(scripts|same-origin|forms|top-navigation)/,
    );
    expect(world.pushes).toEqual([]);
  });

  it("opens a mail's link in a tab of its own, which knows nothing of the studio", async () => {
    const target = await startStudio({ client: memoryClient(emptyWorld()), inbox: inboxOf([]) });
    mails.push(mail("m1", "ada@example.com", "Hi", letter(`<a href="${target.url}">Start</a>`)));
    await page.goto(`${studio.url}#/inbox`);
    const opened = page.waitForEvent("popup");
    await page.frameLocator("iframe.letter-html").getByRole("link", { name: "Start" }).click();
    const tab = await opened;
    await tab.getByRole("heading", { name: "No flow is deployed yet" }).waitFor();
    expect(await tab.evaluate("[window.opener, document.referrer]")).toEqual([null, ""]);
    expect(await page.locator("iframe.letter-html").isVisible()).toBe(true);
    await tab.close();
    await target.close();
  });
});

describe("when there is nothing, or nothing answers", () => {
  it("says what to do next on every empty page", async () => {
    await page.goto(studio.url);
    await page.getByRole("heading", { name: "No flow is deployed yet" }).waitFor();
    await page.getByRole("link", { name: "Runs" }).click();
    await page.getByRole("heading", { name: "No run yet" }).waitFor();
    await page.getByRole("link", { name: "Inbox" }).click();
    await page.getByRole("heading", { name: "No mail yet" }).waitFor();
    expect(watched.problems).toEqual([]);
  });

  it("says that the database is away, keeps what it knew, and recovers", async () => {
    world.flows = [drip];
    await page.goto(studio.url);
    await node("hi").waitFor();
    world.down = Object.assign(new Error("gone"), { code: "DATABASE_UNREACHABLE" });
    const banner = page.getByRole("alert");
    await banner.getByText("The database cannot be reached.").waitFor();
    expect(await node("hi").isVisible()).toBe(true);
    world.down = null;
    await banner.waitFor({ state: "detached" });
  });
});
