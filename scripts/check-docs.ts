import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Paths named in Markdown must exist: links, and back-quoted paths that begin with a top folder of the project. */
export function checkDocs(): string[] {
  const problems: string[] = [];
  for (const file of markdownFiles('.')) {
    const text = readFileSync(file, 'utf8');
    for (const [, target] of text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)) {
      if (!existsSync(join(dirname(file), target!))) problems.push(`${file}: link to ${target} leads nowhere`);
    }
    for (const [, path] of text.matchAll(
      /`((?:src|docs|rules|registers|migrations|scripts|bench|e2e|samples|reference|\.ci)\/[\w./-]+)`/g,
    )) {
      if (!path!.includes('*') && !existsSync(path!)) problems.push(`${file}: ${path} does not exist`);
    }
  }
  return problems;
}

function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) => {
    const path = join(folder, e.name);
    if (e.isDirectory())
      return ['node_modules', 'dist', '.git', 'data', 'coverage'].includes(e.name) ? [] : markdownFiles(path);
    return e.name.endsWith('.md') ? [path] : [];
  });
}
