import { createRequire } from 'node:module';
import { ucumCode } from './unit-spelling.ts';

/** The part of @lhncbc/ucum-lhc that is used; the package has no types. */
interface UcumLhc {
  readonly UcumLhcUtils: {
    getInstance(): {
      convertUnitTo(
        from: string,
        value: number,
        to: string,
        options: { readonly molecularWeight: number | null },
      ): { readonly status: 'succeeded' | 'failed' | 'error'; readonly toVal: number | null };
    };
  };
}

type Convert = (value: number) => number | undefined;

let library: ReturnType<UcumLhc['UcumLhcUtils']['getInstance']> | undefined;

/** The UCUM tables load at first need: most units already are the ones wanted. */
function ucum(): NonNullable<typeof library> {
  library ??= (createRequire(import.meta.url)('@lhncbc/ucum-lhc') as UcumLhc).UcumLhcUtils.getInstance();
  return library;
}

/** Units come from records, so their variety is bounded here: a longer text is no unit, and the cache cannot grow on. */
const longestUnit = 40;
const mostConversions = 5000;
const conversions = new Map<string, Convert>();

const impossible: Convert = () => undefined;

/**
 * A value in another unit; undefined when either text is no UCUM unit (see ucumCode for tolerated spellings), the
 * dimensions differ, or a conversion between mass and amount has no molar mass.
 * @param molarMass of the substance, in g/mol.
 */
export function convert(value: number, from: string, to: string, molarMass?: number): number | undefined {
  const [source, target] = [ucumCode(from), ucumCode(to)];
  if (source === target) return value;
  if (source === '' || target === '' || source.length > longestUnit || target.length > longestUnit) return undefined;
  const key = `${source}|${target}|${molarMass ?? ''}`;
  let conversion = conversions.get(key);
  if (!conversion) {
    conversion = findConversion(activity(source), activity(target), molarMass);
    if (conversions.size >= mostConversions) conversions.clear();
    conversions.set(key, conversion);
  }
  return conversion(value);
}

/** Whether two spellings are the same unit, so that the numbers can be compared as they are. */
export function sameUnit(one: string, other: string): boolean {
  return convert(1, one, other) === 1 && convert(0, one, other) === 0;
}

/**
 * UCUM keeps [IU] apart from everything, even m[IU] from u[IU] (§24, arbitrary units). Of one and the same test that is
 * overcautious: prefixes convert, and of an enzyme the international unit is the U, 1 umol/min (Enzyme Commission 1964).
 */
function activity(unit: string): string {
  return unit.replace(/\[i?u\]/gi, 'U');
}

function findConversion(from: string, to: string, molarMass: number | undefined): Convert {
  const at = (value: number): number | undefined => {
    try {
      const { status, toVal } = ucum().convertUnitTo(from, value, to, { molecularWeight: molarMass ?? null });
      return status === 'succeeded' && toVal !== null && Number.isFinite(toVal) ? toVal : undefined;
    } catch {
      // The parser throws on some texts that are no units.
      return undefined;
    }
  };
  const [zero, one, two] = [at(0), at(1), at(2)];
  if (one === undefined) return impossible;
  const scale = two === undefined ? Number.NaN : two - one;
  const linear = zero !== undefined && Math.abs(one - zero - scale) <= Math.abs(scale) * 1e-9;
  if (!linear) return at;
  const [factor, offset] = [rounded(scale), rounded(zero)];
  return (value) => value * factor + offset;
}

/** Drops the last digits, in which the tables' floating-point products err: 0.9999999999999999 is 1. */
function rounded(value: number): number {
  return Math.abs(value) < 1e-12 ? 0 : Number(value.toPrecision(12));
}
