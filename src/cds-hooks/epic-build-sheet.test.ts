import { describe, expect, it } from 'vitest';
import { cdsServicesDir } from '../config/paths.ts';
import { epicBuildSheet, epicHook, sheetText } from './epic-build-sheet.ts';
import { loadServices } from './load-services.ts';

const service = (await loadServices(cdsServicesDir)).find(({ hook }) => hook === epicHook)!;
const sheet = epicBuildSheet(service, 'https://ddx.example', 'https://ddx.example/launch');
const values = sheet.flatMap(({ rows }) => rows.map(([, value]) => value));
const section = (title: RegExp) => sheet.find((one) => title.test(one.title))?.rows ?? [];

describe('Epic build sheet', () => {
  it('D5 D10 F1 has the URLs, the hook, and every prefetch key with its query', () => {
    expect(values).toContain('https://ddx.example/cds-services/differential-diagnosis');
    expect(values).toContain('https://ddx.example/cds-services/differential-diagnosis/feedback');
    expect(values).toContain('patient-view');
    expect(section(/^Prefetch/)).toEqual(Object.entries(service.prefetch));
  });

  it('has an API for every prefetch query', () => {
    expect(section(/^APIs/)).toHaveLength(Object.keys(service.prefetch).length);
  });

  it('R7 R13 R14 has the topic, every override code and every link', () => {
    expect(section(/topic/)).toContainEqual(['Code', service.source.topic.code]);
    expect(section(/^Override/).map(([code]) => code)).toEqual(service.overrideReasons.map(({ code }) => code));
    expect(section(/^Links/).map(([, url]) => url)).toEqual(['https://ddx.example/launch', 'https://ddx.example/']);
    expect(epicBuildSheet(service, 'https://x.example').flatMap(({ rows }) => rows.flat())).not.toContain(
      'SMART launch URL',
    );
  });

  it('is text in columns', () => {
    expect(sheetText(sheet)).toMatch(/^CDS service: .*\n.*\n {2}Service URL {9}https:\/\/ddx\.example\/cds-services/);
  });
});
