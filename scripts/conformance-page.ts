import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/config/paths.ts';
import { type CitingTest, type ConformanceRow, conformance, readRequirements, testsIn } from './conformance-rows.ts';

/** Where tests speak of CDS Hooks by these ids; elsewhere `C4` or `R4` is something else. */
const folders = [
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
];
const requirementsFile = 'test/conformance/cds-hooks-requirements.tsv';

/** Parts of the page by the letters of their ids. */
const parts: readonly (readonly [letters: string, title: string])[] = [
  ['T', 'Transport and JSON'],
  ['D', 'Discovery'],
  ['C', 'Service call'],
  ['R', 'Response and cards'],
  ['F', 'Feedback'],
  ['J', 'Trusting CDS clients'],
  ['CH', 'Requirements of CDS services as Inferno enumerates them'],
];

/** Letters of the ids of CDS Hooks. */
export const cdsHooksLetters: readonly string[] = parts.map(([letters]) => letters);

/** The tests that may cite a requirement of CDS Hooks. */
export const cdsHooksTests = (): readonly CitingTest[] => testsIn(folders);

/** The requirements of CDS Hooks with their verdicts. */
export const cdsHooksConformance = (): readonly ConformanceRow[] =>
  conformance(
    readRequirements(readFileSync(join(projectRoot, requirementsFile), 'utf8')),
    cdsHooksTests(),
    cdsHooksLetters,
  );

/** docs/conformance/cds-hooks.md from the requirements and the titles of the tests. */
export function renderConformance(): string {
  const rows = cdsHooksConformance();
  const count = (verdict: string) => rows.filter((row) => row.verdict.startsWith(verdict)).length;
  return [
    '# Conformance with CDS Hooks',
    '',
    `Generated from \`${requirementsFile}\` and the titles of the tests by \`npm run docs\`. The target is`,
    '[CDS Hooks 2.0](https://cds-hooks.hl7.org/2.0/), and what we send is valid in the 3.0 ballot. *met*: the tests that are',
    'named cite the requirement in their titles; they pass in CI, or there is no release. One title is given for each test file.',
    'Rows CH*n* are the requirements *n* with a CDS service as an actor in the set `cds-hooks_2.0` of',
    '[Inferno](https://github.com/inferno-framework), in our words.',
    '',
    `${rows.length} requirements: ${count('met')} met, ${count('unmet')} unmet, ${count('n/a')} not applicable.`,
    ...parts.flatMap(([letters, title]) => [
      '',
      `## ${title}`,
      '',
      '| id | level | requirement | verdict | test |',
      '|---|---|---|---|---|',
      ...rows.filter(({ id }) => id.replace(/\d+$/, '') === letters).map(tableRow),
    ]),
    '',
  ].join('\n');
}

/** A line of a page's table. */
export const tableRow = ({ id, level, requirement, verdict, tests }: ConformanceRow) =>
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
