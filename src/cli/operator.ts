import type { Actor, Context } from '../platform/context.ts';
import { makeContext, type Services } from '../platform/services.ts';
import type { CliSession } from './session.ts';

/** The context of a command: the named user's post, or the operator of the machine. */
export const contextFor = (session: CliSession, user: string | undefined): Promise<Context> =>
  user ? session.as(user) : Promise.resolve(operatorContext(session.services));

/** Who runs a command on the machine itself, without an office: sees everything, may only ask. */
function operatorContext(services: Services): Context {
  const operator: Actor = {
    userId: 'system',
    name: '本机操作员',
    unitId: '',
    unitName: '本机',
    level: 'nation',
    line: 'system',
    divisionCode: 0,
    areas: [{ lo: 0, hi: 1_000_000_000_000 }],
    institutionId: null,
    roles: [],
    permissions: new Set(['decision.make', 'report.read']),
  };
  return makeContext(services, operator);
}
