import { type Hook, type HookContext, hookContexts } from './hook-contexts.ts';

/** CDS Hooks 2.0 §Prefetch tokens identifying the user: token → type of user whose id it stands for. */
const userTokens: ReadonlyMap<string, string> = new Map([
  ['userPractitionerId', 'Practitioner'],
  ['userPractitionerRoleId', 'PractitionerRole'],
  ['userPatientId', 'Patient'],
  ['userRelatedPersonId', 'RelatedPerson'],
]);
/**
 * CDS Hooks 2.0 §Prefetch query restrictions, for the searches that we make: what every EHR must support. `sort` without
 * its underscore, as in the specification's own example, is not FHIR.
 */
const safeParameters = ['patient', 'subject', 'encounter', 'category', 'code', 'status', 'date', '_count', '_sort'];
const safeModifiers = ['', 'in'];

const tokenPattern = /\{\{(.*?)\}\}/g;

/** What is wrong with a prefetch template, in words; nothing when every EHR can resolve it. */
export function templateProblems(template: string, hook: Hook): readonly string[] {
  const known = new Set([...hookContexts[hook].tokens.map((field) => `context.${field}`), ...userTokens.keys()]);
  const tokens = [...template.matchAll(tokenPattern)].map((match) => match[1]!);
  const unknown = tokens
    .filter((token) => !known.has(token))
    .map((token) => `token {{${token}}} is unknown to ${hook}`);

  const resolved = template.replace(tokenPattern, 'X');
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

/** The queries of a service for one call, by prefetch key; without those that lack a token. */
export function resolveTemplates(
  templates: Readonly<Record<string, string>>,
  context: HookContext,
): Readonly<Record<string, string>> {
  const queries = Object.entries(templates).flatMap(([key, template]) => {
    const query = resolveTemplate(template, context);
    return query === undefined ? [] : [[key, query] as const];
  });
  return Object.fromEntries(queries);
}

/**
 * The query that a template stands for in one call; undefined when a token has no value there, e.g. `context.encounterId`
 * outside an encounter. Ids hold no character that means anything in a URL: the context has been checked.
 */
export function resolveTemplate(template: string, context: HookContext): string | undefined {
  const values = [...template.matchAll(tokenPattern)].map((match) => tokenValue(match[1]!, context));
  if (values.includes(undefined)) return undefined;
  return template.replace(tokenPattern, () => values.shift() ?? '');
}

function tokenValue(token: string, context: HookContext): string | undefined {
  const type = userTokens.get(token);
  if (type !== undefined) {
    const [userType, userId] = context.userId.split('/');
    return userType === type ? userId : undefined;
  }
  const field = token.replace(/^context\./, '');
  return field === 'userId' || field === 'patientId' || field === 'encounterId' ? context[field] : undefined;
}
