import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { countsOf, differencesOf, type Differences } from '../entries/entry.ts';
import { CompareVersions, type Version } from '../schema.ts';
import { entriesOf, findVersion } from '../store.ts';

export type Comparison = Differences & {
  from: Version & { counts: ReturnType<typeof countsOf> };
  to: Version & { counts: ReturnType<typeof countsOf> };
};

/** What differs between two versions the reader may see, entry by entry. @throws NOT_FOUND */
export async function compareVersions(ctx: Context, input: CompareVersions): Promise<Comparison> {
  authorise(ctx, 'catalogue.edit');
  const { fromId, toId } = CompareVersions.parse(input);
  return read(ctx, async (tx) => {
    const [from, to] = [await findVersion(tx, fromId), await findVersion(tx, toId)];
    const [before, after] = [await entriesOf(tx, fromId), await entriesOf(tx, toId)];
    return {
      from: { ...from, counts: countsOf(before) },
      to: { ...to, counts: countsOf(after) },
      ...differencesOf(before, after),
    };
  });
}
