import { expect, it } from 'vitest';
import { pipeline } from '../../src/assessment/pipeline.ts';
import { pageText } from './pages.ts';

const entrances = ['hook', 'operation', 'screening', 'triage', 'case'] as const;
const marks = { true: '●', false: '', 'when likely': 'if likely' } as const;

it('docs/architecture.md shows the pipeline as it is', () => {
  const section = pageText('docs/architecture.md').split('## The pipeline')[1]!.split('\n## ')[0]!;
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) => line.split('|').map((cell) => cell.trim()));
  // A row may stand for several steps that follow each other: "calibrate, rank, explain".
  const shown = rows.flatMap(([, name, ...cells]) => name!.split(', ').map(() => cells.slice(0, entrances.length)));
  expect(shown).toEqual(pipeline.map(({ on }) => entrances.map((entrance) => marks[`${on[entrance]}`])));
});
