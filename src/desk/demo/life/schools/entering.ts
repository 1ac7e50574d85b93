import { plainDate } from '../../../../platform/plain-date.ts';
import { syntheticCitizenId } from '../../../../standards/index.ts';
import type { DayOf } from '../office-life.ts';
import type { Enter } from '../register-programmes.ts';
import type { Offices } from '../registers-life.ts';

/** How records of schools are entered, and on which day so many days ago. */
export type Entering = { day: DayOf; offices: Offices; enter: Enter; on: (ago: number) => string };

const NAMES = ['赵子强', '钱小梅', '孙志远', '李春燕', '周建国', '吴晓彤', '郑海涛', '王雪'];
/** An invented student of the demonstration's school. */
export const student = (i: number) => ({
  name: NAMES[i % NAMES.length]!,
  idNumber: syntheticCitizenId({
    region: '371721',
    birth: plainDate(`2003-0${1 + (i % 9)}-1${i % 9}`),
    sequence: 501 + i * 2,
    sex: i % 2 ? '女' : '男',
  }),
});
