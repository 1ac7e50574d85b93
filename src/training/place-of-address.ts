import type { PlaceBook } from '../standards/cleaning/index.ts';

const PARTS =
  /^(?:.*?(?:省|自治区))?(?:[^县区镇乡]*?市)?(?:([^镇乡街]{1,8}?(?:县|区|市)))?(.{1,10}?(?:镇|乡|街道|办事处))(.{1,14}?(?:村|社区|居委会|庄|屯|寨|楼|营|集|营子))?/;

/** 12-digit code of the village (or 0) that an address names: 庄寨镇五大庄村, 曹县韩集镇赵楼村3组. `counties` are tried where it names none. */
export function placeOfAddress(address: string | null, places: PlaceBook, counties: readonly string[]): number {
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
