import { readBundle } from '../../fhir/bundle.ts';
import { followPages, type PagesFailure } from '../../fhir/client/follow-pages.ts';
import type { AnyResource, GetResource } from '../../fhir/client/get-resource.ts';
import type { InputProblem } from '../input.ts';

/** What was had of one patient. */
export interface CrawledPatient {
  readonly resources: readonly AnyResource[];
  /** Whether the server says that there is no such patient any more (410). */
  readonly deleted: boolean;
  readonly problems: readonly InputProblem[];
}

/**
 * Reads one patient, query after query, with all pages. A search that fails is a problem, and the others are kept; without
 * the Patient nothing is asked further.
 * @param queries the first one reads the Patient
 * @param pages most pages of one search
 */
export async function crawlPatient(
  id: string,
  queries: readonly string[],
  { base, pages, get }: { readonly base: string; readonly pages: number; readonly get: GetResource },
): Promise<CrawledPatient> {
  const reference = `Patient/${id}`;
  const resources: AnyResource[] = [];
  const problems: InputProblem[] = [];
  for (const [at, template] of queries.entries()) {
    const query = template.replaceAll('{id}', encodeURIComponent(id));
    const type = query.split(/[/?]/)[0]!;
    const read = await get(`${base}/${query}`);
    if ('failure' in read) {
      problems.push(at === 0 ? noPatient(reference, read.failure) : searchFailed(type, reference, read.failure));
      if (at === 0) return { resources, deleted: read.failure.status === 410, problems };
    } else if (read.resource.resourceType === 'Bundle') {
      const { bundle, failure } = await followPages(read.resource, base, pages, get);
      resources.push(...readBundle(bundle).resources.filter(({ resourceType }) => resourceType === type));
      if (failure) problems.push(searchFailed(type, reference, failure));
    } else if (read.resource.resourceType === type && (at > 0 || read.resource.id === id)) {
      resources.push(read.resource);
    } else {
      problems.push(searchFailed(type, reference, { reason: 'not-fhir' }));
    }
  }
  return { resources, deleted: false, problems };
}

function noPatient(reference: string, { status, reason }: { status?: number; reason: string }): InputProblem {
  const code = status === 404 || status === 410 ? 'patient-not-found' : 'patient-not-readable';
  return { code, text: `The Patient could not be read (${status ?? reason}) and was left out.`, reference };
}

function searchFailed(type: string, reference: string, failure: PagesFailure): InputProblem {
  const why = 'status' in failure ? failure.status : failure.reason;
  return { code: 'search-failed', text: `Not all of ${type} could be read (${why}); what came is used.`, reference };
}
