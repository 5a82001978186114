import { codeVersion } from '../../config/version.ts';
import type { Route } from '../routes.ts';
import { openApiDocument } from './document.ts';
import type { Described } from './operation.ts';

/**
 * GET /openapi.json: every route of the table, and itself, as OpenAPI 3.1. `others` are routes outside of the table, e.g. of pages.
 * Written at the first call: most servers are never asked.
 */
export function withOpenApi(
  routes: readonly Route[],
  publicUrl: () => string,
  others: readonly Described[] = [],
): readonly Route[] {
  let text: string | undefined;
  const own: Route = {
    method: 'GET',
    path: '/openapi.json',
    open: true,
    crossOrigin: true,
    operation: {
      id: 'openApi',
      tag: 'Operations',
      summary: 'This document.',
      answer: [{ type: 'application/json', shape: { type: 'object' } }],
    },
    handler: (_request, response) => {
      text ??= JSON.stringify(openApiDocument([...routes, own, ...others], { version: codeVersion, url: publicUrl() }));
      response.type('application/json').send(text);
    },
  };
  return [...routes, own];
}
