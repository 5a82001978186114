import { join } from 'node:path';
import { byteOrderMark } from '../fhir/byte-order-mark.ts';
import { splitLines } from './line-splitter.ts';
import { readLineSubject, usedTypes } from './line-subject.ts';
import { formsPath, writeForms } from './lines/form-file.ts';
import { createFormIndex } from './lines/form-index.ts';
import type { LineForm } from './lines/line-form.ts';
import { mostFormNumbers, writeFormedLine, writeWholeLine } from './lines/line-record.ts';
import { longestLine } from './longest-line.ts';
import { readSlice } from './read-slice.ts';
import type { Slice } from './slices.ts';
import { createSpillBuffer, type SliceProblem, type SpillBuffer, spillName, writeSpillIndex } from './spill.ts';

/** First pass over one slice of the input: every line that may be of use goes to the bucket of its patient. */
export interface GroupTask {
  readonly slice: Slice;
  /** Folder of the spill files. */
  readonly spills: string;
  readonly buckets: number;
  /** Resources that were deleted at the source after this slice was fetched, as relative references. */
  readonly deleted: readonly string[];
}

export interface Grouped {
  readonly lines: number;
  readonly problems: number;
}

/** Held in memory before it goes to disk. */
const spillBytes = 12 * 1024 * 1024;

// What lines look like is the same in every slice that the thread groups, and so is the memory that they need.
const index = createFormIndex();
const buffers = new Map<number, SpillBuffer>();

/** Empty; what a slice that failed has left in it is dropped. */
function emptyBuffer(buckets: number): SpillBuffer {
  const buffer = buffers.get(buckets) ?? createSpillBuffer(buckets);
  // Taken while it is in use, and put back when it is empty again.
  buffers.delete(buckets);
  return buffer;
}

/** Groups a slice. It may be done again at any time: its index is written last, and replaces what was there. */
export async function groupSlice({ slice, spills, buckets, deleted }: GroupTask): Promise<Grouped> {
  const gone = new Set(deleted);
  const parts: { file: string; offsets: readonly number[] }[] = [];
  const problems: SliceProblem[] = [];
  const buffer = emptyBuffer(buckets);
  const forms: LineForm[] = [];
  /** Number of a form in the index → in the list of the slice. */
  const numbers: number[] = [];

  function keepUnknown(bytes: Buffer, start: number, end: number, number: number): void {
    const subject = isBlank(bytes, start, end) ? undefined : readLineSubject(bytes, start, end);
    if (subject?.kind === 'used') {
      const { type, patient, id } = subject;
      const learnt = type === 'Patient' || forms.length >= mostFormNumbers ? -1 : index.learn(bytes, start, end);
      const isGone = gone.size > 0 && (gone.has(`Patient/${patient}`) || gone.has(`${type}/${id}`));
      if (learnt >= 0) keepFormed(learnt, bytes, number);
      else if (!isGone) writeWholeLine(buffer, buckets, { patient, number, bytes, start, end });
    } else if (subject && subject.kind !== 'unused') problems.push({ ...lineProblems[subject.kind], line: number });
  }

  function keepFormed(found: number, bytes: Buffer, number: number): void {
    const form = index.form(found);
    const { gaps } = index;
    const inGap = (gap: number) => bytes.toString('latin1', gaps[2 * gap], gaps[2 * gap + 1]);
    if (gone.size > 0 && (gone.has(`Patient/${inGap(form.patient)}`) || gone.has(`${form.type}/${inGap(form.id)}`)))
      return;
    numbers[found] ??= forms.push(form) - 1;
    writeFormedLine(buffer, buckets, { form, formNumber: numbers[found]!, gaps, number, source: index.source });
  }

  const splitter = splitLines(
    {
      line(bytes, from, end, number) {
        const start = number === 1 ? from + byteOrderMark(bytes, from) : from;
        const found = forms.length < mostFormNumbers ? index.find(bytes, start, end) : -1;
        if (found >= 0) keepFormed(found, bytes, number);
        else keepUnknown(bytes, start, end, number);
      },
      tooLong(beginning, number) {
        if (mayBeUsed(beginning)) problems.push({ ...lineProblems['too-long'], line: number });
      },
    },
    longestLine,
  );
  let writing: Promise<void> | undefined;
  // While one file is written, the lines for the next are grouped; there are never more than these two in memory.
  const spill = async () => {
    await writing;
    if (buffer.bytes === 0) return;
    const file = spillName(slice.number, parts.length);
    const { offsets, done } = buffer.write(join(spills, file));
    parts.push({ file, offsets });
    writing = done;
  };
  try {
    for await (const chunk of readSlice(slice)) {
      splitter.push(chunk);
      if (buffer.bytes >= spillBytes) await spill();
    }
  } catch (thrown) {
    problems.push({ ...lineProblems.unreadable });
    if (!isDamage(thrown)) throw thrown;
  }
  const lines = splitter.end();
  await spill();
  await writing;
  buffers.set(buckets, buffer);
  await writeForms(formsPath(spills, slice.number), forms);
  await writeSpillIndex(spills, slice.number, { parts, lines, problems });
  return { lines, problems: problems.length };
}

const lineProblems = {
  broken: { code: 'broken-line', text: 'The line is not a FHIR resource in JSON, so it was not used.' },
  'no-patient': {
    code: 'no-patient',
    text: 'The resource does not say which patient it is about, so it was not used.',
  },
  'too-long': {
    code: 'line-too-long',
    text: `The line is longer than ${longestLine / 1024 / 1024} MiB, so it was not used.`,
  },
  unreadable: { code: 'file-damaged', text: 'The file cannot be read to its end; what came before was used.' },
} as const;

/** A compressed file that is cut short or damaged. A disk that fails is the run's own misfortune. */
const isDamage = (thrown: unknown) => String((thrown as NodeJS.ErrnoException).code).startsWith('Z_');

const typePattern = /"resourceType"\s*:\s*"([A-Za-z]+)"/;

/** Whether the beginning of a line leaves it open that the resource is of a type that is used. */
function mayBeUsed(beginning: Buffer): boolean {
  const type = typePattern.exec(beginning.toString('latin1'))?.[1];
  return type === undefined || usedTypes.some((used) => used === type);
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! > 0x20) return false;
  return true;
}
