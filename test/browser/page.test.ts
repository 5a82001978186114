import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPageServer } from './page-server.ts';
import { inBrowser, launch, noBrowser, visit as openPage, overflow, screenshots } from './visit.ts';

const shown = '.card, .silence, .problem';
const hostile = '<img src=x onerror=alert(1)>';
const category = (system: string, code: string) => [
  { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] },
];
const pasted = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    {
      resource: {
        resourceType: 'Patient',
        id: 'p',
        gender: 'male',
        birthDate: '2001-05-17',
        name: [{ text: hostile }],
      },
    },
    ...[hostile, 'Ectopia lentis', 'Arachnodactyly', 'Aortic root aneurysm', 'Tall stature'].map((text, at) => ({
      resource: {
        resourceType: 'Condition',
        id: `c${at}`,
        category: category('condition-category', 'problem-list-item'),
        verificationStatus: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }],
        },
        code: { text },
        subject: { reference: 'Patient/p' },
        recordedDate: '2024-03-02',
      },
    })),
    // Elements of the wrong type, as real exports have them.
    {
      resource: { resourceType: 'Condition', code: [null], category: 'x', subject: { reference: 7 }, recordedDate: 5 },
    },
    {
      resource: { resourceType: 'Observation', code: null, component: {}, interpretation: 'H', referenceRange: [null] },
    },
    { resource: { resourceType: 'Observation', valueQuantity: 'x', effectiveDateTime: {}, subject: null } },
  ],
};

