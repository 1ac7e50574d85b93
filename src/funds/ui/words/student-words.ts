import { defineWords } from '../../../platform/ui-kit/parts/plain.ts';

/** Texts of choosing students for money. */
export const words = defineWords('funds-students', {
  zh: { findStudent: '按姓名找学生', moreStudents: '这里列出前 {{shown}} 人；其余请按姓名查找。' },
  en: {
    findStudent: 'Find a student by name',
    moreStudents: 'The first {{shown}} are shown; find the others by name.',
  },
});
