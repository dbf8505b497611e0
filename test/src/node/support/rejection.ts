import { expect } from "chai";
import { BaseError } from "../../../../src/errors/BaseError.ts";

/** The error of ours that a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<BaseError> {
  let error: unknown;
  try {
    await promise;
  } catch (caught) {
    error = caught;
  }
  expect(error).to.be.instanceOf(BaseError);
  return error as BaseError;
}
