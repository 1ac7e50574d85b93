import { route, type AnyRoute } from '../http.ts';
import { cancelJob } from './cancel-job.ts';
import { downloadFile, FileId } from './download-file.ts';
import { getJob, JobId } from './get-job.ts';
import { ListMessages, listMessages } from './list-messages.ts';
import { MessageId, readMessage } from './read-message.ts';
import { retryJob } from './retry-job.ts';

export { storeUpload, UPLOAD_LIMIT } from './store-upload.ts';
export type { JobView } from './get-job.ts';
export type { MessageView } from './list-messages.ts';

/** Paths of the platform itself: jobs, files, messages. */
export const platformRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/jobs/:id',
    summary: '任务进度',
    permission: 'jobs.read',
    input: JobId,
    verb: getJob,
  }),
  route({
    method: 'POST',
    path: '/api/jobs/:id/cancel',
    summary: '取消任务',
    permission: 'jobs.read',
    input: JobId,
    verb: cancelJob,
  }),
  route({
    method: 'POST',
    path: '/api/jobs/:id/retry',
    summary: '重试任务',
    permission: 'jobs.read',
    input: JobId,
    verb: retryJob,
  }),
  route({
    method: 'GET',
    path: '/api/files/:id',
    summary: '下载文件',
    permission: 'signed-in',
    input: FileId,
    verb: downloadFile,
  }),
  route({
    method: 'GET',
    path: '/api/messages',
    summary: '本单位消息',
    permission: 'signed-in',
    input: ListMessages,
    verb: listMessages,
  }),
  route({
    method: 'POST',
    path: '/api/messages/:id/read',
    summary: '消息已阅',
    permission: 'signed-in',
    input: MessageId,
    verb: readMessage,
  }),
];
