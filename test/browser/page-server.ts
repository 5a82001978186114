import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Assessor } from '../../src/assessment/assessor.ts';
import { loadConfig } from '../../src/config/load.ts';
import { modelsDir } from '../../src/config/paths.ts';
import { startServer } from '../../src/server.ts';
import { webRoutes } from '../../src/web/routes.ts';
import { abstained, assessorOf, marfan } from '../fixtures/marfan-assessment.ts';
import { testServer } from '../fixtures/test-server.ts';

/** A real pipeline with the shipped model, or a recorded assessment where no model is shipped. */
async function openAssessor(): Promise<{ readonly assessor: Assessor; close(): Promise<void> }> {
  if (existsSync(join(modelsDir, 'rare-disease', 'model.onnx')))
    return (await import('../../src/serving.ts')).openServing({ MODELS_DIR: modelsDir });
  const recorded = assessorOf(marfan);
  const silent = assessorOf(abstained);
  const assess: Assessor['assess'] = (request) =>
    (JSON.stringify(request).includes('"Patient/robin"') ? silent : recorded).assess(request);
  return { assessor: { assess }, close: async () => {} };
}

/** The whole server on a free port of loopback, the page included. */
export async function startPageServer() {
  const serving = await openAssessor();
  const config = loadConfig({ PORT: '0', DEADLINE_MS: '5000' });
  const { dependencies } = await testServer(serving.assessor, { config, pages: webRoutes() });
  const server = await startServer(dependencies);
  return {
    url: server.url,
    close: async () => {
      await server.close();
      await serving.close();
    },
  };
}
