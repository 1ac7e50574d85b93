import { defineErrors } from '../platform/errors.ts';

/** What can go wrong on the pages of families, in their words. */
export const outreachErrors = defineErrors({
  PROOF_REFUSED: {
    kind: 'invalid',
    message: '安全校验没有通过，或已经用过。',
    hint: '请再点一次，页面会重新校验。',
  },
  ASKED_TOO_OFTEN: {
    kind: 'too_many',
    message: '查询次数已到上限，暂时不能再查。',
    hint: '请过一会儿再试；也可以凭回执码查询，或者到村（居）委会询问。',
  },
  SLIP_REFUSED: {
    kind: 'not_found',
    message: '领取码或回执码不正确，或者已经失效。',
    hint: '请核对纸条上的 12 位字母和数字；遗失了可以到村（居）委会重新打印。',
  },
  FAMILY_CODE_REFUSED: {
    kind: 'invalid',
    message: '验证码不正确，或者已经过期、已经用过。',
    hint: '请核对后再输；也可以重新获取验证码。',
  },
  FAMILY_NO_PHONE: {
    kind: 'conflict',
    message: '名单上没有登记手机号码，不能发送验证码。',
    hint: '请到村（居）委会，由经办人为您办理。',
  },
  FAMILY_NO_CHANNEL: {
    kind: 'unavailable',
    message: '本系统还没有接通短信，不能在网上办理。',
    hint: '请到村（居）委会，由经办人为您办理。',
  },
  SIGN_ON_REFUSED: {
    kind: 'invalid',
    message: '登录没有通过，或者登录的人不是这一户的人。',
    hint: '请由本户的人登录；也可以改用短信验证码，或者到村（居）委会办理。',
  },
  SIGN_ON_AWAY: {
    kind: 'unavailable',
    message: '统一身份认证现在连不上。',
    hint: '请过一会儿再试；也可以改用短信验证码，或者到村（居）委会办理。',
  },
  SIGN_ON_OFF: {
    kind: 'unavailable',
    message: '本系统还没有接入统一身份认证。',
    hint: '请改用短信验证码，或者到村（居）委会，由经办人为您办理。',
  },
  TEXT_EXPIRED: {
    kind: 'conflict',
    message: '这条短信已经过了有效时间，不能重发。',
    hint: '请家庭在手机上重新获取验证码。',
  },
  FAMILY_SESSION_ENDED: {
    kind: 'invalid',
    message: '办理时间已过，请重新验证。',
    hint: '您填写的内容还保留在手机上。',
  },
  FAMILY_ACT_CLOSED: {
    kind: 'conflict',
    message: '这一步现在不能在网上办理。',
    hint: '请到村（居）委会，由经办人为您办理。',
  },
  FAMILY_ACT_SETTLED: { kind: 'conflict', message: '这一条已经由他人处理。', hint: '请刷新后查看。' },
  SLIP_HOUSEHOLD_EMPTY: { kind: 'invalid', message: '所选户中没有现在名单上的人员，不能打印领取码。' },
});
