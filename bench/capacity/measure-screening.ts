import { tmpdir } from 'node:os';
import { measureFolder } from '../screen.ts';
import { screenData } from '../screen-data.ts';
import type { Measured } from './measured.ts';

/** Two sizes tell what a patient costs apart from the start. */
const [smallBytes, largeBytes] = [64e6, 512e6];

/** @param synthea folder with the NDJSON of the 504 patients */
export async function measureScreening(synthea: string): Promise<Measured['screening']> {
  const small = await measureFolder(await screenData(synthea, smallBytes, tmpdir()), 1);
  const folder = await screenData(synthea, largeBytes, tmpdir());
  const large = await measureFolder(folder, 1);
  const two = await measureFolder(folder, 2);
  const cpuMsPerPatient = (1000 * (large.cpuSeconds - small.cpuSeconds)) / (large.patients - small.patients);
  return {
    kbPerPatient: (1000 * large.mb) / large.patients,
    cpuMsPerPatient,
    startCpuMs: 1000 * small.cpuSeconds - cpuMsPerPatient * small.patients,
    peakMbOneThread: large.peakMb,
    peakMbTwoThreads: two.peakMb,
  };
}
