import type { CommonDiagnosis } from '../../../registry/common-labels.ts';
import type { ConditionEntry } from '../tables/conditions.ts';

/** `labels.json`: the conditions in the order of the output columns. */
export function commonLabels(conditions: readonly ConditionEntry[]): readonly CommonDiagnosis[] {
  return conditions.map(({ id, name, label, icd10cm, codes, acute, severity, dontMiss }) => ({
    ...{ id, name, label: label.en, labelEs: label.es, icd10cm },
    codes: codes.map(({ system, code, display, basis }) => ({ system, code, display, basis })),
    ...{ acute, severity },
    ...(dontMiss && { dontMiss: { ...dontMiss } }),
  }));
}
