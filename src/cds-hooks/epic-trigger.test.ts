import { describe, expect, it } from 'vitest';
import { epicTrigger } from './epic-trigger.ts';

const key = 'com.epic.cdshooks.request.bpa-trigger-action';

describe('trigger action of Epic', () => {
  it.each([
    ['60', 'open-chart'],
    ['6', 'enter-problem'],
    [7, 'enter-diagnosis'],
    ['999', 'other'],
    ['constructor', 'other'],
  ])('%s is %s', (code, name) => {
    expect(epicTrigger({ [key]: code })).toBe(name);
  });

  it.each([[undefined], [null], ['60'], [[]], [{}], [{ [key]: { code: '60' } }]])('T5 is absent in %j', (extension) => {
    expect(epicTrigger(extension)).toBeUndefined();
  });
});
