import { z } from 'zod';
import { commonEvaluationSchema } from '../registry/common-reports.ts';
import { packageManifestSchema } from '../registry/manifest.ts';
import { evaluationSchema } from '../registry/reports.ts';
import { json } from './openapi/body.ts';
import type { Operation } from './openapi/operation.ts';

const tag = 'Operations';

const summarySchema = z.union([
  z.strictObject({ id: z.string(), version: z.string(), title: z.string(), task: z.string() }),
  z.strictObject({ id: z.string(), problem: z.string() }).describe('A package whose manifest cannot be read.'),
]);

const unready = z.strictObject({
  status: z.literal('unready'),
  failing: z.array(z.strictObject({ part: z.string(), reason: z.string().optional() })).min(1),
});

/** What the document says of the routes that any server has. */
export const operations = {
  live: {
    id: 'live',
    tag,
    summary: 'The process answers.',
    answer: [json('Live', z.strictObject({ status: z.literal('live') }))],
  },
  ready: {
    id: 'ready',
    tag,
    summary: 'Every part can do its work, or 503 with those that cannot.',
    answer: [json('Ready', z.strictObject({ status: z.literal('ready') }))],
    otherwise: { 503: { description: 'What fails, in public words.', body: json('Unready', unready) } },
  },
  metrics: {
    id: 'metrics',
    tag,
    summary: 'Counters and distributions for Prometheus; none has to do with a patient.',
    answer: [{ type: 'text/plain', shape: { type: 'string' } }],
  },
  models: {
    id: 'listModels',
    tag,
    summary: 'The installed model packages.',
    answer: [json('Models', z.strictObject({ models: z.array(summarySchema) }))],
  },
  model: {
    id: 'readModel',
    tag,
    summary: 'One package: manifest, number of diagnoses, evaluation.',
    parameters: [{ name: 'id', in: 'path', description: 'Family of the package.', example: 'rare-disease' }],
    answer: [
      json(
        'Model',
        z.looseObject({
          id: z.string(),
          version: z.string().optional(),
          manifest: packageManifestSchema.optional(),
          diagnoses: z.int().optional(),
          evaluation: z.union([evaluationSchema, commonEvaluationSchema]).optional(),
          problem: z.string().optional(),
        }),
      ),
    ],
    refusals: ['ROUTE_UNKNOWN', 'PACKAGE_INVALID'],
  },
} as const satisfies Record<string, Operation>;
