import { toTypedError } from "../errors/toTypedError.ts";

/** Awaits a read of the chain; what it throws is one of our errors. */
export async function read<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw toTypedError(error);
  }
}
