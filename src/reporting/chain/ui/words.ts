import { defineWords } from '../../../platform/ui-kit/parts/plain.ts';

/** Texts of what became of households. */
export const words = defineWords('household-chain', {
  zh: {
    title: '培训就业脱贫成效',
    note: '培训一人、就业一人、脱贫一户：有家庭成员完成就读或培训的户，其后有成员就业创业的户，再其后名单记载脱贫的户。',
    step: '环节',
    households: '户数',
    rate: '占上一环节',
    trained: '有成员完成就读或培训',
    employed: '其后有成员就业创业',
    outOfPoverty: '其后名单记载脱贫',
    places: '分地区',
    place: '地区',
    none: '还没有成员完成就读或培训的户。',
    up: '返回 {{place}}',
    all: '全部辖区',
  },
  en: {
    title: 'Training, work, out of poverty',
    note: 'One trained, one at work, one household out of poverty: households with a member who finished, of those with a member at work since, of those marked out of poverty since.',
    step: 'Step',
    households: 'Households',
    rate: 'Of the step before',
    trained: 'a member finished',
    employed: 'a member at work since',
    outOfPoverty: 'marked out of poverty since',
    places: 'By place',
    place: 'Place',
    none: 'No household with a member who finished yet.',
    up: 'Back to {{place}}',
    all: 'the whole area',
  },
});
