import { z } from 'zod';
import { json } from '../http/openapi/body.ts';
import type { Operation } from '../http/openapi/operation.ts';
import { stateSystem, states } from './state.ts';
import { triageBodySchema } from './triage-input.ts';

const stateCode = z.enum(Object.keys(states) as [string, ...string[]]);
const bilingual = z.strictObject({ en: z.string(), es: z.string() });
const language = z.enum(['en', 'es']);

const answerSchema = z.strictObject({
  language,
  state: z.strictObject({ system: z.literal(stateSystem), code: stateCode, display: z.string() }),
  labels: bilingual,
  score: z.number(),
  reasons: z.array(
    z.strictObject({
      rule: z.string(),
      text: z.string(),
      texts: bilingual,
      state: stateCode.optional(),
      symptoms: z.array(z.string()).optional(),
    }),
  ),
  symptoms: z.array(
    z.strictObject({
      code: z.string(),
      display: z.string(),
      severity: z.number(),
      durationDays: z.number().optional(),
    }),
  ),
  news2: z.strictObject({ points: z.int(), complete: z.boolean() }).optional(),
  notice: z.string(),
});

const examples = {
  'three symptoms': { symptoms: { fever: 6, headache: 3, cough: 4 } },
  'with vital signs, in Spanish': {
    symptoms: [
      { name: 'fiebre', severity: 8, durationDays: 2 },
      { name: 'tos', severity: 5 },
      { coding: { system: 'http://snomed.info/sct', code: '267036007' }, severity: 6 },
    ],
    vitals: { temperature: 39.4, respiratoryRate: 24, oxygenSaturation: 93, heartRate: 112 },
    age: 67,
    language: 'es',
  },
};

/** What the document says of `POST /triage`. */
export const operations = {
  triage: {
    id: 'triage',
    tag: 'Severity',
    summary: 'How ill somebody is, in five states, by rated symptoms, red flags and vital signs. Nothing is kept.',
    description:
      '`symptoms` may also be an object of name and severity. `Accept-Language` decides where `language` does not.',
    request: [
      json(
        'Complaint',
        z.union([
          triageBodySchema,
          triageBodySchema.extend({ symptoms: z.record(z.string(), z.number().min(0).max(10)) }),
        ]),
        examples,
      ),
    ],
    answer: [json('Severity', answerSchema)],
  },
} as const satisfies Record<string, Operation>;
