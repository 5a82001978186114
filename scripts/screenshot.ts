import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/config/paths.ts';
import { startPageServer } from '../test/browser/page-server.ts';
import { launch, visit } from '../test/browser/visit.ts';

/** Takes the README's picture, with Debian's Chromium: `npx tsx scripts/screenshot.ts [WIDTH FILE]`. */
const [width = '1280', file = join(projectRoot, 'docs', 'images', 'page.png')] = process.argv.slice(2);
const size = { width: Number(width), height: 600 };

const [browser, server] = await Promise.all([launch(), startPageServer()]);
try {
  const { page } = await visit(browser, server.url, { viewport: size, colorScheme: 'light' });
  await page.click('[data-example="tall-boy-lens"]');
  await page.waitForSelector('#cards[aria-busy="false"] .card');
  // Nothing is to look as if it were touched.
  await page.evaluate('document.activeElement?.blur(); scrollTo(0, 0)');
  mkdirSync(join(file, '..'), { recursive: true });
  await page.screenshot({ path: file });
  console.log(`${file}: ${Math.round(statSync(file).size / 1000)} kB`);
} finally {
  await browser.close();
  await server.close();
}
