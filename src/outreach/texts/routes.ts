import { route, type AnyRoute } from '../../platform/http.ts';
import { listTexts, showChannel } from './list-texts.ts';
import { resendText } from './resend-text.ts';
import { ListTexts, ResendText, SendTestText, ShowChannel } from './schema.ts';
import { sendTestText } from './send-test-text.ts';

const managing = { permission: 'texts.manage' } as const;

export const textRoutes: AnyRoute[] = [
  route({ ...managing, method: 'GET', path: '/api/texts', summary: '短信发件箱', input: ListTexts, verb: listTexts }),
  route({
    ...managing,
    method: 'GET',
    path: '/api/texts/channel',
    summary: '短信怎样发出',
    input: ShowChannel,
    verb: showChannel,
  }),
  route({
    ...managing,
    method: 'POST',
    path: '/api/texts/test',
    summary: '发送测试短信',
    input: SendTestText,
    verb: sendTestText,
  }),
  route({
    ...managing,
    method: 'POST',
    path: '/api/texts/:textId/resend',
    summary: '重发没有发出的短信',
    input: ResendText,
    verb: resendText,
  }),
];
