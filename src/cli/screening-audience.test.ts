import { describe, expect, it } from 'vitest';
import { temporaryFile } from '../../test/fixtures/temporary-file.ts';
import { screeningAudience } from './screening-audience.ts';

const jwks = ['https://ehr.example/jwks.json'];
const EHR_REGISTRY = temporaryFile('ehrs.json', [
  JSON.stringify({
    ehrs: [
      { issuer: 'https://north.example', jku: jwks, fhirServers: ['https://north.example/fhir/'] },
      { issuer: 'https://south.example', jku: jwks, fhirServers: ['https://south.example/fhir'] },
    ],
  }),
]);

describe('those who hear of a screening', () => {
  it.each([
    ['everybody, where nobody is registered', undefined, undefined, ['["open-mode",""]']],
    ['the EHR whose server it is', 'https://north.example/fhir', EHR_REGISTRY, ['["https://north.example",""]']],
    ['nobody, for a server that is in no entry', 'https://west.example/fhir', EHR_REGISTRY, []],
    ['nobody, for a folder', undefined, EHR_REGISTRY, []],
  ])('are %s', (_, server, registry, expected) => {
    expect(screeningAudience(server, { EHR_REGISTRY: registry })).toEqual(expected);
  });
});
