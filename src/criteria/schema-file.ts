import { z } from 'zod';
import { criterionFileSchema } from './criterion.ts';

/** The criteria language as JSON Schema, as `models/guideline-criteria/schema.json` publishes it for editors. */
export function criterionJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    title: 'Hoofbeats guideline criterion',
    description: 'One condition, the guideline that defines it, and its criteria as expressions on a patient record.',
    ...z.toJSONSchema(criterionFileSchema, { io: 'input' }),
  };
}
