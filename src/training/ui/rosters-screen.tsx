import { InstitutionLists } from './institution-lists.tsx';

/** 花名册导入: rosters of training classes that came in. */
export default function RostersScreen() {
  return <InstitutionLists id="rosters" endpoint="/api/training/rosters" permission="training.import" />;
}
