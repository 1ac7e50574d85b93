import { defineJob } from '../../platform/jobs.ts';
import { deliverText } from './deliver-text.ts';
import { SEND_TEXT } from '../../platform/gateways/queue-text.ts';

defineJob<{ textId: string }>(SEND_TEXT, (ctx, input) => deliverText(ctx, input));
