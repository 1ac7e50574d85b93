import { openPosted } from '../../../platform/api-client/index.ts';

/** Prints a receipt (each printing makes a new code, so it is an act) and shows the PDF in a tab. @throws ApiError */
export function openReceipt(applicationId: string): Promise<void> {
  return openPosted(`/api/applications/${applicationId}/receipt.pdf`);
}
