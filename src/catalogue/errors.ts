import { defineErrors } from '../platform/errors.ts';

/** What can go wrong with the catalogue of schools and majors. */
export const catalogueErrors = defineErrors({
  CATALOGUE_DRAFT_OPEN: {
    kind: 'conflict',
    message: '该年度已有一份未公布的目录草稿。',
    hint: '请先公布或作废这份草稿，再继续办理。',
  },
  CATALOGUE_NOT_DRAFT: {
    kind: 'conflict',
    message: '这个版本已公布或作废，不能再修改。',
    hint: '已公布的目录只能通过“调整目录”形成新版本。',
  },
  CATALOGUE_NOT_PUBLISHED: {
    kind: 'conflict',
    message: '这个版本不是现行公布的目录。',
    hint: '请先公布目录，或打开现行版本再办理。',
  },
  CATALOGUE_HAS_REVIEWS: {
    kind: 'conflict',
    message: '还有待核对的问题，目录不能公布。',
    hint: '请逐条更正或确认问题后再公布。',
  },
  CATALOGUE_INCOMPLETE: {
    kind: 'conflict',
    message: '目录内容不完整，不能公布。',
    hint: '请补全所列条目的收费标准和是否承担精准技能扶贫。',
  },
  CATALOGUE_EMPTY: { kind: 'conflict', message: '目录中没有任何条目，不能公布。' },
  CATALOGUE_ENTRY_TAKEN: {
    kind: 'conflict',
    message: '目录中已有同一学校、专业、层次、招生对象和学制的条目。',
  },
  CATALOGUE_ENTRY_STATE: { kind: 'conflict', message: '该条目当前的状态不能作此调整。' },
  CATALOGUE_ENTRY_PENDING: {
    kind: 'conflict',
    message: '该条目已有尚未生效的调整。',
    hint: '请等调整生效后再办理，或先恢复招生。',
  },
  CATALOGUE_BACKDATED: { kind: 'invalid', message: '生效日期不能早于今天。' },
  CATALOGUE_SEATS_BELOW_TAKEN: {
    kind: 'conflict',
    message: '项目计划名额不能少于已录取人数。',
    hint: '请核对已录取人数后重新填写。',
  },
  CATALOGUE_SCHOOL_DOUBTFUL: {
    kind: 'invalid',
    message: '不能确定这是本市的哪所学校。',
    hint: '请填写学校全称；学校登记在其他市的，由学校所在市列入目录。',
  },
  CATALOGUE_PROBLEM_VALUE: { kind: 'invalid', message: '这个问题要更正内容或说明理由后才能确认。' },
});
