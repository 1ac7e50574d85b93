import { createHash } from 'node:crypto';
import type { RoleName } from '../../organizations/index.ts';
import { chanceOf, type Chance } from './chance.ts';

const SURNAMES = [
  ['王', 72],
  ['李', 70],
  ['张', 68],
  ['刘', 54],
  ['陈', 45],
  ['杨', 31],
  ['赵', 29],
  ['黄', 22],
  ['周', 21],
  ['吴', 20],
  ['徐', 17],
  ['孙', 19],
  ['胡', 13],
  ['朱', 15],
  ['高', 14],
  ['林', 10],
  ['何', 10],
  ['郭', 14],
  ['马', 15],
  ['罗', 6],
  ['梁', 6],
  ['宋', 10],
  ['郑', 9],
  ['谢', 5],
  ['韩', 9],
  ['唐', 6],
  ['冯', 8],
  ['于', 12],
  ['董', 8],
  ['萧', 2],
  ['程', 6],
  ['曹', 7],
  ['袁', 6],
  ['邓', 3],
  ['许', 7],
  ['傅', 4],
  ['沈', 3],
  ['曾', 2],
  ['彭', 4],
  ['吕', 8],
  ['苏', 4],
  ['孟', 6],
  ['孔', 6],
  ['崔', 6],
  ['侯', 4],
  ['翟', 2],
  ['展', 1],
  ['仝', 1],
] as const;
const GIVEN_MALE = [...'伟强军勇杰涛明超辉鹏飞浩宇轩博文建国华德志成东海峰磊波斌立新春生平安义忠信诚昊天泽瑞凯航'];
const GIVEN_FEMALE = [...'芳娜敏静丽艳娟霞秀英玲燕红梅兰云雪琳慧颖婷雅欣怡悦佳琪梦洁萍凤珍荣淑桂香莲月春花雨晴诗涵'];

/** An invented surname, as often as it is met in Shandong. */
export const surnameOf = (chance: Chance): string => chance.weighted(SURNAMES);

/** An invented name of one or two given characters behind a surname. */
export function inventedName(chance: Chance, sex: '男' | '女', surname: string): string {
  const pool = sex === '男' ? GIVEN_MALE : GIVEN_FEMALE;
  return surname + chance.pick(pool) + (chance.next() < 0.72 ? chance.pick(pool) : '');
}

/** Who sits at a post of the demonstration: the same invented name whenever the same office and role are asked. */
export function officialName(unitName: string, role: RoleName): string {
  const chance = chanceOf(createHash('sha256').update(`${unitName} ${role}`).digest().readUInt32LE());
  return inventedName(chance, chance.next() < 0.6 ? '男' : '女', surnameOf(chance));
}
