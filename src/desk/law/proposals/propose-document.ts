import { readFile } from 'node:fs/promises';
import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { read, transaction } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { readAdditions, sourcesInUse } from '../../../policy/index.ts';
import { lawErrors } from '../errors.ts';
import { jurisdictionOf } from '../law-state.ts';
import { asField } from './propose-continuation.ts';
import { prepare, preparedEntry, type NewProposal } from './proposal-store.ts';
import { readFolder } from '../readings/read-folder.ts';
import { ProposeDocument, type Proposed } from '../schema.ts';

/**
 * 经办: takes a document folder (a .zip as the rules folder has them), checks it as `policy check` does together with the law in use, and proposes it.
 * Its rules bind one's own place only. @throws NOT_FOUND, LAW_FOLDER_UNREADABLE, LAW_FOLDER_INVALID with file and line of every fault
 */
export async function proposeDocument(ctx: Context, input: ProposeDocument): Promise<Proposed> {
  const actor = authorise(ctx, 'law.prepare');
  const { fileId, legalSource } = ProposeDocument.parse(input);
  const uploaded = await read(ctx, (tx) =>
    tx.selectFrom('stored_file').selectAll().where('file_id', '=', fileId).executeTakeFirst(),
  );
  if (!uploaded) throw errors.NOT_FOUND();
  const files = readFolder(await readFile(ctx.files.pathOf(uploaded.sha256)));
  if (!files) throw lawErrors.LAW_FOLDER_UNREADABLE();
  return transaction(ctx, async (tx) => {
    const { additions, problems } = readAdditions(await sourcesInUse(tx), files);
    const own = jurisdictionOf(actor);
    const places = [...additions.documents, ...additions.rules]
      .map((x) => x.jurisdiction)
      .concat(additions.parameters.flatMap((p) => p.versions.map((v) => v.jurisdiction)));
    const strange = places.filter((place) => place !== own);
    if (strange.length > 0) {
      const message = `只能载入本地区（${own}）的文件，文件里写的是 ${[...new Set(strange)].join('、')}`;
      throw lawErrors.LAW_FOLDER_INVALID({ fields: [{ path: 'jurisdiction', message }] });
    }
    if (problems.length > 0) throw lawErrors.LAW_FOLDER_INVALID({ fields: problems.map(asField) });
    const document = additions.documents[0]!;
    const proposal: NewProposal = {
      kind: 'document',
      subject: document.code,
      title: `《${document.title.zh}》：规则${additions.rules.length}条，参数${additions.parameters.length}项`,
      legalSource,
      additions,
    };
    const prepared = await prepare(tx, ctx, actor, proposal);
    await audit(tx, ctx, preparedEntry(prepared, actor, proposal));
    return prepared;
  });
}
