import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import type { Test } from 'tap';

const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

/** Why the pages cannot be tested in a browser here, false where they can. With CI=true they must: opening it fails there. */
export const noBrowser: string | false =
  executable === undefined && process.env.CI !== 'true' ? 'needs Chromium: apt-get install chromium' : false;

/** Chromium without a window, in a profile of its own. */
export async function openBrowser(t: Test): Promise<Browser> {
  if (executable === undefined) throw new Error('Chromium is required here and is not installed');
  const browser = await chromium.launch({
    executablePath: executable,
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
  t.teardown(() => browser.close());
  return browser;
}
