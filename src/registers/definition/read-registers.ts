import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import registerSchema from '../../../registers/schema/register.schema.json' with { type: 'json' };
import { FACTS, readYaml, type Path, type RuleFile, type RuleProblem } from '../../policy/index.ts';
import type { RegisterDefinition } from './definition.ts';
import { definitionFaults, type Surroundings } from './definition-faults.ts';

export type ReadRegisters = { definitions: RegisterDefinition[]; problems: RuleProblem[] };
export type Report = (path: Path, code: string, message: string) => RuleProblem;

/** Parses and checks definitions of registers; files at fault are left out and reported with file, line and what was expected. Pure. */
export function readRegisterFiles(files: readonly RuleFile[], surroundings: Surroundings = {}): ReadRegisters {
  const read = files.map((file) => ({ file, ...readYaml(file, registerSchema) }));
  const problems = read.flatMap((r) => [...r.problems]);
  const sound = read
    .filter((r) => r.problems.length === 0)
    .map((r) => ({ ...r, definition: withKinds(r.data as RegisterDefinition) }));
  const byKey = new Map(sound.map((s) => [s.definition.key, s.definition]));
  for (const { file, definition, problemAt } of sound) {
    const name = file.path
      .split('/')
      .at(-1)
      ?.replace(/\.yaml$/, '');
    if (name !== definition.key)
      problems.push(problemAt(['key'], 'REGISTER_KEY', `文件名应与登记册代码相同：${definition.key}.yaml`));
    if (byKey.get(definition.key) !== definition)
      problems.push(problemAt(['key'], 'REGISTER_TWICE', `登记册代码 ${definition.key} 出现两次`));
    problems.push(...definitionFaults(definition, byKey, surroundings, problemAt));
  }
  const faulty = new Set(problems.map((p) => p.file));
  return { definitions: sound.filter((s) => !faulty.has(s.file.path)).map((s) => s.definition), problems };
}

/** Kinds of household that are asked for are the law's, in its words. */
function withKinds(definition: RegisterDefinition): RegisterDefinition {
  const codes = Object.entries(FACTS.household_types.options).map(([code, title]) => ({ code, title }));
  const fields = definition.fields.map((f) => (f.asked?.tells === 'kinds' ? { ...f, codes } : f));
  return { ...definition, fields };
}

/** Every definition below a folder (`registers/`); a folder that is not there holds none. */
export async function registerFiles(folder: string): Promise<RuleFile[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((e) => e.isFile() && e.name.endsWith('.yaml')).map((e) => join(e.parentPath, e.name));
  return Promise.all(
    paths.sort().map(async (path) => ({
      path: relative(folder, path).split(sep).join('/'),
      text: await readFile(path, 'utf8'),
    })),
  );
}
