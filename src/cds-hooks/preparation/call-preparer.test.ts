import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { cdsServicesDir } from '../../config/paths.ts';
import { codeVersion } from '../../config/version.ts';
import { loadTerminology } from '../../terminology/load.ts';
import { loadServices } from '../load-services.ts';
import type { CdsService } from '../service-schema.ts';
import { type CallPreparer, type CallPreparerOptions, createCallPreparer } from './call-preparer.ts';

const versions = { code: codeVersion, terminology: loadTerminology().versions };
let services: readonly CdsService[];
let example: string;
let preparer: CallPreparer | undefined;
let ends: unknown[];
beforeAll(async () => {
  services = await loadServices(cdsServicesDir);
  example = await readFile(`${cdsServicesDir}/examples/patient-view.json`, 'utf8');
});
afterEach(async () => preparer?.close());

function open(options: Partial<CallPreparerOptions> = {}): CallPreparer {
  ends = [];
  const usual = {
    services,
    entryLimit: 1000,
    looksForReady: false,
    versions,
    isBusy: () => true,
    onEnd: (cause: unknown) => ends.push(cause),
  };
  preparer = createCallPreparer({ ...usual, ...options });
  return preparer;
}

/** The example, blown up by white space: the bytes decide who reads it. */
const call = (bytes = 20_000, text = example) => ({
  body: new Uint8Array(Buffer.from(text.padEnd(bytes))),
  service: 'differential-diagnosis',
  at: new Date(),
});

/** Resolves when the thread reads calls; those before are what makes it begin. */
const begun = ({ prepare }: CallPreparer) =>
  vi.waitFor(async () => expect(await prepare(call())).toBeDefined(), { timeout: 20_000, interval: 20 });

describe('the call preparer', { timeout: 30_000 }, () => {
  it('reads calls on a thread, in their order, whatever is wrong with some of them', async () => {
    const { prepare } = open();
    await begun(preparer!);
    const calls = [call(), call(20_000, '{"hook":'), call(30_000), call(20_000, '[]'), call()];
    const found = await Promise.all(calls.map((each) => prepare(each)));
    expect(found.map((each) => each !== undefined)).toEqual([true, false, true, false, true]);
    expect(found[0]?.prepared.case.findings.length).toBeGreaterThan(0);
    expect(preparer!.waiting).toBe(0);
  });

  it('leaves the bytes of a call to the server', async () => {
    const { prepare } = open();
    await begun(preparer!);
    const given = call();
    await prepare(given);
    expect(given.body.length).toBe(20_000);
  });

  it('begins no thread while the event loop has time', async () => {
    const { prepare } = open({ isBusy: () => false });
    expect(await prepare(call())).toBeUndefined();
    await sleep(300);
    expect(await prepare(call())).toBeUndefined();
  });

  it('leaves small calls and very large ones to the server', async () => {
    const { prepare } = open();
    await begun(preparer!);
    expect(await prepare(call(0))).toBeUndefined();
    expect(await prepare(call(9 * 1024 * 1024))).toBeUndefined();
  });

  it('takes no more than it can hold', async () => {
    const { prepare } = open();
    await begun(preparer!);
    const found = await Promise.all(Array.from({ length: 4 }, () => prepare(call(6 * 1024 * 1024))));
    expect(found.map((each) => each !== undefined)).toEqual([true, true, false, false]);
  });

  it('reads nothing by other versions than the server', async () => {
    const { prepare } = open({ versions: { ...versions, terminology: { hpo: 'another' } } });
    await prepare(call());
    await vi.waitFor(() => expect(ends).toHaveLength(1), { timeout: 20_000 });
    // Nor does it try again.
    await prepare(call());
    await sleep(300);
    expect(ends).toHaveLength(1);
  });

  it('hands everything back when its thread ends, and begins another', async () => {
    const { prepare } = open({ limits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 } });
    await begun(preparer!);
    // Four million small objects do not fit in such a heap.
    const heavy = `{"a":[${'{},'.repeat(2_000_000)}{}]}`;
    const found = await Promise.all([prepare(call(0, heavy)), prepare(call())]);
    expect(found).toEqual([undefined, undefined]);
    expect(ends).toHaveLength(1);
    expect(preparer!.waiting).toBe(0);
    await begun(preparer!);
  });
});
