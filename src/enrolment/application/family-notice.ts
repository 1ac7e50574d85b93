import type { Message } from '../../platform/messages.ts';
import type { Application } from '../store.ts';
import { STATES } from '../states.ts';

/** What a family is told of a step: state, deciding unit, day and reason (SD2017-3.2-18). */
export function familyNotice(
  app: Pick<Application, 'person_id' | 'number' | 'state'>,
  step: { kind: string; unitName: string; onDate: string; reason: string | null },
): Message {
  const why = step.reason ? `理由：${step.reason}。` : '';
  return {
    toPersonId: app.person_id,
    kind: step.kind,
    title: `您的申请：${STATES[app.state]}`,
    body: `申请 ${app.number} 由${step.unitName}于 ${step.onDate} 办理：${STATES[app.state]}。${why}如有疑问，可凭回执到村（居）或乡镇询问。`,
  };
}
