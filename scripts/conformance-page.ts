import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/config/paths.ts';
import {
  type CitingTest,
  type ConformanceRow,
  citedBy,
  conformance,
  readRequirements,
  testsIn,
} from './conformance-rows.ts';

/** A standard, and where what it requires and the tests that prove it are found. */
export interface Standard {
  /** Of the page. */
  readonly title: string;
  /** Below the title: what the target is, and what the rows are. */
  readonly about: readonly string[];
  readonly requirementsFile: string;
  /** Where tests speak of the standard by its ids; elsewhere `C4` or `B1` is something else. */
  readonly folders: readonly string[];
  /** Parts of the page by the letters of their ids. */
  readonly parts: Readonly<Record<string, string>>;
}

const lettersOf = ({ parts }: Standard) => Object.keys(parts);

export const cdsHooks: Standard = {
  title: 'CDS Hooks',
  about: [
    'The target is [CDS Hooks 2.0](https://cds-hooks.hl7.org/2.0/), and what we send is valid in the 3.0 ballot.',
    'Rows CH*n* are the requirements *n* with a CDS service as an actor in the set `cds-hooks_2.0` of',
    '[Inferno](https://github.com/inferno-framework), in our words.',
  ],
  requirementsFile: 'test/conformance/cds-hooks-requirements.tsv',
  folders: [
    'src/assessment',
    'src/audit',
    'src/cds-hooks',
    'src/config',
    'src/fhir',
    'src/http',
    'src/monitoring',
    'src/store',
    'test/browser',
    'test/conformance',
    'test/fuzz',
    'test/integration',
  ],
  parts: {
    T: 'Transport and JSON',
    D: 'Discovery',
    C: 'Service call',
    R: 'Response and cards',
    F: 'Feedback',
    J: 'Trusting CDS clients',
    CH: 'Requirements of CDS services as Inferno enumerates them',
  },
};

export const bulkData: Standard = {
  title: 'Bulk Data',
  about: [
    'The target is a client of [Bulk Data](https://hl7.org/fhir/uv/bulkdata/) STU2, STU3 and the STU4 ballot, and of',
    '[SMART Backend Services](https://hl7.org/fhir/smart-app-launch/backend-services.html); what we do about each point is in',
    '[the room’s README](../../src/screening/bulk/README.md). *guide*: the guides describe it, without a word in capitals.',
  ],
  requirementsFile: 'test/conformance/bulk-data-requirements.tsv',
  folders: ['src/fhir/backend-services', 'src/screening', 'test/integration'],
  parts: {
    B: 'Export',
    BS: 'SMART Backend Services',
    BV: 'Servers as they are',
  },
};

export const subscriptions: Standard = {
  title: 'FHIR Subscriptions',
  about: [
    'The target is the [Subscriptions R5 Backport](https://hl7.org/fhir/uv/subscriptions-backport/STU1.1/) 1.1 for R4, as server and as',
    'client, and the dialects that EHRs send. Rows S*n* and V*n* are our own checklist of both roles; rows SB*n* are the requirements',
    '*n* of the set `hl7.fhir.uv.subscriptions_1.1.0` of [Inferno](https://github.com/inferno-framework) that it does not mark as',
    'deprecated, in our words.',
  ],
  requirementsFile: 'test/conformance/subscriptions-requirements.tsv',
  folders: ['src/config', 'src/subscriptions', 'test/integration'],
  parts: {
    S: 'Subscriber: hearing of news at EHRs',
    V: 'Server: telling others',
    SB: 'Requirements of the guide as Inferno enumerates them',
  },
};

/** Every standard that has a page. */
export const standards = {
  'docs/conformance/cds-hooks.md': cdsHooks,
  'docs/conformance/bulk-data.md': bulkData,
  'docs/conformance/subscriptions.md': subscriptions,
} as const;

/** The requirements of a standard with their verdicts. */
export function conformanceWith(standard: Standard): readonly ConformanceRow[] {
  const requirements = readRequirements(readFileSync(join(projectRoot, standard.requirementsFile), 'utf8'));
  return conformance(requirements, testsIn(standard.folders), lettersOf(standard));
}

/** What tests cite, rightly or wrongly, by the letters of a standard. */
export const citedFor = (standard: Standard): readonly string[] =>
  testsIn(standard.folders).flatMap((test) => citedBy(test, lettersOf(standard)));

/** The page of a standard, from its requirements and the titles of the tests. */
export function renderConformance(standard: Standard): string {
  const { title, about, requirementsFile, parts } = standard;
  const rows = conformanceWith(standard);
  const count = (verdict: string) => rows.filter((row) => row.verdict.startsWith(verdict)).length;
  return [
    `# Conformance with ${title}`,
    '',
    `Generated from \`${requirementsFile}\` and the titles of the tests by \`npm run docs\`.`,
    ...about,
    '*met*: the tests that are named cite the requirement in their titles; they pass in CI, or there is no release. One title is',
    'given for each test file.',
    '',
    `${rows.length} requirements: ${count('met')} met, ${count('unmet')} unmet, ${count('n/a')} not applicable.`,
    ...Object.entries(parts).flatMap(([letters, part]) => [
      '',
      `## ${part}`,
      '',
      '| id | level | requirement | verdict | test |',
      '|---|---|---|---|---|',
      ...rows.filter(({ id }) => id.replace(/\d+$/, '') === letters).map(tableRow),
    ]),
    '',
  ].join('\n');
}

/** A line of a page's table. */
const tableRow = ({ id, level, requirement, verdict, tests }: ConformanceRow) =>
  `| ${[id, level, requirement, verdict, testCell(tests)].join(' | ')} |`;

/** One line for each file: the first title, and how many more there are. */
function testCell(tests: readonly CitingTest[]): string {
  const files = [...new Set(tests.map(({ file }) => file))];
  return files
    .map((file) => {
      const [first = '', ...more] = tests.filter((test) => test.file === file).map(({ path }) => path.join(' › '));
      return `\`${file}\`: ${inert(first)}${more.length > 0 ? ` (and ${more.length} more)` : ''}`;
    })
    .join('<br>');
}

/** Titles hold whatever the tests are about: braces, brackets, markup. */
const inert = (text: string) => text.replace(/[\\|<>*_`[\]]/g, '\\$&').replaceAll('\n', ' ');
