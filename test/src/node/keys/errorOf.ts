import { inspect } from "node:util";
import { expect } from "chai";
import type { BaseError } from "../../../../src/errors/BaseError.ts";
import { SECRETS } from "./keyFolder.ts";

/** The error that a promise rejects with, after a look for planted secrets in all that can be printed of it. */
export async function errorOf(promise: Promise<unknown>): Promise<BaseError> {
  const error = await promise.then(
    (value) => expect.fail(`resolved to ${inspect(value)}`),
    (reason: BaseError) => reason,
  );
  expectNoSecret(inspect(error, { depth: 20, showHidden: true }));
  return error;
}

/** Fails when a planted secret is in a text, in any spelling that would still open something. */
export function expectNoSecret(text: string): void {
  for (const secret of Object.values(SECRETS)) {
    expect(text.toLowerCase()).to.not.contain(secret.toLowerCase().replace(/^0x/, ""));
  }
}
