/** Runs a command with the arguments after its name; resolves to the exit status. */
export type Execute = (args: readonly string[]) => Promise<number>;

export interface Command {
  readonly name: string;
  readonly syntax: string;
  readonly summary: string;
  /** Loaded on use: `models list` must not wait for Express. */
  readonly load: () => Promise<Execute>;
}

/** Every command of `hoofbeats`, in the order of the help. */
export const commands: readonly Command[] = [
  {
    name: 'serve',
    syntax: '',
    summary: 'Starts the server with everything embedded. Settings: docs/configuration.md.',
    load: async () => (await import('./serve.ts')).serve,
  },
  {
    name: 'worker',
    syntax: '[--lanes interactive,subscription,batch]',
    summary:
      'Runs the models for servers with QUEUE=on, through the Redis of REDIS_URL. Start as many as there are cores.',
    load: async () => (await import('./worker.ts')).worker,
  },
  {
    name: 'queue dead',
    syntax: '[--json]',
    summary: 'Lists the jobs that no worker could answer.',
    load: async () => (await import('./queue.ts')).dead,
  },
  {
    name: 'queue replay',
    syntax: 'ID… | --all [--json]',
    summary: 'Queues dead letters again, when what made them fail is mended.',
    load: async () => (await import('./queue.ts')).replay,
  },
  {
    name: 'assess',
    syntax: 'FILE [--format text|json|card] [--top N]',
    summary: 'Assesses one patient: a FHIR Bundle or a GA4GH phenopacket.',
    load: async () => (await import('./assess.ts')).assess,
  },
  {
    name: 'screen',
    syntax:
      '(--ndjson DIR | --fhir URL [--group ID] [--partial-manifests] | --fhir URL --patients FILE [--per-minute N]) --out DIR [--top N] [--threads N] [--at INSTANT] [--full] [--every 24h | --daily HH:MM] [--write-back URL [--alert flag|communication [--high-risk P]]] [--metrics FILE] [--json]',
    summary:
      'Screens every patient of a source and writes a ranked work list. A run that was stopped or killed goes on where it was when it is started again.',
    load: async () => (await import('./screen.ts')).screen,
  },
  {
    name: 'jwks',
    syntax: '[--new FILE]',
    summary:
      'Prints the public keys of BACKEND_KEYS, as the EHR registers them for `screen`; --new makes a file of new private keys first.',
    load: async () => (await import('./jwks.ts')).jwks,
  },
  {
    name: 'coverage',
    syntax: 'DIR [--json]',
    summary: 'Measures how much of a folder of FHIR NDJSON (plain or .gz) can be read as findings.',
    load: async () => (await import('./coverage.ts')).coverage,
  },
  {
    name: 'alerts',
    syntax: 'DIR [--cards N] [--json]',
    summary:
      'Says what the patients of a folder of FHIR NDJSON would be shown at patient-view, and why others would not.',
    load: async () => (await import('./alerts.ts')).alerts,
  },
  {
    name: 'train rare',
    syntax: '[--data DIR] [--out DIR] [--json]',
    summary: 'Builds the rare-disease model package from the publishers’ own files.',
    load: async () => (await import('./train-rare.ts')).trainRare,
  },
  {
    name: 'train common',
    syntax: '[--data DIR] [--out DIR] [--seed N] [--threads N] [--json]',
    summary: 'Builds the common-disease model package from DDXPlus, and measures it by cross-validation.',
    load: async () => (await import('./train-common.ts')).trainCommon,
  },
  {
    name: 'train terminology',
    syntax: '--data DIR [--out DIR] [--json]',
    summary: 'Compiles the shipped terminology (FHIR CodeSystem and ConceptMaps) from the publishers’ own files.',
    load: async () => (await import('./train-terminology.ts')).trainTerminology,
  },
  {
    name: 'train questionnaire',
    syntax: '--data DIR [--out DIR] [--json]',
    summary:
      'Compiles the symptom questionnaire, its codes and its map to HPO from the evidences of DDXPlus and our texts.',
    load: async () => (await import('./train-questionnaire.ts')).trainQuestionnaire,
  },
  {
    name: 'evaluate rare',
    syntax: '[--phenopackets FILE [--model DIR] [--without-support]] [--data DIR] [--json]',
    summary:
      'Ranks published cases (GA4GH phenopackets, NDJSON or JSON, plain or .gz); without a file measures the recipe anew, nested by publication.',
    load: async () => (await import('./evaluate-rare.ts')).evaluateRare,
  },
  {
    name: 'evaluate common',
    syntax: '--ddxplus FILE [--hide SHARE [--answered]] [--interactive] [--model DIR] [--seed N] [--json]',
    summary:
      'Ranks the diagnoses of DDXPlus patients (NDJSON, plain or .gz), with a share of their evidence hidden, or interviews them.',
    load: async () => (await import('./evaluate-common.ts')).evaluateCommon,
  },
  {
    name: 'models list',
    syntax: '[--json]',
    summary: 'Lists the installed model packages.',
    load: async () => (await import('./models.ts')).list,
  },
  {
    name: 'models verify',
    syntax: '[FAMILY…] [--json]',
    summary: 'Verifies checksums and contents of the installed model packages.',
    load: async () => (await import('./models.ts')).verify,
  },
  {
    name: 'models add-case',
    syntax: 'PHENOPACKET --out DIR [--model DIR] [--json]',
    summary: 'Adds a confirmed case to a model package, as a new version, without training.',
    load: async () => (await import('./add-case.ts')).addCase,
  },
  {
    name: 'audit verify',
    syntax: '[--anchor NUMBER:HASH] [--json]',
    summary: 'Walks the audit log and names the first record that is not as it was written.',
    load: async () => (await import('./audit.ts')).verify,
  },
  {
    name: 'audit show',
    syntax: '[--patient ID] [--client ISSUER] [--tenant NAME] [--day YYYY-MM-DD] [--last N] [--json]',
    summary: 'Prints records of the audit log, newest first.',
    load: async () => (await import('./audit.ts')).show,
  },
  {
    name: 'replay',
    syntax: 'ASSESSMENT_ID [--json]',
    summary: 'Repeats a kept assessment from its findings and compares every number.',
    load: async () => (await import('./replay.ts')).replayAssessment,
  },
  {
    name: 'feedback',
    syntax: '[--days N] [--json]',
    summary: 'Counts what became of the cards: shown, accepted, overridden by reason, per service.',
    load: async () => (await import('./feedback.ts')).feedback,
  },
  {
    name: 'subscribe list',
    syntax: '[SOURCE…] [--json]',
    summary: 'Lists the sources of NOTIFICATION_SOURCES, and how far each has been heard.',
    load: async () => (await import('./subscribe.ts')).list,
  },
  {
    name: 'subscribe create',
    syntax: '[SOURCE…] [--json]',
    summary:
      'Makes a FHIR Subscription at each source with a topic or criteria that has none of ours; `serve` renews it before it ends.',
    load: async () => (await import('./subscribe.ts')).create,
  },
  {
    name: 'subscribe renew',
    syntax: '[SOURCE…] [--json]',
    summary: 'Asks for our Subscriptions again, with a later end.',
    load: async () => (await import('./subscribe.ts')).renew,
  },
  {
    name: 'subscribe delete',
    syntax: '[SOURCE…] [--json]',
    summary: 'Deletes our Subscriptions at the sources.',
    load: async () => (await import('./subscribe.ts')).remove,
  },
  {
    name: 'epic-build-sheet',
    syntax: '[--url PUBLIC_URL] [--json]',
    summary: 'Prints what the administrator of an Epic site types in.',
    load: async () => (await import('./epic-build-sheet.ts')).buildSheet,
  },
  {
    name: 'migrate',
    syntax: '[--json]',
    summary: 'Brings the schema of the database up to date and ends; `serve` does the same as it starts.',
    load: async () => (await import('./migrate.ts')).migrate,
  },
  {
    name: 'backup',
    syntax: 'FILE',
    summary: 'Copies the embedded database into a new file while the server runs. The keys are not in it.',
    load: async () => (await import('./backup.ts')).backup,
  },
  {
    name: 'restore',
    syntax: 'FILE [--replace]',
    summary: 'Puts a backup in the place of the embedded database, of a server that is stopped.',
    load: async () => (await import('./backup.ts')).restore,
  },
];

/** The command that the arguments begin with, longest name first, and the arguments after it. */
export function findCommand(args: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  for (const words of [2, 1]) {
    const command = commands.find(({ name }) => name === args.slice(0, words).join(' '));
    if (command) return { command, rest: args.slice(words) };
  }
  return undefined;
}

export function usage(): string {
  const lines = commands.map(({ name, syntax, summary }) => `  ${`${name} ${syntax}`.trimEnd()}\n      ${summary}`);
  return [
    'hoofbeats COMMAND [OPTIONS]',
    '',
    ...lines,
    '',
    '--json prints one JSON object on stdout and nothing else.',
  ].join('\n');
}
