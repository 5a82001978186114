import { parentPort, workerData } from 'node:worker_threads';
import { doJob, type FitJob } from './job.ts';

// A thread does one job, says how far it is, and ends.
if (parentPort) {
  const port = parentPort;
  const result = await doJob(workerData as FitJob, (progress) => port.postMessage({ progress }));
  port.postMessage({ result });
}
