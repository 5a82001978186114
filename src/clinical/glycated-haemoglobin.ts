/** LOINC codes of haemoglobin A1c, in the unit of NGSP or of IFCC. */
export const glycatedHaemoglobin: ReadonlySet<string> = new Set(['4548-4', '17856-6', '4549-2', '59261-8']);

/**
 * NGSP % = 0.0915 · IFCC mmol/mol + 2.15: Hoelzel W et al., Clin Chem 2004;50:166-174, the master equation of the IFCC and
 * NGSP networks. The two are scales of their own: 50 mmol/mol is 6.7 %, not 5 %.
 */
const slope = 0.0915;
const intercept = 2.15;

type Scale = 'NGSP' | 'IFCC';

function scaleOf(unit: string): Scale | undefined {
  const bare = unit.trim().toLowerCase();
  if (bare === 'mmol/mol' || bare === 'mmol/mol{hb}') return 'IFCC';
  return bare === '%' || bare === '%{hb}' || bare === '%{total}' ? 'NGSP' : undefined;
}

/** A share of haemoglobin A1c in another unit; undefined where a unit is neither `%` (NGSP) nor `mmol/mol` (IFCC). */
export function convertGlycated(value: number, from: string, to: string): number | undefined {
  const [source, target] = [scaleOf(from), scaleOf(to)];
  if (source === undefined || target === undefined) return undefined;
  if (source === target) return value;
  return target === 'NGSP' ? slope * value + intercept : (value - intercept) / slope;
}
