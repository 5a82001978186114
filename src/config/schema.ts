import { z } from 'zod';
import { modelsDir } from './paths.ts';

/** The whole configuration, its defaults and its manual: docs/configuration.md is generated from this schema. */
export const configSchema = z.object({
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address to listen on. Anything but loopback exposes the server to the network.'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe('TCP port; 0 takes a free one.'),
  PUBLIC_URL: z.url().optional().describe('URL under which clients reach the server, when it stands behind a proxy.'),
  LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug']).default('info').describe('Least severe log line to write.'),
  BODY_LIMIT_MB: z.coerce
    .number()
    .positive()
    .max(64)
    .default(8)
    .describe('Largest request body in MiB; beyond it the answer is 413.'),
  DEADLINE_MS: z.coerce
    .number()
    .int()
    .min(50)
    .max(30_000)
    .default(400)
    .describe(
      'Time in milliseconds for a CDS Hooks answer; on expiry it is `{"cards":[]}`, and while 64 late ones are unfinished 503.',
    ),
  MODELS_DIR: z.string().default(modelsDir).describe('Folder of the model packages, one folder per family.'),
});

export type Config = Readonly<z.infer<typeof configSchema>>;
