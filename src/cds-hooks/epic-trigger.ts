import { isObject } from '../fhir/json.ts';

const key = 'com.epic.cdshooks.request.bpa-trigger-action';

/** What a user of Epic did to set off the hook (Epic, CDS Hooks tutorial: it maps more than the opening of a chart on patient-view). */
const triggers: ReadonlyMap<string, string> = new Map([
  ['5', 'general'],
  ['6', 'enter-problem'],
  ['7', 'enter-diagnosis'],
  ['18', 'enter-order'],
  ['23', 'sign-order'],
  ['26', 'admission'],
  ['27', 'discharge'],
  ['29', 'transfer'],
  ['60', 'open-chart'],
]);

/** Name of the trigger that a call's `extension` tells; `other` for one that we do not know, undefined without any. */
export function epicTrigger(extension: unknown): string | undefined {
  if (!isObject(extension)) return undefined;
  const code = extension[key];
  if (typeof code !== 'string' && typeof code !== 'number') return undefined;
  return triggers.get(String(code)) ?? 'other';
}
