import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";

/** A headless Chromium and how to be rid of it. */
export interface LaunchedBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

/**
 * The system's Chromium where there is one (`CHROMIUM_PATH` first), else the one that npm brought: @sparticuz/chromium,
 * with the shared libraries and fonts that a bare machine lacks. Fails where neither can be had.
 */
export async function launchBrowser(): Promise<LaunchedBrowser> {
  const folder = await mkdtemp(join(tmpdir(), "flowline-browser-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const { path, env } = await findChromium(folder);
    const browser = await chromium.launch({ executablePath: path, args: FLAGS, env: { ...process.env, ...env } });
    return {
      browser,
      close: async () => {
        await browser.close();
        await remove();
      },
    };
  } catch (cause) {
    await remove();
    throw new Error(
      "The studio's tests need a Chromium, and none could be started. Run `npm ci` again (it brings @sparticuz/chromium " +
        "for Linux on x64), or install Chromium or Chrome and set CHROMIUM_PATH to its program.",
      { cause },
    );
  }
}

// Tests open only pages of this repository, so Chromium's sandbox, which root and most containers cannot have, is not missed.
const FLAGS = [
  "--no-sandbox",
  "--headless=new",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
];

interface Chromium {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

async function findChromium(folder: string): Promise<Chromium> {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== "") {
    return { path: given, env: {} };
  }
  const installed = PLACES.find(place => existsSync(place));
  return installed === undefined ? unpackChromium(folder) : { path: installed, env: {} };
}

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The package unpacks into TMPDIR, under fixed names, and its libraries only where it believes to be on AWS. A process
 * of its own gets both told, so that neither this process nor another user's files come into play.
 */
async function unpackChromium(folder: string): Promise<Chromium> {
  const script = fileURLToPath(new URL("./unpack-chromium.mjs", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script], {
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" },
  });
  const fonts = join(folder, "fonts.conf");
  await writeFile(fonts, fontsConf(folder));
  return { path: stdout, env: { LD_LIBRARY_PATH: join(folder, "al2023", "lib"), FONTCONFIG_FILE: fonts } };
}

function fontsConf(folder: string): string {
  const alias = (generic: string, family: string): string =>
    `<alias><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`;
  return [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    `<dir>${join(folder, "fonts")}</dir><dir>/usr/share/fonts</dir><cachedir>${join(folder, "font-cache")}</cachedir>`,
    alias("system-ui", "Open Sans"),
    alias("sans-serif", "Open Sans"),
    alias("monospace", "DejaVu Sans Mono"),
    "</fontconfig>",
  ].join("\n");
}
