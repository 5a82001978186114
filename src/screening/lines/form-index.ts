import { formOfLine, type LineForm } from './line-form.ts';

/** The forms met so far. A thread keeps one: the lines of a hospital are alike from file to file. */
export interface FormIndex {
  /** Number of the form that the line has; -1 when it is none of those known. Fills `gaps`. */
  find(bytes: Buffer, start: number, end: number): number;
  /** Makes a form of a line that has none of those known; -1 when none can be made. Fills `gaps`. */
  learn(bytes: Buffer, start: number, end: number): number;
  /** Where the gaps of the line found last stand: from, to, from, to … */
  readonly gaps: Int32Array;
  /** The bytes that they stand in. */
  readonly source: DataView;
  form(number: number): KnownForm;
}

/** A form, ready to be compared with lines. */
export interface KnownForm extends LineForm {
  /** Place of the patient among the gaps. */
  readonly patient: number;
  readonly id: number;
  readonly text: DataView;
  /** Where each piece ends in `text`. */
  readonly ends: Int32Array;
  readonly kinds: Uint8Array;
}

/** Enough for the codes, ranges and flags of a hospital; what comes after that is parsed. */
const mostForms = 20_000;
const mostBytes = 32 * 1024 * 1024;
/** A line with more gaps is better parsed. */
const mostGaps = 64;
/** Of a gap, in bytes. */
export const longestGap = 4096;

const [idKind, textKind, numberKind] = [0, 1, 2] as const;
const kindCode = { id: idKind, text: textKind, number: numberKind } as const;

/** Forms that begin alike, by eight bytes that tell most of them apart. */
interface Family {
  /** The beginning is that of this form. */
  readonly first: KnownForm;
  /** How many pieces are alike, each with the gap behind it. */
  readonly depth: number;
  readonly windows: { readonly offset: number; readonly forms: Map<number, number[]> }[];
}

