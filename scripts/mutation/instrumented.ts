import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One small fault: where it is and what stands there instead. */
export type EngineFault = { id: string; file: string; line: number; replacement: string };

type Mutant = { id: string; fileName: string; location: { start: { line: number } }; replacement: string };
type Instrumenter = {
  instrument(
    files: readonly { name: string; mutate: boolean; content: string }[],
    options: { plugins: string[]; excludedMutations: string[]; ignorers: [] },
  ): Promise<{ files: readonly { name: string; content: string }[]; mutants: readonly Mutant[] }>;
};
type InstrumenterModule = { Instrumenter: new (log: object) => Instrumenter };

/** The files with every fault of Stryker's in them, each switched on by its number at run time. */
export async function instrumented(
  root: string,
  names: readonly string[],
): Promise<{ sources: ReadonlyMap<string, string>; faults: readonly EngineFault[] }> {
  const ofCore = createRequire(createRequire(import.meta.url).resolve('@stryker-mutator/core'));
  const path = ofCore.resolve('@stryker-mutator/instrumenter');
  const { Instrumenter } = (await import(pathToFileURL(path).href)) as InstrumenterModule;
  const silent = { debug: () => undefined, info: () => undefined, isDebugEnabled: () => false };
  const files = names.map((name) => ({
    name: join(root, name),
    mutate: true,
    content: readFileSync(join(root, name), 'utf8'),
  }));
  const made = await new Instrumenter(silent).instrument(files, { plugins: [], excludedMutations: [], ignorers: [] });
  return {
    sources: new Map(made.files.map((f) => [f.name, f.content])),
    faults: made.mutants.map((m) => ({
      id: m.id,
      file: m.fileName.slice(root.length + 1),
      line: m.location.start.line + 1,
      replacement: m.replacement,
    })),
  };
}
