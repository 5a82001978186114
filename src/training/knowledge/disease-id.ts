/** Prefixes under which the publishers write disease ids → the one prefix used here. */
const prefixes: Readonly<Record<string, string>> = {
  OMIM: 'OMIM',
  ORPHA: 'ORPHA',
  ORPHANET: 'ORPHA',
  Orphanet: 'ORPHA',
  DECIPHER: 'DECIPHER',
  MONDO: 'MONDO',
};

/** `ORPHANET:558`, `Orphanet:558` → `ORPHA:558`; undefined when the text is not a disease id of a known register. */
export function diseaseId(text: string): string | undefined {
  const match = /^(\w+):(\d+)$/.exec(text);
  const prefix = match && prefixes[match[1]!];
  return prefix ? `${prefix}:${match[2]}` : undefined;
}
