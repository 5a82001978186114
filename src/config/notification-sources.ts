import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { isLoopback } from './loopback.ts';

const text = z.string().min(1);

/** Records travel encrypted; plain HTTP never leaves this machine. */
const secureUrl = z.url().refine((value) => {
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}, 'must be https, or http on loopback');

/** How the source writes its notifications (see subscriptions/codec). */
const dialects = ['r4-criteria', 'r4-backport', 'r4b', 'r5', 'athenahealth'] as const;

const sourceSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/)
      .describe('Name of the source in logs and metrics.'),
    path: z
      .string()
      .regex(/^[A-Za-z0-9_-]{22,}$/)
      .describe('Last part of the endpoint `/notifications/{path}`, which nobody can guess: 22 characters or more.'),
    secret: z
      .strictObject({ header: text, value: z.string().min(16) })
      .optional()
      .describe('A header that every notification carries, e.g. as `channel.header` of the Subscription.'),
    hmac: z
      .strictObject({ header: text.default('X-Hub-Signature'), key: z.string().min(16) })
      .optional()
      .describe('Key of the HMAC-SHA256 of the body that every notification carries.'),
    dialect: z.enum(dialects).default('r4-backport').describe('How it writes its notifications.'),
    fhirServer: secureUrl.describe('FHIR base URL of the server that notifies, at which records are read.'),
    recordServer: secureUrl
      .optional()
      .describe('FHIR base URL at which records are read, where the server that notifies holds none.'),
    privateNetworks: z
      .array(z.union([z.cidrv4(), z.cidrv6()]))
      .default([])
      .describe('CIDR blocks of private addresses in which the FHIR server may lie.'),
    backend: z
      .strictObject({ clientId: text, keys: text, scope: text })
      .optional()
      .describe('SMART Backend Services client, its JWK Set file relative to this one; absent for an open server.'),
    issuer: text.describe(
      '`issuer` of the EHR in EHR_REGISTRY whose patients these are; `open-mode` without a registry.',
    ),
    tenant: text.optional().describe('Tenant of the EHR, where it serves several.'),
    topic: text.optional().describe('Canonical URL of the topic that `hoofbeats subscribe` asks for.'),
    criteria: text
      .optional()
      .describe('Criteria that it asks for where the server knows no topics, e.g. `Observation?category=laboratory`.'),
    filters: z.array(text).default([]).describe('Filters of the topic.'),
    heartbeatSeconds: z.number().int().positive().optional().describe('Period of the heartbeat that is asked for.'),
    resourceTypes: z
      .array(text)
      .default(['Observation', 'Condition', 'Patient'])
      .describe('Types of resource that are news; notifications of others are ignored.'),
    debounceSeconds: z
      .number()
      .min(0)
      .max(3600)
      .default(5)
      .describe('How long events of a patient are gathered before one assessment.'),
    polling: z
      .strictObject({
        everySeconds: z.number().int().min(10).default(300),
        searches: z.array(text).min(1).describe('Searches without a time, e.g. `Observation?category=laboratory`.'),
        by: z
          .enum(['_lastUpdated', 'date'])
          .default('_lastUpdated')
          .describe('Search parameter that a window narrows.'),
      })
      .optional()
      .describe('Searches at intervals, for EHRs without Subscriptions.'),
  })
  .refine(({ secret, hmac, polling }) => secret || hmac || polling, {
    path: ['secret'],
    message: 'or hmac is required: a path alone is no proof',
  });

export const notificationSourcesSchema = z
  .strictObject({ sources: z.array(sourceSchema).min(1) })
  .superRefine(({ sources }, context) => {
    for (const key of ['id', 'path'] as const)
      for (const [at, source] of sources.entries())
        if (sources.findIndex((other) => other[key] === source[key]) < at)
          context.addIssue({ code: 'custom', path: ['sources', at, key], message: 'is given twice' });
  });

/** One source of the file. */
export type NotificationSource = Readonly<z.infer<typeof sourceSchema>>;

/**
 * Reads the file that NOTIFICATION_SOURCES names. File names in it become absolute.
 * @throws HoofbeatsError CONFIG_INVALID that names every wrong element, and quotes no secret
 */
export function loadNotificationSources(path: string): readonly NotificationSource[] {
  const parsed = notificationSourcesSchema.safeParse(readJson(path));
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error));
  return parsed.data.sources.map(({ backend, ...source }) =>
    Object.freeze({
      ...source,
      ...(backend && { backend: { ...backend, keys: resolve(dirname(path), backend.keys) } }),
    }),
  );
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // A parser's message quotes what it could not parse, which may be a secret.
    throw invalid('the file cannot be read as JSON.');
  }
}

const invalid = (problem: string) => new HoofbeatsError('CONFIG_INVALID', `NOTIFICATION_SOURCES: ${problem}`);
