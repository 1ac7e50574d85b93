export { ApiError } from './api-error.ts';
export type { ApiErrorShape, FieldProblem } from './api-error.ts';
export { address, api, createApi } from './request.ts';
export type { Api, ApiEnvironment, QueryValue, RequestOptions } from './request.ts';
export { openPosted, savePosted } from './open-posted.ts';
export { uploadFile } from './upload-file.ts';
export type { StoredFile, UploadOptions } from './upload-file.ts';
export type { JobAnswer, JobState, ListAnswer } from './answers.ts';
