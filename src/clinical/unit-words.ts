import { lookupTable } from '../terminology/lookup-table.ts';

/** UCUM codes that clinicians write otherwise. What has no dimension has no words. */
const words = lookupTable({
  '1': '',
  '[pH]': '',
  Cel: '°C',
  '[degF]': '°F',
  'mL/min/{1.73_m2}': 'mL/min/1.73 m²',
});

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

// Longer than any unit; the rest of a record's text is shown as it came.
const longestUnit = 40;

/** A unit as a clinician reads it: `mm[Hg]` → `mmHg`, `[IU]/L` → `IU/L`, `10*9/L` → `10⁹/L`; `1`, `{INR}` → nothing. */
export function unitWords(ucum: string): string {
  const known = words.get(ucum) ?? written.get(ucum);
  if (known !== undefined) return known;
  if (ucum.length > longestUnit) return ucum;
  const text = writtenOut(ucum);
  if (written.size < mostWritten) written.set(ucum, text);
  return text;
}

// Units come from records, so that their variety is bounded here.
const written = new Map<string, string>();
const mostWritten = 1000;

const writtenOut = (ucum: string) =>
  ucum
    .replace(/\{[^{}]*\}/g, '')
    .replace(/\[(Hg|IU|iU|HPF|LPF)\]/g, (_, inner: string) => (inner === 'iU' ? 'IU' : inner))
    .replace(
      /10[*^](\d+)/g,
      (_, power: string) => `10${[...power].map((digit) => superscripts[Number(digit)]).join('')}`,
    );

/** ` mmol/L`, to be put behind a number; empty where the unit has no words. */
export function unitSuffix(unit: string | undefined): string {
  const text = unit === undefined ? '' : unitWords(unit);
  return text === '' ? '' : ` ${text}`;
}
