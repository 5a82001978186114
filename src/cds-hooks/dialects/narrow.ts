/** Characters to a line: about what fits beside a chart. */
const width = 60;

/** What would begin a block of Markdown at the start of a line: a list, a heading, a quotation, a rule, a table, a fence. */
const beginsBlock = /^([-+*=>#|~`]|\d{1,9}[.)]|_{2,})/;
const tableRow = /^\s*\|(.*)\|\s*$/;
const tableRule = /^[\s|:-]*-[\s|:-]*$/;

/** The same Markdown in short lines, rows of tables as list items. Lines are broken at spaces, where that means nothing. */
export function narrow(markdown: string): string {
  return markdown
    .split('\n')
    .flatMap((line) => {
      const row = tableRow.exec(line)?.[1];
      if (row === undefined) return wrap(line);
      if (tableRule.test(row)) return [];
      const cells = row.split('|').map((cell) => cell.trim());
      return wrap(`- ${cells.filter((cell) => cell !== '').join(', ')}`);
    })
    .join('\n');
}

function wrap(line: string): readonly string[] {
  const indent = /^\s*(?:- )?/.exec(line)![0];
  const lines: string[] = [];
  let current = indent;
  for (const word of line.slice(indent.length).split(' ')) {
    const fits = current.length + 1 + word.length <= width;
    const empty = current.trim() === '' || current === indent;
    if (empty) current += word;
    else if (fits || beginsBlock.test(word)) current += ` ${word}`;
    else {
      lines.push(current);
      // A list item goes on below its text, not below its mark.
      current = ' '.repeat(indent.length) + word;
    }
  }
  return [...lines, current];
}
