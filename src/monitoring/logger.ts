import winston from 'winston';
import type { Config } from '../config/schema.ts';
import { redact } from './redaction.ts';
import { activeTrace } from './tracing.ts';

/** What the rest of the program knows of the log: a sentence without PHI, and fields. */
export interface Logger {
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

export interface LoggerOptions {
  readonly level: Config['LOG_LEVEL'];
  /** Where the lines go; stderr by default, since stdout belongs to the results of commands. */
  readonly stream?: NodeJS.WritableStream;
}

const levelSymbol = Symbol.for('level');

// Redaction is part of the logger, not a hope: no transport sees a line before this format has copied it.
const redaction = winston.format((info) =>
  // winston keeps the level of a line under a symbol, which a copy by key would lose.
  Object.assign(redact(info) as winston.Logform.TransformableInfo, { [levelSymbol]: info[levelSymbol] }),
);

// A line of a traced request is found from its trace, and the other way round. Random numbers: nothing to redact.
const traced = winston.format((info) => Object.assign(info, activeTrace()));

/** A logger that writes one redacted JSON object per line. */
export function createLogger({ level, stream = process.stderr }: LoggerOptions): Logger {
  return winston.createLogger({
    level,
    format: winston.format.combine(winston.format.timestamp(), redaction(), traced(), winston.format.json()),
    transports: [new winston.transports.Stream({ stream })],
  });
}