export function createFormIndex(): FormIndex {
  const forms: KnownForm[] = [];
  /** Form → the one that came after it last: records are written in the same order again and again. */
  const next: number[] = [];
  const families: Family[] = [];
  const gaps = new Int32Array(2 * mostGaps);
  let last = 0;
  let bytesHeld = 0;
  let source: Buffer | undefined;
  let view: DataView = new DataView(new ArrayBuffer(0));

  /** Whether the line has the form; fills `gaps`. */
  function matches(form: KnownForm, start: number, end: number): boolean {
    const { text, ends, kinds } = form;
    const at = walk(form, kinds.length, start, end);
    if (at < 0) return false;
    const from = pieceStart(form, kinds.length);
    const length = ends[kinds.length]! - from;
    return end - at === length && sameBytes(text, from, view, at, length);
  }

  /** Where the line goes on behind the first pieces and their gaps; -1 when they are not those of the form. */
  function walk({ text, ends, kinds }: KnownForm, pieces: number, start: number, end: number): number {
    let at = start;
    let from = 0;
    for (let piece = 0; piece < pieces; piece++) {
      const to = ends[piece]!;
      if (end - at < to - from || !sameBytes(text, from, view, at, to - from)) return -1;
      at += to - from;
      from = to;
      const after = gapEnd(kinds[piece]!, view, at, end);
      if (after < 0 || after - at > longestGap) return -1;
      gaps[2 * piece] = at;
      gaps[2 * piece + 1] = after;
      at = after;
    }
    return at;
  }

  function candidate(start: number, end: number): number {
    for (const { first, depth, windows } of families) {
      const at = walk(first, depth, start, end);
      if (at < 0) continue;
      for (const { offset, forms: byWindow } of windows) {
        if (at + offset + 8 > end) continue;
        const found = byWindow.get(windowAt(view, at + offset));
        if (found) for (const number of found) if (matches(forms[number]!, start, end)) return number;
      }
    }
    return -1;
  }

  function add(start: number, end: number): number {
    if (forms.length >= mostForms || bytesHeld >= mostBytes) return -1;
    const line = formOfLine(source!.subarray(start, end));
    if (!line || line.gaps.length > mostGaps) return -1;
    const form = knownForm(line);
    const { piece, offset } = telltale(form);
    if (form.ends[piece]! - pieceStart(form, piece) < 8 || !matches(form, start, end)) return -1;
    const number = forms.push(form) - 1;
    bytesHeld += form.text.byteLength;
    const family = families.find((known) => isOf(known, form, piece)) ?? { first: form, depth: piece, windows: [] };
    if (family.first === form) families.push(family);
    const window = family.windows.find((known) => known.offset === offset) ?? { offset, forms: new Map() };
    if (window.forms.size === 0) family.windows.push(window);
    const key = windowAt(form.text, pieceStart(form, piece) + offset);
    const same = window.forms.get(key);
    if (same) same.push(number);
    else window.forms.set(key, [number]);
    return number;
  }

  return {
    gaps,
    get source() {
      return view;
    },
    form: (number) => forms[number]!,
    find(bytes, start, end) {
      look(bytes);
      const guess = next[last];
      if (guess !== undefined && matches(forms[guess]!, start, end)) {
        last = guess;
        return guess;
      }
      return follow(candidate(start, end));
    },
    learn(bytes, start, end) {
      look(bytes);
      return follow(add(start, end));
    },
  };

  function look(bytes: Buffer): void {
    if (bytes === source) return;
    source = bytes;
    view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  function follow(number: number): number {
    if (number >= 0) {
      next[last] = number;
      last = number;
    }
    return number;
  }
}

/** @throws Error of a form that names no patient: `formOfLine` makes none */
export function knownForm(line: LineForm): KnownForm {
  const { pieces, gaps, type } = line;
  const text = Buffer.from(pieces.join(''), 'latin1');
  let end = 0;
  return {
    pieces,
    gaps,
    type,
    patient: gaps.findIndex(({ kind, path }) => kind === 'id' && path !== 'id'),
    id: gaps.findIndex(({ path }) => path === 'id'),
    text: new DataView(text.buffer, text.byteOffset, text.byteLength),
    ends: Int32Array.from(pieces, (piece) => {
      end += piece.length;
      return end;
    }),
    kinds: Uint8Array.from(gaps, ({ kind }) => kindCode[kind]),
  };
}

/** Where a piece begins in the text of its form. */
const pieceStart = ({ ends }: KnownForm, piece: number) => (piece === 0 ? 0 : ends[piece - 1]!);

const isOf = ({ first, depth }: Family, form: KnownForm, piece: number) =>
  depth === piece &&
  first.pieces.slice(0, piece).every((text, at) => text === form.pieces[at] && first.kinds[at] === form.kinds[at]);

/** In which piece, and where in it, the eight bytes stand that tell its form: the end of the code, if it is there. */
function telltale({ pieces }: KnownForm): { readonly piece: number; readonly offset: number } {
  const ends = pieces.map((piece) => {
    const code =
      /"code":\{"coding":\[\{[^}]*"code":"[^"]*"/.exec(piece) ?? /"coding":\s*\[\{"code":\s*"[^"]*"/.exec(piece);
    return code ? code.index + code[0].length : -1;
  });
  const piece = Math.max(
    1,
    ends.findIndex((end, at) => at > 0 && end >= 0),
  );
  const end = ends[piece]! >= 0 ? ends[piece]! : pieces[piece]!.length;
  return { piece, offset: Math.max(0, end - 8) };
}

const windowAt = (view: DataView, at: number) =>
  view.getInt32(at, true) ^ Math.imul(view.getInt32(at + 4, true), 0x01000193);

function sameBytes(a: DataView, fromA: number, b: DataView, fromB: number, length: number): boolean {
  let at = 0;
  // Eight bytes as one number: of numbers only 0 and −0 are equal without having the same bytes, and JSON has no byte 0.
  for (; at + 8 <= length; at += 8) if (a.getFloat64(fromA + at) !== b.getFloat64(fromB + at)) return false;
  for (; at + 4 <= length; at += 4) if (a.getInt32(fromA + at, true) !== b.getInt32(fromB + at, true)) return false;
  for (; at < length; at++) if (a.getUint8(fromA + at) !== b.getUint8(fromB + at)) return false;
  return true;
}

/** Where what may stand in a gap ends; -1 when it does not stand there. */
function gapEnd(kind: number, view: DataView, from: number, end: number): number {
  if (kind === numberKind) return numberEnd(view, from, end);
  let at = from;
  if (kind === idKind) {
    while (at < end && isIdByte[view.getUint8(at)]) at++;
    return at > from && at - from <= 64 ? at : -1;
  }
  for (; at < end; at++) {
    const byte = view.getUint8(at);
    if (byte === 0x22) return at;
    if (byte === 0x5c || byte < 0x20) return -1;
  }
  return -1;
}

const isIdByte = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[A-Za-z0-9\-.]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** RFC 8259 §6. */
function numberEnd(view: DataView, from: number, end: number): number {
  let at = from;
  if (byteAt(view, at, end) === 0x2d) at++;
  const whole = byteAt(view, at, end) === 0x30 ? at + 1 : digitsEnd(view, at, end);
  if (whole === at) return -1;
  at = whole;
  if (byteAt(view, at, end) === 0x2e) {
    at = digitsEnd(view, whole + 1, end);
    if (at === whole + 1) return -1;
  }
  if ((byteAt(view, at, end) | 0x20) !== 0x65) return at;
  at++;
  const sign = byteAt(view, at, end);
  if (sign === 0x2b || sign === 0x2d) at++;
  const last = digitsEnd(view, at, end);
  return last === at ? -1 : last;
}

const byteAt = (view: DataView, at: number, end: number) => (at < end ? view.getUint8(at) : 0);

function digitsEnd(view: DataView, from: number, end: number): number {
  let at = from;
  while (at < end && isDigit(view.getUint8(at))) at++;
  return at;
}

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
