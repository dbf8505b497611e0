import type { errorsAbi } from "../../abi/errorsAbi.ts";

/** A custom error of our contracts, or of those they are made of. */
export type ErrorName = (typeof errorsAbi)[number]["name"];

type ErrorOf<Name extends ErrorName> = Extract<(typeof errorsAbi)[number], { readonly name: Name }>;

/** What an error carries, by name, as the ABI declares it. */
type ArgsOf<Name extends ErrorName> = Readonly<Record<ErrorOf<Name>["inputs"][number]["name"], unknown>>;

/** What happened, in words and without a period, and what the user can do about it. */
export type Explanation = readonly [happened: string, remedy: string];

/** Explains errors by name. Tables are checked with `satisfies Remedies`: a wrong error or argument does not compile. */
export type Remedies = { readonly [Name in ErrorName]?: (args: ArgsOf<Name>) => Explanation };
