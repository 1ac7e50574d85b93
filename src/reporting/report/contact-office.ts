import type { Tx } from '../../platform/db.ts';
import { currentPolicy } from '../../policy/index.ts';
import { annex1Definition } from '../annex1/figure-files.ts';
import { hrOfficeOf, provinceOf, type Office } from './report-store.ts';

/**
 * The office of the province to which a city's reports go on a day: the division that the document names, where the province has it as a unit of its own,
 * else the HR department (SD2017 文头).
 */
export async function contactOfficeOf(tx: Tx, cityCode: number, onDate: string): Promise<Office | null> {
  const { set } = await currentPolicy(tx);
  const document = set.documents.find((d) => d.code === annex1Definition().document);
  return hrOfficeOf(tx, provinceOf(cityCode), 'province', onDate, document?.contact ?? null);
}
