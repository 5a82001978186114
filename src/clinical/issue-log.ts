import type { Issue } from './issue.ts';

/** Collects issues while a record is read. */
export interface IssueLog {
  add(issue: Issue): void;
  /** Sorted, so that the order of the input leaves no trace, and cut to a readable number for each code. */
  list(): readonly Issue[];
}

// A record of 10,000 broken rows must not drown the result in 10,000 sentences.
const mostOfOneCode = 20;

export function createIssueLog(): IssueLog {
  const byCode = new Map<string, Map<string, Issue>>();
  return {
    add(issue) {
      const same = byCode.get(issue.code) ?? new Map<string, Issue>();
      byCode.set(issue.code, same);
      same.set(`${issue.reference ?? ''} ${issue.text} ${issue.expression ?? ''}`, issue);
    },
    list() {
      const listed: Issue[] = [];
      for (const code of [...byCode.keys()].sort()) {
        const same = [...(byCode.get(code) ?? new Map<string, Issue>())].sort(([a], [b]) =>
          a < b ? -1 : a > b ? 1 : 0,
        );
        for (const [, issue] of same.slice(0, mostOfOneCode)) listed.push(issue);
        const [, last] = same.at(-1) ?? [];
        const more = same.length - mostOfOneCode;
        if (last && more > 0) {
          listed.push({ severity: last.severity, code, text: `${more} more resources have the issue "${code}".` });
        }
      }
      return listed;
    },
  };
}
