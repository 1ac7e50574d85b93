import { makeContext, type Services } from '../../../../platform/services.ts';
import { actOnProposal } from '../../../law/proposals/act-on-proposal.ts';
import { scheduleChange } from '../../../what-if/schedule-change.ts';
import { FOCUS } from '../../places.ts';
import { officeActor } from '../../units.ts';
import type { DayOf } from '../office-life.ts';
import type { Enter } from '../register-programmes.ts';
import type { Offices } from '../registers-life.ts';
import { listedStudents } from './entering.ts';
import { internships, placesToGive } from './internships.ts';
import { majors, recruitment, takeover } from './majors.ts';
import { safety, studentLife } from './student-life.ts';

/** What the city has set where the plan leaves it open, for the registers of schools. */
const CITY_VALUES = {
  'fyp14.internship-visits': 2,
  'fyp14.internship-day-hours': 8,
  'fyp14.flexible-min-months': 24,
  'fyp14.flexible-max-months': 60,
  'fyp14.activity-credits-cap': 5,
  'fyp14.main-carrier-share': 50,
  'fyp14.incident-report-hours': 24,
  'fyp14.drill-months': 12,
  'fyp14.demand-review-months': 12,
  'fyp14.employment-floor': 70,
  'fyp14.contact-days': 14,
  'fyp14.enrolment-progress': 50,
} as const;

/** Registers of the life of students and of schools' majors: internships with their insurance, places to be given, statuses, safety, majors, recruitment. */
export async function demoSchoolRegisters(
  services: Services,
  day: DayOf,
  offices: Offices,
  enter: Enter,
): Promise<void> {
  await cityValues(services, day);
  const on = (ago: number) => day(ago).clock.today();
  const entering = { day, offices, enter, on, listed: await listedStudents(services) };
  await internships(entering);
  await placesToGive(entering);
  await studentLife(entering);
  await safety(entering);
  await majors(entering);
  await takeover(entering);
  await recruitment(entering);
}

async function cityValues(services: Services, day: DayOf): Promise<void> {
  const at = day(400);
  const person = async (role: Parameters<typeof officeActor>[3]) =>
    makeContext(at, await officeActor(services, FOCUS.city, 'hr', role));
  const proposed = await scheduleChange(await person('city_hr_officer'), {
    values: Object.entries(CITY_VALUES).map(([key, value]) => ({ key, value })),
    effectiveOn: at.clock.today(),
    legalSource: '菏泽市技工院校管理若干标准（演示）',
  });
  await actOnProposal(await person('city_report_checker'), { ...proposed, action: 'check' });
  await actOnProposal(await person('city_leader'), { ...proposed, action: 'approve' });
}
