/** Runs in a child process: typst's compiler leaks native memory, and a process can be thrown away. */
import { readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { TypstAnswer, TypstJob } from './typst-job.ts';

/** PDF/A-2a (ISO 19005-2, accessible): for the archive, tagged; the export itself refuses a glyph it cannot draw. */
const standard = 'a-2a';
/** A directory that does not exist: every file the compiler may see is a shadow file of the job. */
const root = '/letters';

const compilers = new Map<string, NodeCompiler>();

function compilerFor(fontFiles: readonly string[]): NodeCompiler {
  const key = fontFiles.join('\n');
  const before = compilers.get(key);
  if (before) return before;
  const fontBlobs = fontFiles.map((file) => readFileSync(file));
  const compiler = NodeCompiler.create({ workspace: root, fontArgs: [{ fontBlobs }] });
  compilers.set(key, compiler);
  return compiler;
}

function typeset(job: TypstJob): TypstAnswer {
  const compiler = compilerFor(job.fontFiles);
  compiler.resetShadow();
  for (const [path, text] of Object.entries(job.files)) compiler.mapShadow(root + path, Buffer.from(text));
  const compiled = compiler.compile({ mainFileContent: job.main, resetRead: true });
  const document = compiled.result;
  if (!document) {
    const error = compiled.takeError();
    return { ok: false, detail: error ? JSON.stringify(compiler.fetchDiagnostics(error)) : 'no document' };
  }
  const pdf = compiler.pdf(document, { pdfStandard: standard });
  compiler.evictCache(0);
  return { ok: true, pdf, pages: document.numOfPages };
}

process.on('message', (job: TypstJob) => {
  let answer: TypstAnswer;
  try {
    answer = typeset(job);
  } catch (error) {
    answer = { ok: false, detail: String(error) };
  }
  process.send!(answer);
});
