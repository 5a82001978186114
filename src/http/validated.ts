import type { z } from 'zod';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { ErrorCode } from '../errors/table.ts';

/** `['context', 'draftOrders', 0]` as `context.draftOrders[0]`. */
export const expressionOf = (path: readonly PropertyKey[]) =>
  path.map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at === 0 ? '' : '.'}${String(step)}`)).join('');

/**
 * `value` as the schema describes it.
 * @throws HoofbeatsError `code`, naming every element that is wrong. Messages of the schema must not quote its input.
 */
export function validated<Schema extends z.ZodType>(schema: Schema, value: unknown, code: ErrorCode): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({ expression: expressionOf(path), message }));
  const message = issues.map(({ expression, message }) => (expression ? `${expression}: ${message}` : message));
  throw new HoofbeatsError(code, `${message.join('; ')}.`, {
    expression: [...new Set(issues.map(({ expression }) => expression).filter((expression) => expression !== ''))],
  });
}