describe.skipIf(noBrowser)(inBrowser('the local page in a browser'), () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof startPageServer>>;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launch(), startPageServer()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function visit(options: BrowserContextOptions = {}) {
    const visited = await openPage(browser, server.url, options);
    await visited.page.waitForSelector('.pick');
    return visited;
  }
  const answered = (page: Page) => page.waitForSelector(`#cards[aria-busy="false"] :is(${shown})`);
  const open = async (page: Page, example: string) => {
    await page.click(`[data-example="${example}"]`);
    await answered(page);
  };

  it.each([
    [400, 'light'],
    [800, 'light'],
    [1280, 'dark'],
  ] as const)('fits %i px, %s, with every example and without a horizontal scroll', async (width, colorScheme) => {
    const { page, complaints, close } = await visit({ viewport: { width, height: 900 }, colorScheme });
    const ids = await page
      .locator('.pick')
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('data-example')!));
    for (const id of ids) {
      await open(page, id);
      await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
      expect(await overflow(page), id).toBeLessThanOrEqual(0);
    }
    await open(page, ids[0]!);
    await page.screenshot({ path: join(screenshots, `${width}-${colorScheme}.png`), fullPage: true });
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows a card with evidence, source, reasons to dismiss it, and the exchange behind it', async () => {
    const { page, complaints, close } = await visit();
    await open(page, 'tall-boy-lens');
    expect(await page.textContent('.card-summary')).toMatch(/^Consider: .*Marfan/);
    const detail = (await page.innerText('.card-detail')) ?? '';
    expect(detail).toMatch(/Ectopia lentis/);
    expect(detail).toMatch(/Condition\/\S+, 20\d\d/);
    expect(detail).not.toMatch(/\*\*|&lt;|\\/);
    expect(await page.locator('.card-source a').getAttribute('href')).toBe(`${server.url}/models/rare-disease`);
    expect(await page.textContent('#announcement')).toMatch(/^Card received: Consider/);

    await page.click('.raw summary');
    const request = JSON.parse((await page.locator('.raw pre').first().textContent()) ?? '');
    expect(request.hookInstance).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(request.context.patientId).toBe('milo');
    expect(Object.keys(request.prefetch)).toEqual(['patient', 'problems', 'encounterDx', 'labs', 'vitals']);

    await page.click('.card-overrides summary');
    await page.locator('.card-overrides button').first().click();
    expect(await page.innerText('.card-dismissed')).toMatch(/Dismissed: Already considered/);
    await page.click('.card-dismissed button');
    expect(await page.locator('.card-detail').count()).toBe(1);
    expect(complaints).toEqual([]);
    await close();
  });

  it('says why when the service stays silent', async () => {
    const { page, complaints, close } = await visit();
    await open(page, 'too-little-data');
    expect(await page.innerText('.silence')).toMatch(/No card: the service stayed silent/);
    expect(await page.locator('.silence li').count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it('is used with the keyboard alone, the focus always seen', async () => {
    const { page, close } = await visit();
    const focused = () =>
      page.evaluate<string>('document.activeElement.dataset.example ?? document.activeElement.tagName');
    for (let presses = 0; presses < 10 && (await focused()) !== 'tall-boy-lens'; presses += 1)
      await page.keyboard.press('Tab');
    expect(await focused()).toBe('tall-boy-lens');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.card');
    // The list stays where it was: the next patient is one Tab away.
    expect(await focused()).toBe('tall-boy-lens');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.waitForSelector('[data-example="slurred-speech-tremor"][aria-current="true"]');
    await close();
  });

  it('keeps hostile text of a pasted Bundle text', async () => {
    const { page, complaints, close } = await visit();
    await page.click('.own summary');
    await page.fill('#bundle', JSON.stringify(pasted));
    await page.click('#paste button');
    await answered(page);
    expect(await page.innerText('.banner-name')).toBe(hostile);
    expect(await page.locator('.entry-name').allInnerTexts()).toContain(hostile);
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.evaluate('document.querySelectorAll("[onerror]").length')).toBe(0);
    await page.screenshot({ path: join(screenshots, 'hostile.png'), fullPage: true });
    expect(complaints).toEqual([]);
    await close();
  });

  it('tells in words what is wrong with a pasted text, and what the server refuses', async () => {
    const { page, close } = await visit();
    await page.click('.own summary');
    await page.fill('#bundle', '{"resourceType":"Patient"}');
    await page.click('#paste button');
    expect(await page.innerText('#bundle-problem')).toMatch(/not a FHIR Bundle.*Patient.*Wrap/);

    const outcome = {
      resourceType: 'OperationOutcome',
      issue: [
        {
          severity: 'error',
          code: 'transient',
          diagnostics: 'The model is loading. Retry later.',
          expression: ['a.b'],
        },
      ],
    };
    await page.route('**/cds-services/*', (route) =>
      route.fulfill({ status: 503, contentType: 'application/fhir+json', body: JSON.stringify(outcome) }),
    );
    await open(page, 'tall-boy-lens');
    expect(await page.innerText('.problem')).toMatch(/HTTP 503\s+The model is loading\. Retry later\.\s+Where: a\.b/);
    await page.unroute('**/cds-services/*');
    await page.route('**/cds-services', (route) => route.abort());
    await page.click('#again');
    await page.waitForSelector('.problem:has-text("cannot be reached")');
    await close();
  });

  it('speaks Spanish, by choice and by the browser’s language', async () => {
    const { page, complaints, close } = await visit({ locale: 'es-ES' });
    expect(await page.innerText('#patients h2')).toBe('Pacientes');
    await open(page, 'tall-boy-lens');
    expect(await page.innerText('.card-kind')).toMatch(/Información/);
    // The card stays in the language of the service, and says so to those who listen.
    expect(await page.locator('.card-summary').getAttribute('lang')).toBe('en');
    await page.click('[data-language="en"]');
    expect(await page.innerText('#patients h2')).toBe('Patients');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    expect(await page.locator('.card').count()).toBe(1);
    expect(complaints).toEqual([]);
    await close();
  });

  it('prints who, the card and the notice on one page', async () => {
    const { page, close } = await visit();
    for (const example of ['slurred-speech-tremor', 'lens-and-homocysteine', 'tall-boy-lens']) {
      await open(page, example);
      const pdf = (await page.pdf({ format: 'A4', path: join(screenshots, `${example}.pdf`) })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g), example).toHaveLength(1);
    }
    await page.emulateMedia({ media: 'print' });
    for (const kept of ['.notice', '.banner-name', '.card-summary', '.card-detail'])
      expect(await page.isVisible(kept), kept).toBe(true);
    for (const gone of ['#patients', '.raw', '.card-overrides', '#again'])
      expect(await page.isVisible(gone), gone).toBe(false);
    await close();
  });
});
