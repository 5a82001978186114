import type { CoverageReport } from '../screening/coverage.ts';
import type { CoverageTally } from '../screening/coverage-tally.ts';

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const shownReasons = 6;
const shownCodes = 5;

/** A coverage report for a terminal: per kind of row what was read, what was left out on purpose, what meant nothing. */
export function coverageText({ files, patients, byType, bySystem, bars }: CoverageReport): string {
  return [
    `${files.length} files, ${patients} patients`,
    ...[...byType, ...bySystem].flatMap(tallyLines),
    '',
    'Understood (read as a finding, or left out with a reason):',
    ...bars.map(
      ({ name, rows, mapped, ignored, understood, required, met }) =>
        `  ${name}: ${percent(understood)} of ${rows} (read ${percent(mapped)}, left out ${percent(ignored)}); wanted ${percent(required)}: ${met ? 'met' : 'NOT met'}`,
    ),
  ].join('\n');
}

function tallyLines({ name, rows, mapped, ignored, ignoredBy, unmapped, topUnmapped }: CoverageTally): string[] {
  const reasons = Object.entries(ignoredBy).sort(([, a], [, b]) => b - a);
  const listed = reasons.slice(0, shownReasons).map(([reason, count]) => `${reason} ${count}`);
  const codes = topUnmapped.slice(0, shownCodes).map(({ code, display, count }) => `${code} ${display} (${count})`);
  return [
    '',
    `${name}: ${rows} rows`,
    `  read as findings  ${mapped}`,
    `  left out          ${ignored}${listed.length === 0 ? '' : `: ${listed.join(', ')}${reasons.length > shownReasons ? ', …' : ''}`}`,
    `  not understood    ${unmapped}${codes.length === 0 ? '' : `: ${codes.join('; ')}${topUnmapped.length > shownCodes ? '; …' : ''}`}`,
  ];
}
