import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { cityOfCode } from '../city-of.ts';
import { catalogueErrors } from '../errors.ts';
import { filingOf, hrOffice, type Filing } from './filing-store.ts';
import { lockedVersion } from '../versions/locked-draft.ts';
import { VersionId } from '../schema.ts';

const PROVINCE = 10_000_000_000;

/**
 * Files the published catalogue with the province, as it is published, with its checksum (SD2017-3.3-16). Filing the same version again
 * answers the filing that is there.
 * @throws CATALOGUE_NOT_PUBLISHED for a draft or a version that is history, NOT_FOUND
 */
export async function fileWithProvince(ctx: Context, input: VersionId): Promise<Filing> {
  const actor = authorise(ctx, 'catalogue.file');
  const { versionId } = VersionId.parse(input);
  return transaction(ctx, async (tx) => {
    const version = await lockedVersion(tx, actor, versionId);
    const earlier = await filingOf(tx, versionId);
    if (earlier) return earlier;
    if (version.state !== 'published' || version.checksum === null) throw catalogueErrors.CATALOGUE_NOT_PUBLISHED();
    const { cityCode, year, entries, checksum } = version;
    const filingId = ctx.newId();
    const filedOn = ctx.clock.today();
    const at = ctx.clock.now();
    await tx
      .insertInto('catalogue_filing')
      .values({
        filing_id: filingId,
        city_code: cityCode,
        year,
        version_id: versionId,
        entries,
        checksum,
        filed_by: actor.userId,
        filed_at: at,
        filed_on: filedOn,
      })
      .execute();
    const province = Math.floor(cityOfCode(cityCode) / PROVINCE) * PROVINCE;
    const toUnitId = await hrOffice(tx, province, 'province', filedOn);
    const title = `${actor.unitName}报备${year}年承担院校和专业目录`;
    if (toUnitId !== null) {
      const body = `第${version.version}版，${entries}条，请接收并出具备案回执。`;
      await sendMessages(tx, ctx, [{ toUnitId, kind: 'catalogue.filed', title, body, link: '/catalogue/filings' }]);
    }
    await audit(tx, ctx, {
      action: 'catalogue.file',
      subjectType: 'catalogue_filing',
      subjectId: filingId,
      divisionCode: cityCode,
      summary: title,
      payload: { versionId, checksum },
    });
    const unreceived = { receiptNumber: null, receivedAt: null };
    return {
      filingId,
      cityCode,
      year,
      versionId,
      entries,
      checksum,
      filedOn,
      filedAt: at.toISOString(),
      ...unreceived,
    };
  });
}
