import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/config/paths.ts';
import { tableRow } from './conformance-page.ts';
import {
  type CitingTest,
  type ConformanceRow,
  citedBy,
  conformance,
  readRequirements,
  testsIn,
} from './conformance-rows.ts';

/** Where tests speak of Subscriptions by these ids. */
const folders = ['src/config', 'src/subscriptions', 'test/integration'];
const requirementsFile = 'test/conformance/subscriptions-requirements.tsv';

/** Parts of the page by the letters of their ids. */
const parts: Readonly<Record<string, string>> = {
  S: 'Subscriber: hearing of news at EHRs',
  V: 'Server: telling others',
  SB: 'Requirements of the guide as Inferno enumerates them',
};
const letters = Object.keys(parts);

const subscriptionTests = (): readonly CitingTest[] => testsIn(folders);

/** What tests cite, rightly or wrongly, by the letters of Subscriptions. */
export const citedForSubscriptions = (): readonly string[] =>
  subscriptionTests().flatMap((test) => citedBy(test, letters));

/** The requirements of Subscriptions with their verdicts. */
export const subscriptionsConformance = (): readonly ConformanceRow[] =>
  conformance(
    readRequirements(readFileSync(join(projectRoot, requirementsFile), 'utf8')),
    subscriptionTests(),
    letters,
  );

/** docs/conformance/subscriptions.md from the requirements and the titles of the tests. */
export function renderSubscriptionsConformance(): string {
  const rows = subscriptionsConformance();
  const count = (verdict: string) => rows.filter((row) => row.verdict.startsWith(verdict)).length;
  return [
    '# Conformance with FHIR Subscriptions',
    '',
    `Generated from \`${requirementsFile}\` and the titles of the tests by \`npm run docs\`. The target is the`,
    '[Subscriptions R5 Backport](https://hl7.org/fhir/uv/subscriptions-backport/STU1.1/) 1.1 for R4, as server and as client, and the',
    'dialects that EHRs send. Rows S*n* and V*n* are our own checklist of both roles; rows SB*n* are the requirements *n* of the set',
    '`hl7.fhir.uv.subscriptions_1.1.0` of [Inferno](https://github.com/inferno-framework) that it does not mark as deprecated, in',
    'our words. *met*: the tests that are named cite the requirement in their titles; they pass in CI, or there is no release. One',
    'title is given for each test file.',
    '',
    `${rows.length} requirements: ${count('met')} met, ${count('unmet')} unmet, ${count('n/a')} not applicable.`,
    ...Object.entries(parts).flatMap(([letter, title]) => [
      '',
      `## ${title}`,
      '',
      '| id | level | requirement | verdict | test |',
      '|---|---|---|---|---|',
      ...rows.filter(({ id }) => id.replace(/\d+$/, '') === letter).map(tableRow),
    ]),
    '',
  ].join('\n');
}
