/** What lines up whoever takes an order back and whoever answers it with a course or a class (see `lockUntilEnd`). */
export const orderLock = (orderId: string): string => `training order ${orderId}`;

/** The same for a purchase and the classes planned on it. */
export const purchaseLock = (purchaseId: string): string => `training purchase ${purchaseId}`;
