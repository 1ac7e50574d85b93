import { api, ApiError } from '../../platform/api-client/index.ts';

/** Prints a receipt (each printing makes a new code, so it is an act) and shows the PDF in a tab. @throws ApiError */
export async function openReceipt(applicationId: string): Promise<void> {
  const token = api.csrf();
  const answer = await fetch(`/api/applications/${applicationId}/receipt.pdf`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { 'x-csrf': token }) },
    body: '{}',
  });
  if (!answer.ok) {
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    throw new ApiError({ code: error.code, status: answer.status, message: error.message });
  }
  const address = URL.createObjectURL(await answer.blob());
  globalThis.open(address, '_blank');
}
