export type Promised = {
  id: string;
  kind: string;
  title: string;
  quantity: number;
  unit: string;
  dueOn: string | null;
};
/** A confirmed deed: which commitment it fulfils, how much of it, and when. */
export type Done = { commitmentId: string; quantity: number; on: string };
export type CommitmentStanding = Promised & {
  done: number;
  /** 0 to 100, one decimal, rounded down so that 100 is only what is done whole. */
  rate: number;
  excess: number;
  /** Not whole on the day after its due day. */
  overdue: boolean;
};
/** Of the commitments due by the day, those that are whole: the figure that supervision asks (N2019 五). */
export type DueExecution = { due: number; delivered: number; rate: number | null };
export type Execution = {
  rate: number;
  commitments: CommitmentStanding[];
  overdue: number;
  nextDue: string | null;
  /** Absent in executions kept before it was told. */
  due?: DueExecution;
};

/**
 * How far an agreement is carried out on a day: each commitment as far as confirmed deeds up to that day go, never above 100; what is more is
 * told as excess; the whole is the mean of the commitments. An agreement that promises nothing stands at 0.
 */
export function executionOf(promised: readonly Promised[], deeds: readonly Done[], today: string): Execution {
  const commitments = promised.map((p) => {
    const done = deeds
      .filter((d) => d.commitmentId === p.id && d.on <= today)
      .reduce((sum, d) => sum + Math.round(d.quantity * 100), 0);
    const wanted = Math.round(p.quantity * 100);
    return {
      ...p,
      done: done / 100,
      rate: Math.floor((Math.min(done, wanted) * 1000) / wanted) / 10,
      excess: Math.max(0, done - wanted) / 100,
      overdue: p.dueOn !== null && p.dueOn < today && done < wanted,
    };
  });
  const sum = commitments.reduce((total, c) => total + Math.round(c.rate * 10), 0);
  const open = commitments.filter((c) => c.rate < 100 && c.dueOn !== null && c.dueOn >= today);
  return {
    rate: commitments.length === 0 ? 0 : Math.floor(sum / commitments.length) / 10,
    commitments,
    overdue: commitments.filter((c) => c.overdue).length,
    nextDue: open.map((c) => c.dueOn!).toSorted()[0] ?? null,
    due: dueOf(commitments.filter((c) => c.dueOn !== null && c.dueOn <= today)),
  };
}

function dueOf(due: readonly CommitmentStanding[]): DueExecution {
  const delivered = due.filter((c) => c.rate === 100).length;
  return {
    due: due.length,
    delivered,
    rate: due.length === 0 ? null : Math.round((delivered * 1000) / due.length) / 10,
  };
}
