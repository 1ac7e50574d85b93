import { ApiError } from './api-error.ts';
import { api } from './request.ts';

/** Shows in a tab what an act answers as a file (each printing is an act, so it is posted). @throws ApiError */
export async function openPosted(path: string): Promise<void> {
  const token = api.csrf();
  const answer = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { 'x-csrf': token }) },
    body: '{}',
  });
  if (!answer.ok) {
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    throw new ApiError({ code: error.code, status: answer.status, message: error.message });
  }
  globalThis.open(URL.createObjectURL(await answer.blob()), '_blank');
}
