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
      cause: { kind: 'TypeError', stack: expect.arrayContaining([expect.stringMatching(/^at .*:\d+:\d+\)?$/)]) },
    });
  });

  it.each([
    ['a plain error', () => new Error('no such patient: Quijano')],
    [
      'a message of several lines, one like a frame',
      () => new TypeError('bad\n    at Quijano (x:1:2)\n    at Quijano'),
    ],
    ['what Express says of a path', () => new URIError("Failed to decode param 'Quijano%E0%A4%A'")],
    ['a code that is none', () => Object.assign(new Error('x'), { code: 'Ana Quijano' })],
    ['a cause of ours', () => new HoofbeatsError('INTERNAL', 'It failed.', { cause: new RangeError('Quijano') })],
    ['no error at all', () => 'Quijano'],
  ])('keeps the words of others out: %s', (_, thrown) => {
    const { logger, log } = recorded();
    logger.error('failed', { error: errorFields(thrown()) });
    const line = log();
    expect(line).toContain('"kind"');
    expect(line).not.toContain('Quijano');
  });

  it('keeps the code of a foreign error', () => {
    const error = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    expect(errorFields(error)).toMatchObject({ kind: 'Error', code: 'ECONNRESET' });
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
