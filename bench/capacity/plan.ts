import { crawlQueries } from '../../src/screening/crawl/crawl-queries.ts';
import type { Measured, MeasuredCalls } from './measured.ts';
import { highestRate, type Load, simulate } from './simulate.ts';

/** What a plan takes for granted; everybody has their own. */
export interface Assumptions {
  /** Share of a day's calls that come in its busiest hour. */
  readonly peakShare: number;
  /** Share of a resource that is used at the peak. */
  readonly fill: number;
  /** Hours of a night in which a screening of everybody must end. */
  readonly nightHours: number;
  /** Price of a core with its memory for an hour. */
  readonly coreHour: number;
}

export const usualAssumptions: Assumptions = { peakShare: 0.15, fill: 0.5, nightHours: 8, coreHour: 0.05 };

/** Bars of the hook: 99 of 100 answers within 250 ms, and no more than one of a thousand past the deadline. */
const promised = { p99Ms: 250, late: 0.001 };
/** Searches of a call without prefetch: one for each key of `cds-services/differential-diagnosis.json`. */
const readsPerCall = 5;
/** A call asks the model once for its scores and once for their explanation. */
const jobsPerCall = 2;
/** So that one may be restarted. */
const leastProcesses = 2;
const hoursOfYear = 8766;

/** What a rate of calls needs. */
export interface CallPlan {
  readonly perSecond: number;
  readonly perDay: number;
  readonly processes: number;
  readonly cores: number;
  readonly memoryGb: number;
  readonly load: Load;
  /** Records of a year in PostgreSQL. */
  readonly databaseGbPerYear: number;
  /** Share of what PostgreSQL takes. */
  readonly postgresShare: number;
  /** With `QUEUE=on`: workers, and the share of one core that Redis uses. */
  readonly workers: number;
  readonly redisShare: number;
  /** What the FHIR server must answer when the EHR sends no prefetch. */
  readonly readsPerSecond: number;
  readonly costPerYear: number;
}

/** What one process bears before a bar is missed or it is fuller than it should be. Calls a second. */
export const perProcess = (calls: MeasuredCalls, { fill }: Assumptions): number =>
  highestRate(calls, ({ p99Ms, late, busy }) => p99Ms <= promised.p99Ms && late <= promised.late && busy <= fill);

/** @param bears what one process bears, from `perProcess` */
export function planCalls(
  perSecond: number,
  calls: MeasuredCalls,
  measured: Measured,
  given: Assumptions,
  bears = perProcess(calls, given),
): CallPlan {
  const { peakShare, fill, coreHour } = given;
  const processes = Math.max(leastProcesses, Math.ceil(perSecond / bears));
  const perDay = (perSecond * 3600) / peakShare;
  const cores = Math.max(1, (perSecond * calls.cpuMs) / 1000 / fill);
  const { worker, postgres } = measured;
  const jobs = perSecond * jobsPerCall;
  return {
    perSecond,
    perDay,
    processes,
    cores,
    memoryGb: (processes * measured.loadedMb) / 1024,
    load: simulate(perSecond / processes, calls),
    databaseGbPerYear: (perDay * 365.25 * postgres.bytesPerCall) / 1e9,
    postgresShare: perSecond / postgresCalls(measured),
    workers: Math.max(1, Math.ceil(jobs / (worker.jobsPerSecond * fill))),
    redisShare: (jobs * worker.redisCpuMsPerJob) / 1000,
    readsPerSecond: perSecond * readsPerCall,
    costPerYear: Math.ceil(cores) * coreHour * hoursOfYear,
  };
}

/** Calls a second at the peak of a day. */
export const peakOf = (perDay: number, { peakShare }: Assumptions): number => (perDay * peakShare) / 3600;

/** The most calls a second whose records PostgreSQL took, however many processes wrote. */
export const postgresCalls = ({ postgres }: Measured): number => Math.max(...Object.values(postgres.callsPerSecond));

/** Calls a second with `QUEUE=on` at which Redis, which has one thread for commands, is as full as it should be. */
export const redisCalls = ({ worker }: Measured, { fill }: Assumptions): number =>
  (1000 * fill) / worker.redisCpuMsPerJob / jobsPerCall;

/** What screening so many patients needs. */
export interface ScreeningPlan {
  readonly patients: number;
  readonly coreHours: number;
  /** Cores that end it in a night. */
  readonly cores: number;
  readonly memoryGb: number;
  readonly exportGb: number;
  /** What the FHIR server must deliver for it to end in a night. */
  readonly exportMbPerSecond: number;
  /** Days of a crawl, patient by patient, with one page for each query, at 300 requests a minute. */
  readonly crawlDays: number;
  readonly cost: number;
}

/** Default of `--per-minute`. */
const requestsPerMinute = 300;

export function planScreening(patients: number, { screening }: Measured, given: Assumptions): ScreeningPlan {
  const { nightHours, coreHour } = given;
  const coreHours = (screening.startCpuMs + patients * screening.cpuMsPerPatient) / 3.6e6;
  const cores = Math.max(1, Math.ceil(coreHours / nightHours));
  const exportGb = (patients * screening.kbPerPatient) / 1e6;
  const secondThreadMb = screening.peakMbTwoThreads - screening.peakMbOneThread;
  return {
    patients,
    coreHours,
    cores,
    memoryGb: (screening.peakMbOneThread + (cores - 1) * secondThreadMb) / 1024,
    exportGb,
    exportMbPerSecond: (exportGb * 1000) / (nightHours * 3600),
    crawlDays: (patients * crawlQueries.length) / requestsPerMinute / 1440,
    cost: coreHours * coreHour,
  };
}
