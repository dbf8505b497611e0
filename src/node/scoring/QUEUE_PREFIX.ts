/** What every key that scoring writes to Redis begins with. */
export const QUEUE_PREFIX = "commonweights";
