import { divisionAndAbove } from '../../organizations/index.ts';
import { codeOfNumber, levelOf } from '../../standards/index.ts';

export type Places = { villageCode: number; townshipCode: number; countyCode: number; cityCode: number };

/**
 * The divisions a case passes through, from its village's 12-digit code. Where a county lies directly under the province it stands in for the
 * city too, because the same offices do both.
 */
export function placesOf(villageCode: number): Places {
  const above = divisionAndAbove(villageCode);
  const at = (level: ReturnType<typeof levelOf>): number | undefined =>
    above.find((code) => levelOf(codeOfNumber(code)) === level);
  const countyCode = at('county') ?? villageCode;
  return {
    villageCode,
    townshipCode: at('township') ?? villageCode,
    countyCode,
    cityCode: at('prefecture') ?? countyCode,
  };
}
