/** The most rows a sheet can have: rows of a workbook's further sheets count on from it, so that each has a number of its own in the file. */
export const SHEET_STEP = 1_048_576;
