import { describe, expect, it } from 'vitest';
import { mask, redact } from './redaction.ts';

describe('redact', () => {
  it.each([
    ['authorization', { headers: { authorization: 'Bearer abc' } }],
    ['access_token in any spelling', { a: { access_token: 'abc', accessToken: 'abc', 'Access-Token': 'abc' } }],
    [
      'identifiers, nested in arrays',
      { list: [{ patientId: 'abc' }, { birthDate: 'abc', name: [{ family: 'abc' }] }] },
    ],
    ['the record', { prefetch: { patient: { id: 'abc' } }, body: 'abc', resource: { id: 'abc' } }],
    ['URLs, which may hold ids', { url: '/fhir/Patient/abc?name=abc' }],
  ])('masks %s', (_, fields) => {
    const line = JSON.stringify(redact(fields));
    expect(line).not.toContain('abc');
    expect(line).toContain(mask);
  });

  it('masks tokens and references inside sentences', () => {
    const token = 'eyJhbGciOiJSUzM4NCJ9.eyJpc3MiOiJlaHIifQ.c2lnbmF0dXJl';
    expect(redact(`read Patient/p-17 and Observation/o.1 with Bearer s3cr3t, then ${token}`)).toBe(
      `read Patient/${mask} and Observation/${mask} with Bearer ${mask}, then ${mask}`,
    );
  });

  it('keeps what an operator needs', () => {
    const fields = {
      route: '/cds-services/:id',
      status: 412,
      ms: 3.2,
      code: 'EVIDENCE_MISSING',
      ok: false,
      gone: null,
    };
    expect(redact(fields)).toEqual(fields);
  });

  it('survives cycles and bigints', () => {
    const cycle: Record<string, unknown> = { size: 10n };
    cycle.self = cycle;
    expect(JSON.stringify(redact(cycle))).toContain('[deep]');
  });
});
