import type { Browser, Locator, Page } from "playwright-core";

/** A page in a fresh profile, and everything that went wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors and warnings, uncaught errors and policy violations, in order. */
  readonly problems: string[];
  close(): Promise<void>;
}

/** Opens a page and watches it. A policy violation also shows as a console error, so that one list tells all. */
export async function openPage(browser: Browser, colorScheme: "light" | "dark" = "light"): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, colorScheme, locale: "en-GB" });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const problems: string[] = [];
  page.on("pageerror", error => problems.push(`uncaught: ${error.message}`));
  page.on("console", message => {
    if (message.type() === "error" || message.type() === "warning") {
      problems.push(`${message.type()}: ${message.text()}`);
    }
  });
  await page.exposeFunction("reportViolation", (text: string) => problems.push(`policy: ${text}`));
  await page.addInitScript(
    'addEventListener("securitypolicyviolation", event => reportViolation(event.violatedDirective + " " + event.blockedURI))',
  );
  return { page, problems, close: () => context.close() };
}

/** What a person reads there: unlike the text content it has the blanks and line breaks of the layout. */
export function readText(locator: Locator): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: the layout is what is asked for
  return locator.innerText();
}
