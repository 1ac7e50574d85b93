import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read, transaction } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { currentRegisters } from '../definition/definition-store.ts';

/** Enters something in a register; where its definition wants refusals kept, what is refused is audited by itself, for the entry is undone. */
export async function keepingRefusals<T>(ctx: Context, key: string, enter: () => Promise<T>): Promise<T> {
  try {
    return await enter();
  } catch (error) {
    if (error instanceof AppError && error.code === 'RECORD_INVALID') await noteRefusal(ctx, key, error);
    throw error;
  }
}

async function noteRefusal(ctx: Context, key: string, refused: AppError): Promise<void> {
  const actor = authorise(ctx, 'record.write');
  const definition = (await read(ctx, (tx) => currentRegisters(tx, ctx))).get(key);
  if (!definition?.keepRefusals) return;
  await transaction(ctx, (tx) =>
    audit(tx, ctx, {
      action: 'record.refused',
      subjectType: 'register_definition',
      subjectId: key,
      divisionCode: actor.divisionCode,
      institutionId: actor.institutionId,
      summary: `${definition.title.zh}：未予登记，${(refused.fields ?? []).map((f) => f.message).join('；')}`,
      payload: { fields: refused.fields ?? [] },
    }),
  );
}
