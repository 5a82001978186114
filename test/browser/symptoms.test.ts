import { join } from 'node:path';
import type { Bundle, QuestionnaireResponse } from 'fhir/r4.js';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPageServer } from './page-server.ts';
import { inBrowser, launch, noBrowser, visit as openPage, overflow, screenshots } from './visit.ts';

describe.skipIf(noBrowser)(inBrowser('the symptoms view in a browser'), () => {
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
    const visited = await openPage(browser, server.url, { path: '/#symptoms', ...options });
    await visited.page.waitForSelector('.group');
    return visited;
  }
  const answer = (page: Page, linkId: string, nth: number) =>
    page.locator(`[data-question="${linkId}"] input`).nth(nth).check();
  const [yes, no] = [0, 1];
  const openGroup = (page: Page, group: string) => page.click(`[data-group="${group}"] > summary`);
  const asked = async (page: Page) => {
    const [request] = await Promise.all([
      page.waitForRequest('**/fhir/$differential'),
      page.click('#symptom-bar button[type="submit"]'),
    ]);
    await page.waitForSelector('#predictions[aria-busy="false"] :is(.assessment, .problem)');
    return request.postDataJSON() as Bundle;
  };
  const answeredIn = ({ entry = [] }: Bundle) => {
    const response = entry[1]?.resource as QuestionnaireResponse;
    return (response.item ?? []).flatMap(({ linkId, item = [] }) => [linkId, ...item.map((one) => one.linkId)]);
  };

  it.each([
    [400, 'light'],
    [1280, 'dark'],
  ] as const)('fits %i px, %s, with every group open and a differential', async (width, colorScheme) => {
    const { page, complaints, close } = await visit({ viewport: { width, height: 900 }, colorScheme });
    for (const linkId of ['E_53', 'E_129', 'E_151']) await page.evaluate(clickYes(linkId));
    for (const linkId of ['E_52', 'E_172', 'E_65', 'E_63', 'E_84']) await page.evaluate(clickYes(linkId));
    await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.screenshot({ path: join(screenshots, `symptoms-${width}-form.png`), fullPage: true });
    await asked(page);
    expect(await page.locator('#differential').boundingBox()).toMatchObject({ y: expect.closeTo(0, -3) });
    await page.evaluate(
      'for (const details of document.querySelectorAll("#differential details")) details.open = true',
    );
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.screenshot({ path: join(screenshots, `symptoms-${width}-differential.png`) });
    expect(complaints).toEqual([]);
    await close();
  });
  const clickYes = (linkId: string) => `document.querySelector('[data-question="${linkId}"] input').click()`;

  it('asks follow-ups after a yes alone, and forgets nothing when the language changes', async () => {
    const { page, complaints, close } = await visit();
    await openGroup(page, 'pain');
    const where = page.locator('[data-question="E_55"]');
    expect(await where.isVisible()).toBe(false);
    await answer(page, 'E_53', yes);
    await where.locator('[type="search"]').fill('fore left');
    await where.locator('.option:visible', { hasText: 'forearm (left)' }).first().click();
    await page.click('[data-language="es"]');
    expect(await page.innerText('[data-question="E_53"] .question-text')).toMatch(/^¿Tiene dolor/);
    expect(await where.locator('.picked').innerText()).toMatch(/antebrazo izquierdo/);
    expect(answeredIn(await asked(page))).toEqual(['pain', 'E_53', 'E_55']);
    await answer(page, 'E_53', no);
    expect(await where.isVisible()).toBe(false);
    expect(await page.innerText('#differential')).toMatch(/Las respuestas han cambiado/);
    expect(answeredIn(await asked(page))).toEqual(['pain', 'E_53']);
    expect(complaints).toEqual([]);
    await close();
  });

  it('takes a complaint for a yes to its question, and back with it', async () => {
    const { page, close } = await visit();
    const pain = page.locator('[data-question="chief-complaint"] [value="E_53"]');
    await pain.check();
    await openGroup(page, 'pain');
    expect(await page.isVisible('[data-question="E_56"]')).toBe(true);
    expect(await page.innerText('[data-group="pain"] .count')).toBe('Answered: 1');
    await pain.uncheck();
    expect(await page.isVisible('[data-question="E_56"]')).toBe(false);
    expect(await page.innerText('#symptom-count')).toBe('Answered: 0');
    await close();
  });

  it('asks men no questions that are only for women', async () => {
    const { page, close } = await visit();
    expect(await page.isVisible('[data-group="gynaecology"]')).toBe(true);
    await page.selectOption('#sex', 'male');
    expect(await page.isVisible('[data-group="gynaecology"]')).toBe(false);
    await page.fill('#age', '45');
    const { entry = [] } = await asked(page);
    expect(entry[0]?.resource).toMatchObject({ gender: 'male', birthDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    await close();
  });

  it('finds a question by any name, opens its group, and folds it again', async () => {
    const { page, close } = await visit();
    await page.fill('#symptom-search', 'hemoptysis');
    expect(await page.locator('.group .question:visible').count()).toBe(1);
    expect(await page.innerText('#symptom-found')).toBe('Questions found: 1');
    await answer(page, 'E_45', yes);
    await page.fill('#symptom-search', '');
    expect(await page.locator('.group .question:visible').count()).toBe(0);
    expect(await page.innerText('[data-group="breathing"] .count')).toBe('Answered: 1');
    await close();
  });

  it('shows predictions with probability and evidence, and the question behind it', async () => {
    const { page, complaints, close } = await visit();
    for (const linkId of ['E_52', 'E_172', 'E_65', 'E_63', 'E_84']) await page.evaluate(clickYes(linkId));
    await page.fill('#age', '45');
    await asked(page);
    expect(await page.locator('.prediction').count()).toBeGreaterThan(0);
    expect(await page.locator('.probability').first().innerText()).toMatch(/^([<>] )?\d+ %$/);
    await page.locator('.evidence > summary').first().click();
    expect(await page.locator('.contributions-for li').first().innerText()).toMatch(/^\+/);
    expect(await page.textContent('#differential-announcement')).toMatch(/^Differential received, first: \S/);
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows what the server refuses, in words, and keeps hostile text text', async () => {
    const { page, close } = await visit();
    const diagnostics = '<img src=x onerror=alert(1)> has a number outside the range of its question.';
    const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'value', diagnostics }] };
    await page.route('**/fhir/$differential', (route) =>
      route.fulfill({ status: 400, contentType: 'application/fhir+json', body: JSON.stringify(outcome) }),
    );
    await page.fill('[data-question="chief-complaint"] [type="text"]', '<b>woe</b>');
    await asked(page);
    expect(await page.innerText('#differential .problem')).toContain(diagnostics);
    expect(await page.locator('main img, main b').count()).toBe(0);
    await close();
  });

  it('renders a list that says more or less than ours: ranges, words, bare rationales, several assessments', async () => {
    const { page, complaints, close } = await visit();
    const assessment = (prediction: readonly object[]) => ({
      resource: { resourceType: 'RiskAssessment', prediction },
    });
    const range = { probabilityRange: { low: { value: 0.1 }, high: { value: 0.995 } } };
    const group = { url: 'https://x.example/StructureDefinition/differential-group', valueCode: 'dont-miss' };
    const reason = { url: 'https://x.example/StructureDefinition/abstention-reason', valueString: 'Too little.' };
    const body = {
      resourceType: 'Bundle',
      entry: [
        assessment([
          {
            outcome: { text: 'Common cold' },
            qualitativeRisk: { text: 'likely' },
            rationale: 'For: cough.\nAgainst: fever.',
          },
          { outcome: { coding: [{ display: 'Influenza' }] }, extension: [group], ...range },
        ]),
        assessment([{ outcome: { text: 'Sarcoidosis' }, probabilityDecimal: 0.001 }]),
        { resource: { resourceType: 'RiskAssessment', extension: [reason] } },
      ],
    };
    await page.route('**/fhir/$differential', (route) => route.fulfill({ json: body }));
    await asked(page);
    expect(await page.locator('.assessment').count()).toBe(3);
    expect(await page.locator('.probability').allInnerTexts()).toEqual(['likely', '10 % – > 99 %', '< 1 %']);
    expect(await page.locator('.prediction .tag').allInnerTexts()).toEqual(['don’t miss']);
    await page.click('.evidence > summary');
    expect(await page.innerText('.evidence')).toContain('Against: fever.');
    expect(await page.innerText('.assessment .silence')).toMatch(/^No differential can be given\.\s+Too little\.$/);
    expect(complaints).toEqual([]);
    await close();
  });

  it('names every control, and never hides what has the focus behind the bar', async () => {
    const { page, close } = await visit({ viewport: { width: 400, height: 700 } });
    await page.evaluate(
      'for (const details of document.querySelectorAll("#symptom-form details")) details.open = true',
    );
    const unnamed = await page.evaluate<readonly string[]>(`
      [...document.querySelectorAll('#symptoms :is(input, select, button)')].filter((control) => {
        const labelled = control.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.textContent);
        const names = [control.ariaLabel, ...(labelled ?? []), ...[...(control.labels ?? [])].map((one) => one.textContent)];
        return !names.join('').trim() && !control.textContent.trim();
      }).map((control) => control.outerHTML)`);
    expect(unnamed).toEqual([]);
    await page.focus('#age');
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      const hidden = await page.evaluate<boolean>(`(() => {
        const bar = document.getElementById('symptom-bar');
        const focused = document.activeElement;
        return !bar.contains(focused) && focused.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
      })()`);
      expect([presses, hidden]).toEqual([presses, false]);
    }
    await close();
  });

  it('goes from charts to symptoms and back by the keyboard, and clears all', async () => {
    const { page, close } = await visit();
    await page.focus('.views a >> nth=0');
    await page.keyboard.press('Enter');
    expect(await page.isVisible('#charts')).toBe(true);
    expect(await page.isVisible('#symptoms')).toBe(false);
    expect(await page.getAttribute('.views a >> nth=0', 'aria-current')).toBe('page');
    await page.goBack();
    await page.evaluate(clickYes('E_91'));
    await page.fill('#age', '5');
    await page.click('#symptom-clear');
    expect(await page.innerText('#symptom-count')).toBe('Answered: 0');
    expect(await page.inputValue('#age')).toBe('');
    await close();
  });
});
