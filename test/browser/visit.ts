import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Debian's Chromium, or the one that CHROMIUM_PATH names. */
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
export const noBrowser = !existsSync(executablePath);
/** The title of tests that need a browser, which says why they are skipped where there is none. */
export const inBrowser = (title: string) =>
  noBrowser
    ? `${title} (skipped: no Chromium at ${executablePath}; apt-get install chromium, or set CHROMIUM_PATH)`
    : title;
export const launch = () => chromium.launch({ executablePath });

/** Where pictures of the page go, for people to look at. */
export const screenshots = process.env.SCREENSHOTS ?? mkdtempSync(join(tmpdir(), 'hoofbeats-page-'));

/** Opens the page of a server, and watches what it must never do: complain, or speak to anybody else. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions & { path?: string } = {}) {
  const { path = '', ...own } = options;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...own });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on(
    'console',
    (message) => void (['error', 'warning'].includes(message.type()) && complaints.push(message.text())),
  );
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on('request', (request) => void (request.url().startsWith(url) || complaints.push(request.url())));
  await page.goto(url + path);
  return { page, complaints, close: () => context.close() };
}

/** How far the page is wider than its window, in CSS pixels; none or less when nothing scrolls sideways. */
export const overflow = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
