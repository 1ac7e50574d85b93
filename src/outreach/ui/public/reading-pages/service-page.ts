import { dayText, say, tell, w } from '../language.ts';
import { facts } from '../parts.ts';
import { whenRead } from '../reading.ts';
import type { Place } from '../router.ts';
import { h, type Child } from '../view.ts';

const T = {
  title: w('查验支教服务证明', 'Check a certificate of service'),
  lead: w('证明上的二维码打开本页。这里不显示姓名。', 'The code on the paper opens this page. No name is shown.'),
  valid: w('有效', 'Valid'),
  revoked: w('已撤销', 'Revoked'),
  unknown: w('查无此件', 'Unknown'),
  unknownText: w('没有这个查验码，请核对证明上的字样。', 'There is no such code. Compare it with the paper.'),
  number: w('编号', 'Number'),
  issuer: w('开具单位', 'Issued by'),
  on: w('开具日期', 'Issued on'),
  time: w('服务时间', 'Service'),
  days: w('{days} 天', '{days} days'),
};

type Answer = {
  state: 'valid' | 'revoked' | 'unknown';
  number: string | null;
  issuer: string | null;
  issuedOn: string | null;
  days: number | null;
};

/** 支教服务证明: valid, revoked or unknown, for whoever holds the paper. */
export function servicePage({ params }: Place): HTMLElement {
  return h(
    'div',
    null,
    h('h1', null, say(T.title)),
    h('p', { class: 'lead' }, say(T.lead)),
    whenRead<Answer>(`/api/public/certificates/${encodeURIComponent(params.code ?? '')}`, {}, answerOf, 3),
  );
}

function answerOf({ state, number, issuer, issuedOn, days }: Answer): Child {
  return h(
    'section',
    { class: `answer ${state === 'valid' ? 'good' : 'bad'}` },
    h('h2', null, say(T[state])),
    state === 'unknown'
      ? h('p', null, say(T.unknownText))
      : facts([
          [say(T.number), number],
          [say(T.issuer), issuer],
          [say(T.on), issuedOn === null ? null : dayText(issuedOn)],
          [say(T.time), days === null ? null : tell(T.days, { days })],
        ]),
  );
}
