import type { Assessment } from '../targets/assess.ts';

const FULL = 100;

/** A small bar: how much of the goal is reached, with an upright line where it should be by now. The figures stand beside it in words. */
export function ProgressBar({ assessment, goal }: { assessment: Assessment; goal: number | null }) {
  if (goal === null || assessment.percent === null) return null;
  const filled = Math.min(FULL, assessment.percent);
  const mark = assessment.expected === null || goal === 0 ? null : Math.min(FULL, (assessment.expected / goal) * FULL);
  return (
    <svg
      className={`indicator-bar indicator-${assessment.state}`}
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className="indicator-bar-ground" width="100" height="10" />
      <rect className="indicator-bar-fill" width={filled} height="10" />
      {mark === null ? null : <rect className="indicator-bar-mark" x={Math.min(99, mark)} width="1" height="10" />}
    </svg>
  );
}
