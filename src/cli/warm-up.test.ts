import { describe, expect, it } from 'vitest';
import type { Assessment } from '../assessment/assessment.ts';
import { cardOf } from '../cds-hooks/card.ts';
import { loadServices } from '../cds-hooks/load-services.ts';
import { cdsServicesDir, modelsDir } from '../config/paths.ts';
import { openServing } from '../serving.ts';
import { loadReverseMaps } from '../terminology/reverse-maps.ts';
import { warmUp } from './warm-up.ts';

describe('warm-up', () => {
  it('goes all the way to a card, and nothing is kept or remembered', async () => {
    const kept: unknown[] = [];
    const note = (what: string) => async () => {
      kept.push(what);
      return undefined;
    };
    const memory = { recall: note('recalled'), remember: note('remembered') };
    const serving = await openServing({ MODELS_DIR: modelsDir }, { keep: note('kept'), memory });
    const [services, reverseMaps] = [await loadServices(cdsServicesDir), loadReverseMaps()];
    const assessed: Assessment[] = [];
    const rehearsal: typeof serving.rehearsal = {
      async assess(request) {
        assessed.push(await serving.rehearsal.assess(request));
        return assessed.at(-1)!;
      },
    };
    await warmUp({ rehearsal }, services, reverseMaps);
    await serving.close();
    expect(cardOf(assessed[0]!, services[0]!, { publicUrl: () => '', reverseMaps })?.summary).toMatch(/Marfan/);
    expect(kept).toEqual([]);
  });

  it('is left out where no service is switched on', async () => {
    const rehearsal = { assess: () => Promise.reject(new Error('nobody is assessed here')) };
    const services = (await loadServices(cdsServicesDir)).map((service) => ({ ...service, enabled: false }));
    await warmUp({ rehearsal }, services, loadReverseMaps());
  });
});
