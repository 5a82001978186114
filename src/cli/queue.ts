import type { Redis } from 'ioredis';
import { loadConfig } from '../config/load.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { impatientConnection } from '../queue/connection.ts';
import { type DeadLetter, listDeadLetters, replayDeadLetters } from '../queue/dead-letters.ts';
import { readArguments } from './arguments.ts';
import { redisUrl } from './redis-url.ts';

export function dead(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, { json: { type: 'boolean', default: false } });
  return withRedis(async (redis) => {
    const letters = await listDeadLetters(redis);
    if (values.json) console.log(JSON.stringify({ letters }));
    else console.log(letters.length === 0 ? 'No dead letters.' : letters.map(line).join('\n'));
    return 0;
  });
}

export function replay(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, {
    all: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  if (values.all === positionals.length > 0)
    throw new HoofbeatsError('USAGE', 'Give ids as `hoofbeats queue dead` prints them, or --all.');
  return withRedis(async (redis) => {
    const letters = await replayDeadLetters(redis, values.all ? undefined : positionals);
    if (values.json) console.log(JSON.stringify({ letters }));
    else console.log(`Queued again: ${letters.length}. What fails once more is listed by \`hoofbeats queue dead\`.`);
    return 0;
  });
}

const line = ({ job, lane, model, reason, attempts, failedAt }: DeadLetter) =>
  `${failedAt}  ${job}  ${lane}  ${model}  ${reason}  (${attempts} attempts)`;

const patienceMs = 3000;

async function withRedis<Result>(work: (redis: Redis) => Promise<Result>): Promise<Result> {
  const redis = impatientConnection(redisUrl(loadConfig(process.env)), () => {});
  try {
    await new Promise((resolve, reject) => {
      redis.once('ready', resolve);
      setTimeout(reject, patienceMs).unref();
    }).catch((cause) => {
      throw new HoofbeatsError('CONFIG_INVALID', 'The Redis of REDIS_URL does not answer.', { cause });
    });
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}
