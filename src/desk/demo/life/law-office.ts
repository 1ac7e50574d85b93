import type { RoleName } from '../../../organizations/index.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { answerCall } from '../../law/calls/answer-call.ts';
import { actOnProposal } from '../../law/proposals/act-on-proposal.ts';
import { proposeSetting } from '../../law/proposals/propose-setting.ts';
import { proposeValue } from '../../law/proposals/propose-value.ts';
import { scheduleChange } from '../../what-if/schedule-change.ts';
import { FOCUS } from '../places.ts';
import { officeActor } from '../units.ts';

/**
 * What the city has set where the documents leave it open: one standard in force, a change for the autumn waiting to be
 * approved, another standard and the way of review waiting to be checked.
 */
export async function lawOffice(services: Services): Promise<void> {
  const person = async (role: RoleName) => makeContext(services, await officeActor(services, FOCUS.city, 'hr', role));
  const prepares = await person('city_hr_officer');
  const { proposalId } = await proposeValue(prepares, {
    key: 'sd2017.training-subsidy-rate',
    value: 800,
    validFrom: '2020-01-01',
    legalSource: '菏泽市职业培训补贴标准（演示）',
  });
  await actOnProposal(await person('city_report_checker'), { proposalId, action: 'check' });
  await actOnProposal(await person('city_leader'), { proposalId, action: 'approve' });
  await proposeValue(prepares, {
    key: 'sd2017.status-registration-days',
    value: 20,
    validFrom: '2020-09-01',
    legalSource: '菏泽市技工院校学籍注册办法（演示）',
  });
  const scheduled = await scheduleChange(prepares, {
    values: [{ key: 'sd2017.school-age-max', value: 28 }],
    effectiveOn: '2020-10-01',
    legalSource: '菏泽市技工院校适龄人员认定办法（演示）',
  });
  await actOnProposal(await person('city_report_checker'), { ...scheduled, action: 'check' });
  await proposeSetting(prepares, {
    key: 'review.way',
    divisionCode: FOCUS.city,
    value: 'joint',
    validFrom: '2020-10-01',
    legalSource: '菏泽市技能扶贫联合审核办法（演示）',
    reason: '两部门同日会签，减少往返',
  });
  await answerCall(prepares, { key: 'sd2017.carried-out', note: '已印发本市实施方案' });
  await answerCall(prepares, { key: 'sd2017.listed-as-important', title: '菏泽市脱贫攻坚工作要点（演示）' });
}
