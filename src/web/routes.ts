import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { fhirProfilesDir, projectRoot } from '../config/paths.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { RequestContext } from '../http/request-context.ts';
import { loadExampleLibrary } from './example-library.ts';

/** The page's HTML, style sheets and modules: served as they are, there is no build step. */
const webDir = join(projectRoot, 'web');
const examplesDir = join(fhirProfilesDir, 'examples');

export interface WebPorts {
  /** Folder of the example patients; `fhir-profiles/examples` unless told. */
  readonly examples?: string;
}

/**
 * The local physician's page: `GET /`, its files under `/assets`, and the example patients under `/examples`.
 * The page is an EHR in small: it calls the CDS service of the same origin, and nothing else.
 */
export function webRoutes({ examples = examplesDir }: WebPorts = {}): Router {
  const library = loadExampleLibrary(examples);
  // `no-cache` asks each time whether the file changed: page and server are of one version.
  const files = { index: false, cacheControl: false, setHeaders: revalidated } as const;
  const router = Router();

  router.get('/', named('/'), (_request, response) => response.sendFile('index.html', { root: webDir, ...noCache }));
  router.use('/assets', named('/assets'), express.static(webDir, files));
  router.get('/examples', named('/examples'), (_request, response) => {
    response.json({ examples: library.examples });
  });
  router.get('/examples/:id', named('/examples/:id'), (request, response) => {
    const text = library.bundleText(String(request.params.id));
    if (text === undefined) throw new HoofbeatsError('ROUTE_UNKNOWN', 'There is no example patient with this id.');
    response.type('application/fhir+json').send(text);
  });
  return router;
}

const noCache = { cacheControl: false, headers: { 'Cache-Control': 'no-cache' } };
const revalidated = (response: { setHeader(name: string, value: string): unknown }) =>
  response.setHeader('Cache-Control', 'no-cache');

/** Names the route for log and metrics, which never see a URL. */
function named(route: string): RequestHandler {
  return (_request, response, next) => {
    const context: RequestContext | undefined = response.locals.context;
    if (context) context.route = route;
    next();
  };
}
