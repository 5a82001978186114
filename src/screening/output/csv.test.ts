import { describe, expect, it } from 'vitest';
import { csvRecord } from './csv.ts';

describe('csvRecord', () => {
  it('quotes commas, quotes, semicolons and outer spaces, and ends with CRLF (RFC 4180 §2)', () => {
    expect(csvRecord(['a', 'b, c', 'd "e"', 'f; g', ' h ', 1.5, undefined])).toBe(
      'a,"b, c","d ""e""","f; g"," h ",1.5,\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r\n=1', '  =1', '＝1', '|cmd'])(
    'disarms the formula %j',
    (text) => {
      const cell = csvRecord([text]).trimEnd();
      expect(cell.replace(/^"/, '')).toMatch(/^'/);
      expect(cell.split('\n')).toHaveLength(1);
    },
  );

  it('leaves numbers and harmless text alone', () => {
    expect(csvRecord([-0.5, 'Ehlers-Danlos', "D'Agostino"])).toBe("-0.5,Ehlers-Danlos,D'Agostino\r\n");
  });

  it('keeps a record on one line', () => {
    expect(csvRecord(['a\r\nb\u2028c'])).toBe('a b c\r\n');
  });
});
