import { InstitutionLists } from './institution-lists.tsx';

/** 学籍导入: registration exports of schools that came in. */
export default function RollsScreen() {
  return <InstitutionLists id="rolls" endpoint="/api/students/rolls" permission="student.import" />;
}
