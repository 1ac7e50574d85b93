import { ApiError } from './api-error.ts';
import { api } from './request.ts';

/** The file that an act answers. @throws ApiError */
async function posted(path: string, body: unknown): Promise<Blob> {
  const token = api.csrf();
  const answer = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { 'x-csrf': token }) },
    body: JSON.stringify(body),
  });
  if (answer.ok) return answer.blob();
  const { error } = (await answer.json()) as { error: { code: string; message: string; hint?: string } };
  throw new ApiError({ code: error.code, status: answer.status, message: error.message, hint: error.hint });
}

/** Shows in a tab what an act answers as a file (each printing is an act, so it is posted). @throws ApiError */
export async function openPosted(path: string, body: unknown = {}): Promise<void> {
  globalThis.open(URL.createObjectURL(await posted(path, body)), '_blank');
}

/** Hands what an act answers as a file to the browser to save under a name. @throws ApiError */
export async function savePosted(path: string, body: unknown, name: string): Promise<void> {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await posted(path, body));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
