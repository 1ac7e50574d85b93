import { nameCharacters } from '../../standards/index.ts';
import type { Chance } from './chance.ts';

/** Common surnames, the commonest first (order of wainshine's open list, Apache-2.0). */
const SURNAMES = [
  ...'王李张刘陈杨黄吴赵周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭肖蔡潘田董袁于余蒋叶杜苏魏程吕丁沈任姚卢钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白毛江闫薛尹付段雷黎史龙钱贺陶顾龚郝邵万严洪赖武傅莫孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申殷詹欧耿关覃兰焦俞左柳甘祝包代宁符阮尚舒纪柯梅童毕凌单季成霍苗裴涂谷曲盛解',
  '欧阳',
  '司马',
  '诸葛',
  '上官',
];
const MALE =
  '伟强军勇杰涛明超辉鹏飞浩宇轩博文建国华德志成东海峰磊波斌立新春生平安义忠信诚昊天泽瑞凯航刚毅俊哲晨阳旭光亮正龙虎林森栋梁振兴家富贵福禄寿喜庆祥和顺荣耀宗祖先学思远望云山川江河湖伯仲叔季玉宝金银铜铁柱石岩松柏';
const FEMALE =
  '芳娜敏静丽艳娟霞秀英玲燕红梅兰云雪琳慧颖婷雅欣怡悦佳琪梦洁萍凤珍荣淑桂香莲月春花雨晴诗涵美蓉倩蕾薇菲莉莎珊瑶璐媛嫣妍姝嘉惠贞巧彩虹霜露晓素青翠碧彤丹宁馨紫若曼芸芬芝菊蓓';
/** Parts of Uyghur, Tibetan and Mongolian names as they are written in Chinese. */
const GIVEN_PARTS =
  '阿依古丽 古丽娜尔 帕提古丽 买买提 艾合买提 阿卜杜拉 努尔古丽 吐尔逊 玉素甫 热依汗 米热古丽 艾尼瓦尔 卡德尔 迪丽努尔 阿曼古丽 哈斯也提 巴哈尔'.split(
    ' ',
  );
const FATHER_PARTS =
  '买买提 艾买提 吐尔逊 玉山 阿不都拉 卡斯木 依明 萨迪克 热合曼 艾山 托合提 库尔班 达吾提 司马义 尼亚孜 阿西木'.split(
    ' ',
  );
const TIBETAN = '扎西 卓玛 次仁 央金 旺堆 德吉 顿珠 拉姆 平措 白玛 丹增 格桑 多吉 曲珍 尼玛 洛桑 群培 桑珠'.split(' ');
const MONGOLIAN = '巴特尔 乌兰图雅 其其格 苏日娜 阿古拉 朝鲁门 萨仁高娃 额尔敦 宝音图 娜仁花 呼和巴日 特木尔'.split(
  ' ',
);
const TRADITIONAL = new Map<string, string>();
const ALIKE = new Map<string, string[]>();

/** A surname, the common ones more often. */
export function surname(chance: Chance): string {
  const place = Math.floor(chance.next() ** 2.2 * SURNAMES.length);
  return SURNAMES[place]!;
}

/** Given characters: mostly two; `shared` is the generation's character. */
export function givenName(chance: Chance, male: boolean, shared: string | null): string {
  const pool = male ? MALE : FEMALE;
  const one = (): string => pool[chance.int(0, pool.length - 1)]!;
  if (shared !== null) return shared + one();
  return chance.hit(0.22) ? one() : one() + one();
}

/** A name of another people, and whether its parts are divided by a dot. */
export function otherName(chance: Chance): string {
  const kind = chance.next();
  if (kind < 0.6) return `${chance.pick(GIVEN_PARTS)}·${chance.pick(FATHER_PARTS)}`;
  return kind < 0.85 ? chance.pick(TIBETAN) + chance.pick(TIBETAN) : chance.pick(MONGOLIAN);
}

/** Another character that sounds the same, or null. */
export function homophone(chance: Chance, char: string): string | null {
  if (ALIKE.size === 0) fillTables();
  const others = (ALIKE.get(char) ?? []).filter((other) => other !== char);
  return others.length === 0 ? null : chance.pick(others);
}

/** The traditional form of a character, or null. */
export function traditional(char: string): string | null {
  if (ALIKE.size === 0) fillTables();
  return TRADITIONAL.get(char) ?? null;
}

/** Another given character that neither looks nor sounds the same on purpose. */
export function otherCharacter(chance: Chance, char: string): string {
  const { sound } = nameCharacters();
  for (;;) {
    const other = (MALE + FEMALE)[chance.int(0, MALE.length + FEMALE.length - 1)]!;
    if (sound[other.charCodeAt(0)] !== sound[char.charCodeAt(0)]) return other;
  }
}

function fillTables(): void {
  const { fold, sound } = nameCharacters();
  const common = [
    ...new Set(
      `${SURNAMES.join('')}${MALE}${FEMALE}晓小筱肖萧付傅闫阎邱丘戴代薇威莹盈英樱佳嘉家珈丽莉立力志智治宇雨羽语浩昊皓豪伟玮维炜静婧晶京杰洁捷轩萱宣`,
    ),
  ];
  for (const char of common) {
    const alike = common.filter((other) => sound[other.charCodeAt(0)] === sound[char.charCodeAt(0)]);
    ALIKE.set(char, alike);
  }
  for (let code = 0x4e00; code < 0x9fff; code++) {
    const folded = String.fromCharCode(fold[code]!);
    if (fold[code] !== code && !TRADITIONAL.has(folded) && common.includes(folded))
      TRADITIONAL.set(folded, String.fromCharCode(code));
  }
}
