import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marfan } from '../../../test/fixtures/marfan-assessment.ts';
import { cdsServicesDir } from '../../config/paths.ts';
import { loadReverseMaps } from '../../terminology/reverse-maps.ts';
import { cardOf } from '../card.ts';
import { loadServices } from '../load-services.ts';
import { plain } from '../markdown.ts';
import { narrow } from './narrow.ts';
import { oracleCard } from './oracle.ts';

const [service] = await loadServices(cdsServicesDir);
const ports = {
  publicUrl: () => 'https://ddx.example',
  appUrl: 'https://ddx.example/launch',
  reverseMaps: loadReverseMaps(),
};
const card = cardOf(marfan, service!, ports)!;
const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');

describe('a card for Oracle Health', () => {
  it('R14 has no appContext', () => {
    expect(card.links).toContainEqual(expect.objectContaining({ appContext: marfan.id }));
    expect(JSON.stringify(oracleCard(card))).not.toContain('appContext');
    expect(oracleCard(card).links).toHaveLength(2);
  });

  it('R8 has no suggestions, and then no selectionBehavior', () => {
    expect(card).toHaveProperty('suggestions');
    expect(oracleCard(card)).not.toHaveProperty('suggestions');
    expect(oracleCard(card)).not.toHaveProperty('selectionBehavior');
  });

  it('R4 has short lines with the same words', () => {
    const { detail } = oracleCard(card);
    expect(words(detail)).toEqual(words(card.detail));
    const long = detail.split('\n').filter((line) => line.length > 60);
    // Nothing is broken but at a space, so a long word stays whole.
    for (const line of long) expect(words(line).length).toBe(1);
  });
});

describe('narrow', () => {
  it('goes on below the text of a list item', () => {
    const line = `- ${'word '.repeat(20).trim()}`;
    expect(narrow(line).split('\n').slice(1)).toSatisfy((lines: string[]) =>
      lines.every((one) => one.startsWith('  word')),
    );
  });

  it('makes list items of a table', () => {
    expect(narrow('| Finding | Value |\n|---|---|\n| Height | 204 cm |')).toBe('- Finding, Value\n- Height, 204 cm');
  });

  it.each(['-', '+', '1.', '2)', '#', '>', '===', '|'])(
    'breaks no line before %s, which would begin a block',
    (mark) => {
      const text = `${'x'.repeat(55)} ${mark} ${'y'.repeat(30)}`;
      for (const line of narrow(text).split('\n')) expect(line.startsWith(mark)).toBe(false);
    },
  );

  it('keeps every word of any text of a record, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const line = `- ${plain(text)}`;
        expect(words(narrow(line))).toEqual(words(line));
      }),
    );
  });
});
