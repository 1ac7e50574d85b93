const PLACES_OF_SEQUENCE = 5;

/** Under which counter the numbers of a village and year run, without gaps. */
export function numberScope(kind: 'application' | 'village_batch', villageCode: number, year: number): string {
  return `${kind}.${villageCode}.${year}`;
}

/** An application's number: the village's 12 digits, the year, and a running number, as in 3717211042012020-00001. */
export function applicationNumber(villageCode: number, year: number, sequence: number): string {
  return `${villageCode}${year}-${String(sequence).padStart(PLACES_OF_SEQUENCE, '0')}`;
}

/** A village batch's number, as in 371721104201-2020-03. */
export function villageBatchNumber(villageCode: number, year: number, sequence: number): string {
  return `${villageCode}-${year}-${String(sequence).padStart(2, '0')}`;
}
