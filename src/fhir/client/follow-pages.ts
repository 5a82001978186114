import { listOf, objectOf, stringOf } from '../json.ts';
import type { AnyResource, GetResource, Read } from './get-resource.ts';

/** Why the pages of a search were not all had. */
export type PagesFailure = Extract<Read, { failure: unknown }>['failure'] | { readonly reason: PagesStop };
type PagesStop = 'foreign-link' | 'too-many-pages';

export interface Pages {
  /** All entries in one Bundle. Where pages are missing it keeps a `next` link, as any page that is not the last. */
  readonly bundle: AnyResource;
  readonly failure?: PagesFailure;
}

/**
 * Follows the `next` links of a searchset (R4 §3.1.1.4 paging), on the server's own origin only: the token must not follow
 * a link to somewhere else.
 * @param most - pages in all, with the first one
 */
export async function followPages(first: AnyResource, base: string, most: number, get: GetResource): Promise<Pages> {
  const entry = [...listOf(first.entry)];
  let page = first;
  let pages = 1;
  const upTo = (failure?: PagesFailure): Pages => ({
    bundle: pages === 1 ? first : { ...first, entry, link: page.link },
    ...(failure && { failure }),
  });
  for (let next = nextLink(page); next !== undefined; next = nextLink(page)) {
    const url = onSameOrigin(next, base);
    if (url === undefined) return upTo({ reason: 'foreign-link' });
    if (pages >= most) return upTo({ reason: 'too-many-pages' });
    const read = await get(url);
    if ('failure' in read) return upTo(read.failure);
    if (read.resource.resourceType !== 'Bundle') return upTo({ reason: 'not-fhir' });
    page = read.resource;
    pages += 1;
    entry.push(...listOf(page.entry));
  }
  return upTo();
}

function nextLink({ link }: AnyResource): string | undefined {
  const next = listOf(link).find((one) => objectOf(one).relation === 'next');
  return next === undefined ? undefined : (stringOf(objectOf(next).url) ?? '');
}

/** The link as an absolute URL, if it stays on the origin of the base URL; servers behind proxies write relative ones. */
function onSameOrigin(link: string, base: string): string | undefined {
  if (link === '' || !URL.canParse(link, `${base}/`)) return undefined;
  const url = new URL(link, `${base}/`);
  return url.origin === new URL(base).origin && url.username === '' && url.password === '' ? url.href : undefined;
}
