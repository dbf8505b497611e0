import type { AbiEntry } from "../../packaging/npm/AbiEntry.ts";

/** A node of the compiler's syntax tree, as far as the reference reads it. */
export type SyntaxNode = {
  readonly id: number;
  readonly nodeType: string;
  readonly name?: string;
  readonly canonicalName?: string;
  readonly contractKind?: "contract" | "interface" | "library";
  readonly abstract?: boolean;
  readonly linearizedBaseContracts?: readonly number[];
  readonly documentation?: { readonly text: string } | string | null;
  readonly nodes?: readonly SyntaxNode[];
  readonly members?: readonly SyntaxNode[];
  readonly functionSelector?: string;
  readonly eventSelector?: string;
  readonly errorSelector?: string;
  readonly constant?: boolean;
  readonly visibility?: string;
  readonly stateMutability?: string;
  readonly parameters?: { readonly parameters: readonly SyntaxNode[] };
  readonly returnParameters?: { readonly parameters: readonly SyntaxNode[] };
  readonly mutability?: string;
  readonly modifiers?: readonly { readonly modifierName: { readonly name: string } }[];
  readonly typeDescriptions?: { readonly typeString: string };
  readonly value?: { readonly src: string };
};

/** Tags of NatSpec by signature, as the compiler hands them on; inheritance is resolved already. */
export type NatSpec = {
  readonly notice?: string;
  readonly details?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly returns?: Readonly<Record<string, string>>;
  readonly methods?: Readonly<Record<string, NatSpec>>;
  readonly events?: Readonly<Record<string, NatSpec>>;
  readonly errors?: Readonly<Record<string, readonly NatSpec[]>>;
  readonly stateVariables?: Readonly<Record<string, NatSpec>>;
};

/** What the compiler says about one contract. */
export type CompilerOutput = {
  readonly abi: readonly AbiEntry[];
  readonly userdoc: NatSpec;
  readonly devdoc: NatSpec;
};

/** A contract, with everything that was compiled together with it. */
export type CompiledContract = {
  readonly name: string;
  /** Name of its file in the build, like "project/contracts/market/LicenseMarket.sol". */
  readonly source: string;
  /** By file of the build, then by contract. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, CompilerOutput>>>>;
  /** By file of the build; `id` is the file's number in positions. */
  readonly sources: Readonly<Record<string, { readonly id: number; readonly ast: SyntaxNode }>>;
  /** Text of each file of the build. */
  readonly texts: Readonly<Record<string, string>>;
};
