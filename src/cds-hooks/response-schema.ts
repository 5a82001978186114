import { z } from 'zod';
import type { Action, Card, CardLink, ServiceResponse } from './card-shape.ts';
import { codingSchema, overrideReasonSchema } from './coding.ts';
import { hooks } from './hook-contexts.ts';

const text = z.string().min(1);

/** What discovery answers (CDS Hooks 2.0 §Discovery). */
export const discoverySchema = z.object({
  services: z.array(
    z.object({
      hook: z.enum(hooks as [string, ...string[]]),
      hookVersion: text,
      title: text,
      description: text,
      id: text,
      version: text,
      prefetch: z.record(z.string(), text).optional(),
      usageRequirements: text.optional(),
    }),
  ),
});

const actionSchema: z.ZodType<Action> = z.object({
  type: z.literal('create'),
  description: text,
  // Condition or ServiceRequest, whole.
  resource: z.custom<Action['resource']>().meta({
    type: 'object',
    properties: { resourceType: { enum: ['Condition', 'ServiceRequest'] } },
    required: ['resourceType'],
  }),
});

const linkSchema: z.ZodType<CardLink> = z.union([
  z.strictObject({ label: text, url: z.url(), type: z.literal('absolute') }),
  z.strictObject({ label: text, url: z.url(), type: z.literal('smart'), appContext: text.optional() }),
]) as z.ZodType<CardLink>;

/** CDS Hooks 2.0 §Card attributes, as the cards of this server are. */
const cardSchema = z.strictObject({
  uuid: z.guid(),
  summary: text.max(139),
  indicator: z.literal('info'),
  detail: text.describe('GitHub Flavored Markdown'),
  source: z.strictObject({ label: text, url: z.url(), topic: codingSchema }),
  suggestions: z
    .array(z.strictObject({ label: text, uuid: z.guid(), actions: z.array(actionSchema).length(1) }))
    .min(1)
    .optional(),
  selectionBehavior: z.literal('any').optional(),
  overrideReasons: z.array(overrideReasonSchema).min(1).max(6),
  links: z.array(linkSchema).min(1).optional(),
  extension: z.record(z.string(), z.string()).optional(),
}) as unknown as z.ZodType<Card>;

/** What a call is answered with; an empty list is how a service stays silent. */
export const responseSchema: z.ZodType<ServiceResponse> = z.strictObject({ cards: z.array(cardSchema).max(1) });
