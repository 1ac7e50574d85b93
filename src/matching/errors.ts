import { defineErrors } from '../platform/errors.ts';

/** What can go wrong when records are joined. */
export const matchingErrors = defineErrors({
  LINK_TO_ITSELF: { kind: 'invalid', message: '不能把一条记录与它自己关联。' },
  LINK_NOT_PROVED: {
    kind: 'conflict',
    message: '两条记录的证件号码和姓名并不都相同，不能作为“已证实”关联。',
    hint: '可作为“推定”关联，并请办理证件更正。',
  },
  LINK_NONE: { kind: 'conflict', message: '这条记录没有需要解除的关联。' },
  MATCH_PROVED: { kind: 'conflict', message: '号码和姓名都相同，已由系统确认，不需要核对。' },
  MATCH_NOT_OFFERED: { kind: 'invalid', message: '只能从列出的人中选定。', hint: '都不是时，请选“不是名单中的人”。' },
});
