import type { FhirServerVerdict } from '../server-guard.ts';
import { followPages, type PagesFailure } from './follow-pages.ts';
import { type AnyResource, type GetResource, resourceGetter } from './get-resource.ts';
import { scopeAllows } from './smart-scope.ts';

/** A FHIR query relative to the base URL, or a page whose following pages are wanted. */
export type Wanted = { readonly query: string } | { readonly page: AnyResource };

/** The FHIR server of an EHR, as far as one call may read it. */
export interface EhrReader {
  /**
   * Asks for everything at once, under one deadline. Each value is what a CDS client would have prefetched (CDS Hooks 2.0
   * §Prefetch): the resource; a Bundle of all pages, with a `next` link where pages are missing; null for an instance that
   * does not exist; an OperationOutcome for what could not be had. A key that was not asked for, because the server may
   * not be contacted, is left out. Never rejects.
   */
  obtain(wanted: Readonly<Record<string, Wanted>>): Promise<Readonly<Record<string, unknown>>>;
}

/** Something that went wrong while reading, in words that may be logged: codes, a type of resource, a status. */
export interface ReadProblem {
  readonly reason: PagesFailure['reason'] | Extract<FhirServerVerdict, { allowed: false }>['reason'] | 'scope';
  readonly status?: number;
  readonly type?: string;
}

export interface EhrReaderOptions {
  /** Base URL as the call names it; nothing is sent there before `guard` has allowed it. */
  readonly server: string;
  readonly guard: (server: string) => Promise<FhirServerVerdict>;
  /** Access token of the call; absent for an open server. */
  readonly token?: string;
  /** What the token is for, in whatever words the EHR uses. */
  readonly scope?: string;
  /** Time for everything, in milliseconds. */
  readonly deadlineMs: number;
  /** Most pages of one search. */
  readonly pages: number;
  readonly report: (problem: ReadProblem) => void;
  /** Puts something around what asks a server, e.g. a clock. */
  readonly around?: (get: GetResource, base: string) => GetResource;
}

/** Opens the FHIR server of a call. The token stays in here: the reader has nothing to print, store or send on. */
export function ehrReader(options: EhrReaderOptions): EhrReader {
  const { server, guard, token, deadlineMs, report, around = (get) => get } = options;
  return {
    async obtain(wanted) {
      const signal = AbortSignal.timeout(deadlineMs);
      const verdict = await Promise.race([guard(server), elapsed(signal)]);
      if (!verdict.allowed) {
        report({ reason: verdict.reason });
        return {};
      }
      const { base } = verdict;
      const get = around(resourceGetter({ base, token, signal }), base);
      const connection: Connection = { ...options, base, get };
      const obtained = Object.entries(wanted).map(async ([key, one]) => [key, await obtainOne(one, connection)]);
      return Object.fromEntries(await Promise.all(obtained));
    },
  };
}

interface Connection extends EhrReaderOptions {
  readonly base: string;
  readonly get: GetResource;
}

/** A name server that does not answer in time is one that does not know the server. */
const elapsed = (signal: AbortSignal) =>
  new Promise<FhirServerVerdict>((resolve) => {
    signal.addEventListener('abort', () => resolve({ allowed: false, reason: 'unresolved' }), { once: true });
  });

/** What a client writes where its own attempt failed. */
const failed: AnyResource = Object.freeze({ resourceType: 'OperationOutcome' });

async function obtainOne(wanted: Wanted, connection: Connection): Promise<AnyResource | null> {
  if ('page' in wanted) return allPages(wanted.page, connection);
  const { query } = wanted;
  const [type = '', id] = query.split('?')[0]!.split('/');
  const problem = (reason: ReadProblem['reason'], status?: number) =>
    connection.report({ reason, type, ...(status !== undefined && { status }) });
  if (!scopeAllows(connection.scope, type)) {
    problem('scope');
    return failed;
  }
  const read = await connection.get(query);
  if ('failure' in read) {
    const { reason, status } = read.failure;
    // CDS Hooks 2.0 §Prefetch: null is the word for an instance that does not exist.
    if (id !== undefined && gone.has(status)) return null;
    problem(reason, status);
    return failed;
  }
  const { resource } = read;
  if (id === undefined && resource.resourceType === 'Bundle') return allPages(resource, connection);
  if (id !== undefined && resource.resourceType === type && resource.id === id) return resource;
  problem('not-fhir');
  return failed;
}

const gone: ReadonlySet<number | undefined> = new Set([404, 410]);

async function allPages(page: AnyResource, { base, pages, get, report }: Connection): Promise<AnyResource> {
  const { bundle, failure } = await followPages(page, base, pages, get);
  if (failure) report(failure);
  return bundle;
}
