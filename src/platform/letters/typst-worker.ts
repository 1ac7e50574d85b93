/** Runs in a child process: typst's compiler leaks native memory, and a process can be thrown away. */
import { readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import type { TypstAnswer, TypstJob } from './typst-job.ts';

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

function compile(compiler: NodeCompiler, main: string, fit: 'single' | 'measured'): NodeTypstDocument {
  const compiled = compiler.compile({ mainFileContent: main, inputs: { fit }, resetRead: true });
  if (compiled.result) return compiled.result;
  const error = compiled.takeError();
  throw new Error(error ? JSON.stringify(compiler.fetchDiagnostics(error)) : 'no document and no error');
}

/** A stack is first set unmeasured; only when some letter overflows its page is the whole measured and set again. */
function setDocument(compiler: NodeCompiler, job: TypstJob): NodeTypstDocument {
  if (job.letters > 1) {
    const quick = compile(compiler, job.main, 'single');
    if (quick.numOfPages === job.letters) return quick;
  }
  return compile(compiler, job.main, 'measured');
}

function typeset(job: TypstJob): TypstAnswer {
  const compiler = compilerFor(job.fontFiles);
  compiler.resetShadow();
  for (const [path, text] of Object.entries(job.files)) compiler.mapShadow(root + path, Buffer.from(text));
  const document = setDocument(compiler, job);
  // Both are archive formats (ISO 19005-2); the export itself refuses text that no font can draw.
  const pdf = compiler.pdf(document, { pdfStandard: job.tagged ? 'a-2a' : 'a-2u', pdfTags: job.tagged });
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
