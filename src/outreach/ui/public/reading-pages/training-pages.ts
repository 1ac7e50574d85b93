import { api } from '../../../../platform/api-client/request.ts';
import { say, w } from '../language.ts';
import { errorNote, facts, field, skeleton } from '../parts.ts';
import { fill, h, type Child } from '../view.ts';

const T = {
  checkIn: w('上课签到', 'Check in'),
  checkInLead: w(
    '输入教室屏幕上的 6 位签到码、姓名和身份证后四位。签到后由教师确认才计入课时。',
    'Type the code on the screen of the room, your name and the last four of your number. The trainer confirms it afterwards.',
  ),
  code: w('签到码', 'Code'),
  name: w('姓名', 'Name'),
  tail: w('身份证后四位', 'Last four of the number'),
  doCheckIn: w('签到', 'Check in'),
  there: w('已签到', 'Checked in'),
  class: w('班级', 'Class'),
  day: w('日期', 'Day'),
  certificate: w('查询证书', 'Check a certificate'),
  certificateLead: w(
    '输入证书编号和姓名，就知道是谁发的、什么职业或专业、什么等级、还有没有效。',
    'Type number and name to learn who issued it, for what, at which level, and whether it holds.',
  ),
  number: w('证书编号', 'Certificate number'),
  ask: w('查询', 'Ask'),
  valid: w('有效', 'Valid'),
  withdrawn: w('已撤销', 'Withdrawn'),
  none: w('没有查到', 'Not found'),
  noneText: w('编号和姓名对不上任何证书，请核对后再试。', 'Number and name fit no certificate. Check what you typed.'),
  issuer: w('发证单位', 'Issued by'),
  occupation: w('职业、专业', 'Occupation or major'),
  level: w('等级、班级层次', 'Level'),
  on: w('发证日期', 'Issued on'),
};

type Asked = {
  title: string;
  lead: string;
  button: string;
  fields: readonly { key: string; label: string; mode?: string; length: number }[];
};

/** A form of a few words with its answer below; the same for both pages. */
function askPage<Answer>(asked: Asked, path: string, told: (answer: Answer) => Child): HTMLElement {
  const place = h('div', { 'aria-live': 'polite' });
  const inputs = asked.fields.map((f) => ({
    ...f,
    control: h('input', {
      autocomplete: 'off',
      required: true,
      maxlength: f.length,
      ...(f.mode ? { inputmode: f.mode } : {}),
    }),
  }));
  const send = (event: Event): void => {
    event.preventDefault();
    const body = Object.fromEntries(inputs.map((i) => [i.key, i.control.value.trim()]));
    fill(place, skeleton(3));
    api.post<Answer>(path, body).then(
      (answer) => fill(place, told(answer)),
      (error: unknown) => fill(place, errorNote(error)),
    );
  };
  return h(
    'div',
    null,
    h('h1', null, asked.title),
    h('p', { class: 'lead' }, asked.lead),
    h(
      'form',
      { class: 'form', onsubmit: send },
      inputs.map(({ label, control }) => field({ label, control })),
      h('button', { type: 'submit', class: 'button primary' }, asked.button),
    ),
    place,
  );
}

/** 上课签到: a trainee checks in on the phone. */
export function checkInPage(): HTMLElement {
  const asked = {
    title: say(T.checkIn),
    lead: say(T.checkInLead),
    button: say(T.doCheckIn),
    fields: [
      { key: 'code', label: say(T.code), mode: 'numeric', length: 6 },
      { key: 'name', label: say(T.name), length: 60 },
      { key: 'idTail', label: say(T.tail), length: 4 },
    ],
  };
  return askPage<{ className: string; heldOn: string }>(asked, '/api/public/check-in', ({ className, heldOn }) =>
    h(
      'section',
      { class: 'answer good' },
      h('h2', null, say(T.there)),
      facts([
        [say(T.class), className],
        [say(T.day), heldOn],
      ]),
    ),
  );
}

type Certificate =
  | { found: false }
  | { found: true; issuer: string; occupation: string; level: string; issuedOn: string; valid: boolean };

/** 查询证书: by number and name, and nothing personal comes back. */
export function certificatePage(): HTMLElement {
  const asked = {
    title: say(T.certificate),
    lead: say(T.certificateLead),
    button: say(T.ask),
    fields: [
      { key: 'number', label: say(T.number), length: 40 },
      { key: 'name', label: say(T.name), length: 60 },
    ],
  };
  return askPage<Certificate>(asked, '/api/public/certificates', (answer) =>
    answer.found
      ? h(
          'section',
          { class: `answer ${answer.valid ? 'good' : 'bad'}` },
          h('h2', null, say(answer.valid ? T.valid : T.withdrawn)),
          facts([
            [say(T.issuer), answer.issuer],
            [say(T.occupation), answer.occupation],
            [say(T.level), answer.level],
            [say(T.on), answer.issuedOn],
          ]),
        )
      : h('section', { class: 'answer bad' }, h('h2', null, say(T.none)), h('p', null, say(T.noneText))),
  );
}
