import { z } from 'zod';
import { dataDir, modelsDir } from './paths.ts';
import { keyListSchema, secretKeySchema } from './secret-key.ts';

/** A list in one variable, with commas or spaces between. */
const listOf = <Item extends z.ZodType<string, string>>(item: Item) =>
  z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter((one) => one !== ''))
    .pipe(z.array(item));

const perMinute = z.coerce.number().int().min(0).default(6000);

/** The whole configuration, its defaults and its manual: docs/configuration.md is generated from this schema. */
export const configSchema = z.object({
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address to listen on. Anything but loopback exposes the server to the network.'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe('TCP port; 0 takes a free one.'),
  PUBLIC_URL: z.url().optional().describe('URL under which clients reach the server, when it stands behind a proxy.'),
  EHR_REGISTRY: z
    .string()
    .optional()
    .describe(
      'JSON file of the EHRs that may call (docs/secure.md). Their tokens are verified against PUBLIC_URL, which must be set with it.',
    ),
  OPEN_MODE: z
    .enum(['loopback', 'network'])
    .default('loopback')
    .describe(
      'Where anybody may call while EHR_REGISTRY is not set: on a loopback HOST only, or, with `network`, wherever HOST listens.',
    ),
  FHIR_SERVERS: listOf(z.url({ protocol: /^https?$/ })).describe(
    'FHIR base URLs, separated by commas, that calls may name as `fhirServer` while EHR_REGISTRY is not set.',
  ),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe(
      'Redis that the processes of one deployment share: to refuse a token that another process has seen, and, with QUEUE=on, to hand inference to workers.',
    ),
  QUEUE: z
    .enum(['off', 'on'])
    .default('off')
    .describe(
      '`on` runs the models in `hoofbeats worker` processes, through BullMQ at REDIS_URL; what they do not answer in time is run in this process. All processes need the same SEAL_KEYS or DATA_DIR.',
    ),
  WORKER_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .optional()
    .describe(
      'TCP port at HOST on which `hoofbeats worker` answers /health/live, /health/ready and /metrics; 0 takes a free one. Not set, a worker listens nowhere.',
    ),
  TRUST_PROXY: listOf(
    z.union([z.enum(['loopback', 'linklocal', 'uniquelocal']), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]),
  ).describe(
    'Proxies before the server, separated by commas, whose X-Forwarded-For is believed: addresses, CIDR blocks, `loopback`, `linklocal`, `uniquelocal`.',
  ),
  RATE_LIMIT_PER_ADDRESS: perMinute.describe(
    'Requests a minute of one IP address (IPv6: /64), before authentication; 0 for no limit. Callers on this machine are not counted.',
  ),
  RATE_LIMIT_PER_CLIENT: perMinute.describe('Requests a minute of one authenticated EHR; 0 for no limit.'),
  LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug']).default('info').describe('Least severe log line to write.'),
  BODY_LIMIT_MB: z.coerce
    .number()
    .positive()
    .max(64)
    .default(8)
    .describe('Largest request body in MiB; beyond it the answer is 413.'),
  ENTRY_LIMIT: z.coerce
    .number()
    .int()
    .positive()
    .default(20_000)
    .describe('Most Bundle entries in one request body, over all its Bundles; beyond it the answer is 413.'),
  REQUEST_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(300_000)
    .default(30_000)
    .describe('Time in milliseconds for a client to send its whole request; then the answer is 408.'),
  DEADLINE_MS: z.coerce
    .number()
    .int()
    .min(50)
    .max(30_000)
    .default(400)
    .describe(
      'Time in milliseconds for a CDS Hooks answer; on expiry it is `{"cards":[]}`, and while 64 late ones are unfinished 503.',
    ),
  FHIR_DEADLINE_MS: z.coerce
    .number()
    .int()
    .min(50)
    .max(30_000)
    .default(300)
    .describe(
      'Time in milliseconds for reading from the FHIR server what prefetch left out, all at once; what is not there by then is missing. Keep it below DEADLINE_MS, or the answer is late.',
    ),
  FHIR_PAGES: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(5)
    .describe('Most pages of one search that are read; what lies beyond is reported on the card as cut short.'),
  APP_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Launch URL of the SMART app, as the EHR has it registered; without it cards carry no SMART link.'),
  DISABLED_SERVICES: listOf(z.string()).describe(
    'Ids of CDS services, separated by commas, that are switched off without editing their files: discovery leaves them out, and calls get no card.',
  ),
  MODELS_DIR: z.string().default(modelsDir).describe('Folder of the model packages, one folder per family.'),
  DATA_DIR: z
    .string()
    .default(dataDir)
    .describe('Folder of what the server remembers: the embedded database and its keys.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('PostgreSQL in place of the embedded database, e.g. `postgres://user:password@host/name`.'),
  SEAL_KEYS: keyListSchema
    .optional()
    .describe(
      'AES-256 keys that seal what is stored: `id:base64` with commas between; all of them open, the first one seals. Without them, keys are made once in DATA_DIR.',
    ),
  PSEUDONYM_KEY: secretKeySchema
    .optional()
    .describe('Key of 32 bytes in base64 that turns patient ids into pseudonyms. It must never change.'),
  AUDIT_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('Bearer token that opens /fhir/AuditEvent; without it the log is served on loopback only.'),
  BACKEND_CLIENT_ID: z
    .string()
    .optional()
    .describe('Client id under which the EHR has registered `hoofbeats screen` for SMART Backend Services.'),
  BACKEND_KEYS: z
    .string()
    .optional()
    .describe('JSON Web Key Set file with the private key (RS384 or ES384) that belongs to BACKEND_CLIENT_ID.'),
  BACKEND_JKU: z
    .url({ protocol: /^https$/ })
    .optional()
    .describe(
      'URL under which the public keys (`hoofbeats jwks`) are published, where the EHR has one registered; assertions name it.',
    ),
  BACKEND_SCOPE: z
    .string()
    .default('system/Patient.read system/Condition.read system/Observation.read')
    .describe('Scopes that `hoofbeats screen` asks for.'),
  BACKEND_WRITE_SCOPE: z
    .string()
    .default('system/RiskAssessment.write system/Task.write system/Flag.write system/Communication.write')
    .describe('Scopes that `hoofbeats screen --write-back` asks for; leave out what is not written.'),
  SUBSCRIBER_ENDPOINTS: listOf(z.url({ protocol: /^https?$/ })).describe(
    'URLs, separated by commas, below which subscribers may receive notifications; https, or http on loopback. Without any, only a server that answers on loopback alone notifies, and only on this machine.',
  ),
  SUBSCRIBER_NETWORKS: listOf(z.union([z.cidrv4(), z.cidrv6()])).describe(
    'CIDR blocks of private addresses in which the hosts of SUBSCRIBER_ENDPOINTS may lie, separated by commas.',
  ),
  NOTIFICATION_SOURCES: z
    .string()
    .optional()
    .describe('JSON file of the servers that send notifications, or are polled (docs/subscriptions.md).'),
  OPERATOR_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe(
      'Token that opens /operator, as a Bearer token or as the password that a browser asks for; without it there is no /operator.',
    ),
});

export type Config = Readonly<z.infer<typeof configSchema>>;
