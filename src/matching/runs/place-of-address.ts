import { placesOf } from '../../people/index.ts';
import type { Tx } from '../../platform/db.ts';
import type { PlaceBook } from '../../standards/cleaning/index.ts';

const PARTS =
  /^(?:.*?(?:省|自治区))?(?:[^县区镇乡]*?市)?(?:([^镇乡街]{1,8}?(?:县|区|市)))?(.{1,10}?(?:镇|乡|街道|办事处))(.{1,14}?(?:村|社区|居委会|庄|屯|寨|楼|营|集|营子))?/;

/** 12-digit code of the village (or 0) that an address names: 庄寨镇五大庄村, 曹县韩集镇赵楼村3组. `counties` are tried where it names none. */
function placeOfAddress(address: string | null, places: PlaceBook, counties: readonly string[]): number {
  const found = PARTS.exec((address ?? '').normalize('NFKC').replace(/\s/g, ''));
  const [, county, township, village] = found ?? [];
  if (township === undefined || village === undefined) return 0;
  const named = county === undefined ? undefined : places.county(county);
  const codes = (named === undefined ? counties : [named]).flatMap((name) => {
    const place = places.village(name, township, village);
    return place ? [Number(place.code)] : [];
  });
  return codes.length === 1 ? codes[0]! : 0;
}

/** Reads addresses of an area on a day (yyyy-mm-dd): the code of the village each names, or 0. */
export async function addressReader(
  tx: Tx,
  area: { lo: number; hi: number },
  day: string,
): Promise<(address: string | null) => number> {
  const { places } = await placesOf(tx, area, day);
  const rows = await tx
    .selectFrom('division')
    .select('name')
    .distinct()
    .where('code', '>=', area.lo)
    .where('code', '<', area.hi)
    .where('level', '=', 'county')
    .where('valid_to', 'is', null)
    .execute();
  const counties = rows.map((r) => r.name);
  return (address) => placeOfAddress(address, places, counties);
}
