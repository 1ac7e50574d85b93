/** Whether a stay is over its limit; null limit means the locality has set none, and nothing is overdue. */
export function standing(workingDays: number, limit: number | null): 'not_set' | 'in_time' | 'last_day' | 'overdue' {
  if (limit === null) return 'not_set';
  if (workingDays > limit) return 'overdue';
  return workingDays === limit ? 'last_day' : 'in_time';
}
