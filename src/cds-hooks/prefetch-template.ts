import { type Hook, hookContexts } from './hook-contexts.ts';

/** CDS Hooks 2.0 §Prefetch tokens containing simpler tokens: who the user is, by resource type. */
const userTokens = ['userPractitionerId', 'userPractitionerRoleId', 'userPatientId', 'userRelatedPersonId'];
/**
 * CDS Hooks 2.0 §Prefetch query restrictions, for the searches that we make: what every EHR must support. `sort` without
 * its underscore, as in the specification's own example, is not FHIR.
 */
const safeParameters = ['patient', 'subject', 'encounter', 'category', 'code', 'status', 'date', '_count', '_sort'];
const safeModifiers = ['', 'in'];

/** What is wrong with a prefetch template, in words; nothing when every EHR can resolve it. */
export function templateProblems(template: string, hook: Hook): readonly string[] {
  const known = new Set([...Object.keys(hookContexts[hook].shape).map((field) => `context.${field}`), ...userTokens]);
  const tokens = [...template.matchAll(/\{\{(.*?)\}\}/g)].map((match) => match[1]!);
  const unknown = tokens
    .filter((token) => !known.has(token))
    .map((token) => `token {{${token}}} is unknown to ${hook}`);

  const resolved = template.replace(/\{\{.*?\}\}/g, 'X');
  const [, type, id, search] = /^([A-Z][A-Za-z]+)(?:\/([A-Za-z0-9\-.]+)|\?(.+))$/.exec(resolved) ?? [];
  if (type === undefined) return [...unknown, 'it is neither an instance read nor a type-level search'];
  return id === undefined ? [...unknown, ...searchProblems(search!)] : unknown;
}

function searchProblems(search: string): readonly string[] {
  return search.split('&').flatMap((pair) => {
    const [name = '', value = ''] = pair.split('=');
    const [parameter = '', modifier = ''] = name.split(':');
    if (!safeParameters.includes(parameter)) return [`search parameter ${parameter} is outside the safe subset`];
    if (!safeModifiers.includes(modifier)) return [`modifier :${modifier} is outside the safe subset`];
    return value === '' ? [`search parameter ${parameter} has no value`] : [];
  });
}
