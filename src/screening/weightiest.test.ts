import { expect, it } from 'vitest';
import { suggested } from './patient-result.fixture.ts';
import { weightiest } from './weightiest.ts';

it('keeps the findings that weigh most, so that a long record makes no large result', () => {
  const [first] = suggested.entries[0]!.evidence;
  const evidence = Array.from({ length: 200 }, (_, at) => ({
    ...first!,
    direction: at % 2 === 0 ? ('for' as const) : ('against' as const),
    weight: at % 2 === 0 ? at : -at,
  }));
  const kept = weightiest([...evidence, { ...first!, direction: 'neutral', weight: 0 }]);
  expect(kept.map(({ weight }) => weight)).toEqual([
    198, 196, 194, 192, 190, 188, 186, 184, 182, 180, -199, -197, -195, -193, -191,
  ]);
  expect(weightiest(kept)).toEqual(kept);
});
