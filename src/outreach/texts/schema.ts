import { z } from 'zod';
import type { Channel } from '../../platform/gateways/channel.ts';
import type { TextKind } from '../../platform/gateways/queue-text.ts';
import { Paging } from '../../platform/paging.ts';

export const TEXT_STATES = ['waiting', 'sent', 'dead', 'expired', 'shown'] as const;
export type TextState = (typeof TEXT_STATES)[number];

export const ListTexts = z.object({
  ...Paging,
  division: z.coerce.number().int().min(0).max(999_999_999_999).optional(),
  state: z.enum(TEXT_STATES).optional(),
});
export type ListTexts = z.input<typeof ListTexts>;

/** A text of the outbox. `body` only where it leaves nowhere (a demonstration); what goes to a telephone is shown to nobody. Instants in ISO 8601. */
export type TextLine = {
  textId: string;
  kind: TextKind;
  sentTo: string;
  villageName: string | null;
  state: TextState;
  attempts: number;
  lastError: string | null;
  reference: string | null;
  body: string | null;
  createdAt: string;
  triedAt: string | null;
  endedAt: string | null;
  resendable: boolean;
};

export const ShowChannel = z.object({});
export type ShowChannel = z.infer<typeof ShowChannel>;

export type ChannelView = { channel: Channel; waiting: number; dead: number };

export const ResendText = z.object({ textId: z.uuid() });
export type ResendText = z.infer<typeof ResendText>;

export const SendTestText = z.object({
  phone: z
    .string()
    .trim()
    .regex(/^1\d{10}$/, '请填写 11 位手机号码')
    .meta({ title: '手机号码', hint: '发一条不含任何个人信息的测试短信' }),
});
export type SendTestText = z.infer<typeof SendTestText>;
