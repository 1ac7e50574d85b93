/** Made by `npm run types` from the migrations; not edited by hand. */

export interface IndicatorOverlap {
  again_city: boolean;
  again_nation: boolean;
  again_province: boolean;
  division_code: number;
  indicator: string;
  month: string;
  person_id: string;
  side: string;
}

export interface ReportingOverlapsTables {
  indicator_overlap: IndicatorOverlap;
}
