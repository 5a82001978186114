import type { Express } from 'express';
import { loadConfig } from '../../src/config/load.ts';
import type { Records } from '../../src/records.ts';
import { openServing } from '../../src/serving.ts';
import { loadReverseMaps } from '../../src/terminology/reverse-maps.ts';
import { openTestRecords } from '../fixtures/test-records.ts';
import { testServer } from '../fixtures/test-server.ts';

export interface WholeServer {
  readonly app: Express;
  readonly records: Records;
  readonly log: () => string;
  close(): Promise<void>;
}

/** Everything that the server is made of: the shipped models and terminology, the database and the audit log. */
export async function openWholeServer(settings: Readonly<Record<string, string>> = {}): Promise<WholeServer> {
  const config = loadConfig({ PUBLIC_URL: 'https://ddx.example', DEADLINE_MS: '20000', ...settings });
  const records = await openTestRecords();
  const serving = await openServing(config, { keep: records.keep });
  const { app, log, background } = await testServer(serving.assessor, {
    config,
    records,
    reverseMaps: loadReverseMaps(),
    health: () => serving.health(),
  });
  return {
    app,
    records,
    log,
    async close() {
      await background.drained();
      await serving.close();
      await records.close();
    },
  };
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One row of the application's table of routes. */
export interface ServedRoute {
  readonly method: Method;
  /** Path template. */
  readonly path: string;
}

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

/** The routes that the application really has, from Express itself: a new one cannot be forgotten. */
export function servedRoutes(app: Express, ofMethods: readonly Method[] = ['GET', 'POST']): readonly ServedRoute[] {
  const routes = (layers: readonly Layer[]): readonly ServedRoute[] =>
    layers.flatMap(({ route, handle }) => {
      if (!route) return routes(handle?.stack ?? []);
      const { path, methods } = route;
      return ofMethods.filter((method) => methods[method.toLowerCase()]).map((method) => ({ method, path }));
    });
  return routes((app.router as unknown as { readonly stack: readonly Layer[] }).stack);
}
