import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { errorFields } from './error-fields.ts';
import { createLogger } from './logger.ts';

function recorded() {
  const stream = new PassThrough({ encoding: 'utf8' });
  return { logger: createLogger({ level: 'info', stream }), log: (): string => stream.read() ?? '' };
}

describe('logger', () => {
  it('writes one JSON object per line, with level, time and fields', () => {
    const { logger, log } = recorded();
    logger.info('request', { route: '/health/live', status: 200 });
    const line = log();
    expect(line).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(line)).toEqual({
      level: 'info',
      message: 'request',
      route: '/health/live',
      status: 200,
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
  });

  it('leaves out what is below its level', () => {
    const { logger, log } = recorded();
    logger.debug('detail');
    expect(log()).toBe('');
  });

  it('redacts fields and messages', () => {
    const { logger, log } = recorded();
    logger.warn('no answer for Patient/abc', { authorization: 'Bearer abc', deep: { birthDate: 'abc' } });
    const line = log();
    expect(line).toContain('no answer');
    expect(line).not.toContain('abc');
  });

  it('keeps the log-only half and the causes of an error', () => {
    const { logger, log } = recorded();
    const error = new HoofbeatsError('MODEL_UNAVAILABLE', 'The model is not loaded.', {
      log: { file: 'model.onnx' },
      cause: new TypeError('bad shape'),
    });
    logger.error('failed', { error: errorFields(error) });
    expect(JSON.parse(log()).error).toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      log: { file: 'model.onnx' },
      cause: { kind: 'TypeError', message: 'bad shape', stack: expect.any(Array) },
    });
  });

  it('does not repeat the text that JSON.parse could not read', () => {
    const { logger, log } = recorded();
    try {
      JSON.parse('{"family": Quijano}');
    } catch (thrown) {
      logger.error('failed', { error: errorFields(thrown) });
    }
    const line = log();
    expect(line).toContain('SyntaxError');
    expect(line).not.toContain('Quijano');
  });
});
