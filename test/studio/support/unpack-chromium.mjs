// Unpacks npm's Chromium into TMPDIR and prints where its program is. A process of its own: see launch-browser.ts.
import chromium from "@sparticuz/chromium";

process.stdout.write(await chromium.executablePath());
