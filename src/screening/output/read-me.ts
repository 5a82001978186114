import type { RunSummary } from './run-summary.ts';

/** `README.txt` of the folder of outputs: what each file is, for whoever finds them. */
export const readMe = ({ run, workList }: RunSummary) => `Screening for rare diseases, ${run.finishedAt.slice(0, 10)}

These files name patients. Treat them as part of the record.

report.html             The run on one page: open it in a browser, or print it. It loads nothing from anywhere.
worklist.csv            Patients to review, for a spreadsheet (RFC 4180, UTF-8). At most ${workList.top}.
worklist.ndjson         The same with every source, one JSON object per line.
riskassessments.ndjson  Every assessed patient as FHIR R4 RiskAssessment, one per line. Without predictions: nothing is suggested.
not-assessable.ndjson   Patients whose record says too little, with the reason.
errors.ndjson           What was wrong with the input, if anything was, with file and line.
write-back.ndjson       With --write-back: what became of each resource that was written into the EHR.
summary.json            The run in figures, without patients.

Order of the work list: ${workList.order}
In worklist.csv a text that begins with = + - or @ has an apostrophe before it, so that no spreadsheet runs it.
Probabilities run from 0 to 1. That of a diagnosis supposes that one of the compared diseases is the cause.

Decision support for health professionals, not a diagnosis. Nothing has been sent to patients.
`;
