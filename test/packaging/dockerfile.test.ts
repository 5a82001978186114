import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.ts';
import { brokenRules } from './dockerfile-rules.ts';

const dockerfile = readFileSync(join(projectRoot, 'Dockerfile'), 'utf8');
/** A file that breaks no rule, to break one of. */
const good = [
  'FROM node:22-bookworm-slim AS build',
  'WORKDIR /app',
  'COPY a ./',
  'RUN npm ci',
  'FROM node:22-bookworm-slim',
  'WORKDIR /app',
  'COPY --from=build /app/a ./',
  'USER 1000:1000',
  'HEALTHCHECK CMD ["node", "check.mjs"]',
  'ENTRYPOINT ["node", "a"]',
];
const changed = (change: Readonly<Record<number, string>>) => good.map((line, at) => change[at + 1] ?? line).join('\n');

describe('Dockerfile', () => {
  it('is valid for the engine (dockerfile-utils)', () => {
    expect(validate(dockerfile)).toEqual([]);
    expect(validate('FORM node:22')).not.toEqual([]);
  });

  it('breaks no rule of good practice', () => {
    expect(brokenRules(dockerfile)).toEqual([]);
    expect(brokenRules(good.join('\n'))).toEqual([]);
  });

  it.each([
    ['DL3002', 8, 'USER root'],
    ['DL3002', 8, 'USER 0:0'],
    ['DL3002', 8, 'EXPOSE 3000'],
    ['DL3003', 4, 'RUN cd src && npm ci'],
    ['DL3004', 4, 'RUN sudo npm ci'],
    ['DL3006', 5, 'FROM node'],
    ['DL3007', 5, 'FROM node:latest'],
    ['DL3016', 4, 'RUN npm install express'],
    ['DL3020', 3, 'ADD a ./'],
    ['DL3022', 7, 'COPY --from=elsewhere /app/a ./'],
    ['DL3025', 10, 'ENTRYPOINT node a'],
    ['DL3045', 2, 'EXPOSE 3000'],
    ['DL3057', 9, 'EXPOSE 3000'],
    ['DL4006', 4, 'RUN npm ci | tee log'],
  ])('%s speaks when line %i is “%s”', (code, line, instead) => {
    expect(brokenRules(changed({ [line]: instead }))).toEqual([expect.stringMatching(`^${code}: `)]);
  });
});
