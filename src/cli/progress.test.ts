import { describe, expect, it } from 'vitest';
import { duration, progressReporter } from './progress.ts';

function reporter(isTTY: boolean) {
  let time = 0;
  let text = '';
  const out = { isTTY, write: (more: string) => (text += more) } as unknown as NodeJS.WriteStream;
  const report = progressReporter(out, () => time);
  return {
    at(ms: number, phase: string, done: number, total?: number) {
      time = ms;
      report({ phase, done, ...(total === undefined ? {} : { total }) });
    },
    text: () => text,
  };
}

describe('progress', () => {
  it('writes a line every few seconds where nobody watches, and the last one always', () => {
    const { at, text } = reporter(false);
    at(0, 'ranking', 0, 100);
    at(1000, 'ranking', 10, 100);
    at(6000, 'ranking', 50, 100);
    at(6500, 'ranking', 100, 100);
    at(6600, 'ranking', 100, 100);
    expect(text().trim().split('\n')).toEqual([
      'ranking [........................] 0/100',
      'ranking [############............] 50/100, 6 s left',
      'ranking [########################] 100/100',
    ]);
  });

  it('redraws one bar on a terminal, a new one for each phase', () => {
    const { at, text } = reporter(true);
    at(0, 'reading', 5);
    at(200, 'reading', 9);
    at(400, 'ranking', 1, 3);
    at(600, 'ranking', 2, 3);
    expect(text()).toBe(
      [
        '\r\u001b[2Kreading: 5\r\u001b[2Kreading: 9\n',
        '\r\u001b[2Kranking [########................] 1/3',
        '\r\u001b[2Kranking [################........] 2/3, 0 s left',
      ].join(''),
    );
  });

  it('takes the remaining time from its own pace, not from what was there when it began', () => {
    const { at, text } = reporter(false);
    at(0, 'fetching', 90, 100);
    at(10_000, 'fetching', 92, 100);
    expect(text()).toContain('92/100, 40 s left');
  });

  it('says durations as people do', () => {
    expect([duration(59), duration(75), duration(3600)]).toEqual(['59 s', '1 min 15 s', '60 min 0 s']);
  });
});
