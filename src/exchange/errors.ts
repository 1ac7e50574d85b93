import { defineErrors } from '../platform/errors.ts';

export const exchangeErrors = defineErrors({
  EXCHANGE_KEY_INVALID: {
    kind: 'forbidden',
    message: '核验密钥无效。',
    hint: '密钥已停用、不在有效期内或者有误；请与发给密钥的人社部门联系。',
  },
  EXCHANGE_DAYS_INVALID: { kind: 'invalid', message: '有效期不能早于今天。' },
  EXCHANGE_FILE_UNREADABLE: {
    kind: 'invalid',
    message: '这份文件里没有可以核验的行。',
    hint: '需要有“证书编号”和“姓名”两列，一行一本证书，不超过 5000 行。',
  },
});
