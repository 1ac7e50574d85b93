import { errorFromAnswer, errorFromSilence } from './api-error.ts';
import { api } from './request.ts';

/** A stored file: its id, name as sent, size in bytes, SHA-256 as lower-case hex. */
export interface StoredFile {
  fileId: string;
  name: string;
  size: number;
  sha256: string;
}

export interface UploadOptions {
  /** Called with the share sent, 0 to 1. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}

function answerOf(request: XMLHttpRequest): unknown {
  try {
    return JSON.parse(request.responseText) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Sends one file to POST /api/files. Throws ApiError, or an AbortError when the signal fires. */
export function uploadFile(file: File, { onProgress, signal }: UploadOptions = {}): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    // fetch does not report upload progress; a 20 MB list over a county line needs it.
    const request = new XMLHttpRequest();
    request.open('POST', '/api/files');
    request.setRequestHeader('accept', 'application/json');
    const token = api.csrf();
    if (token !== undefined) request.setRequestHeader('x-csrf', token);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      const answer = answerOf(request);
      if (request.status >= 200 && request.status < 300) resolve(answer as StoredFile);
      else reject(errorFromAnswer(request.status, answer));
    });
    request.addEventListener('error', () => reject(errorFromSilence(navigator.onLine)));
    request.addEventListener('abort', () => reject(new DOMException('upload cancelled', 'AbortError')));
    signal?.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}
