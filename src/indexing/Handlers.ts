import type { TypedContractEvent } from "../../typechain-types/common.ts";
import type { IndexEvent } from "./IndexEvent.ts";
import type { IndexWriter } from "./IndexWriter.ts";

type ArgsOf<F> = F extends TypedContractEvent<infer _Input, infer _Output, infer Args> ? Args : never;

/**
 * What each event of a contract changes, by the event's name; events that are not named change nothing. Strings come as the
 * hexadecimal of their bytes, because a chain's strings need not be UTF-8: `textOf` reads them.
 */
export type Handlers<C extends { readonly filters: object }> = {
  readonly [E in keyof C["filters"]]?: (
    writer: IndexWriter,
    args: ArgsOf<C["filters"][E]>,
    event: IndexEvent,
  ) => Promise<void>;
};
