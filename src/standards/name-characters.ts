import table from '../../reference/chars/name-characters.json' with { type: 'json' };

/** Tables over the basic plane, for code that compares millions of names. Characters outside the tables have sound 0 and fold to themselves. */
export interface NameCharacters {
  /** Code unit to the code unit of the form used for comparison (simplified, allographs unified). */
  fold: Uint16Array;
  /** Code unit to the number of its first reading, toneless; 0 where it has none. */
  sound: Uint16Array;
  /** Further readings of a code unit, surnames included. */
  further: ReadonlyMap<number, readonly number[]>;
  /** Number of a reading to its letters. */
  syllables: readonly string[];
}

let made: NameCharacters | null = null;

/** The tables, made once per thread (some milliseconds). */
export function nameCharacters(): NameCharacters {
  made ??= make();
  return made;
}

/** Whether two characters can be read alike, without regard to tones, in any of their readings. Same characters always are. */
export function canSoundAlike(a: number, b: number): boolean {
  if (a === b) return true;
  const { fold, sound, further } = nameCharacters();
  const [x, y] = [fold[a] ?? a, fold[b] ?? b];
  if (x === y) return true;
  const [first, second] = [sound[x] ?? 0, sound[y] ?? 0];
  if (first === 0 || second === 0) return false;
  if (first === second) return true;
  const [more, others] = [further.get(x), further.get(y)];
  if (!more && !others) return false;
  const all = [second, ...(others ?? [])];
  return [first, ...(more ?? [])].some((reading) => all.includes(reading));
}

function make(): NameCharacters {
  const fold = Uint16Array.from({ length: 0x1_0000 }, (_, code) => code);
  const sound = new Uint16Array(0x1_0000);
  const further = new Map<number, number[]>();
  const syllables = ['', ...new Set([...Object.keys(table.first), ...Object.keys(table.further)])];
  const numbers = new Map(syllables.map((text, number) => [text, number]));
  for (let i = 0; i < table.folds.length; i += 2) fold[table.folds.charCodeAt(i)] = table.folds.charCodeAt(i + 1);
  for (const [text, chars] of Object.entries(table.first)) {
    for (let i = 0; i < chars.length; i++) sound[chars.charCodeAt(i)] = numbers.get(text)!;
  }
  for (const [text, chars] of Object.entries(table.further)) {
    for (const char of chars) {
      const code = char.charCodeAt(0);
      further.set(code, [...(further.get(code) ?? []), numbers.get(text)!]);
    }
  }
  return { fold, sound, further, syllables };
}
