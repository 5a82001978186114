import { type Measured, measured } from '../clinical/measured.ts';
import type { DatedValue } from './dated-value.ts';
import type { Measure } from './definition.ts';
import { exact } from './exact.ts';
import type { Series, ValueSource } from './value-source.ts';

type Combine = (one: number, other: number) => number;

/**
 * Values made of two measures that were taken at the same instant; undefined for a measure that is made otherwise.
 * @param part the series of a measure by its name.
 */
export function pairSource(measure: Measure, part: (name: string) => Series | undefined): ValueSource | undefined {
  const { ratio, difference } = measure;
  if (ratio) return pairs(ratio.of, ratio.by, (of, by) => (of / by) * (ratio.factor ?? 1));
  return difference && pairs(difference.of, difference.less, (of, less) => of - less);

  function pairs(one: string, other: string, combine: Combine): ValueSource | undefined {
    const [first, second] = [part(one), part(other)];
    if (first === undefined || second === undefined) return undefined;
    return {
      instants: first.instants,
      at: (instant) => {
        const y = single(second.at(instant).find(({ value }) => single(value) !== undefined)?.value);
        return first.at(instant).flatMap((a): readonly DatedValue[] => {
          const x = single(a.value);
          const value = x === undefined || y === undefined ? undefined : measured(exact(combine(x, y)), measure.unit);
          if (value === undefined || !Number.isFinite(value.low)) return [];
          return [{ instant, date: a.date, reference: a.reference, value }];
        });
      },
    };
  }
}

/** `<5` has no number to calculate with. */
function single(value: Measured | undefined): number | undefined {
  return value !== undefined && value.low === value.high ? value.low : undefined;
}
