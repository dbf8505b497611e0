/** A value that goes in or comes out, or a member of a struct. */
export type FieldDocs = {
  readonly name: string;
  /** As Solidity writes it, without the contract that declares it. */
  readonly type: string;
  readonly isIndexed: boolean;
  /** Empty when NatSpec says nothing. */
  readonly text: string;
};

/** A function, event or error, as its users meet it. */
export type MemberDocs = {
  readonly name: string;
  /** Four bytes; a topic of 32 for events. */
  readonly selector: string;
  readonly mutability: string;
  readonly inputs: readonly FieldDocs[];
  readonly outputs: readonly FieldDocs[];
  /** What it does, then what there is to know: paragraphs. */
  readonly texts: readonly string[];
  readonly isRestricted: boolean;
  /** Declared and described by OpenZeppelin, not by us. */
  readonly isStandard: boolean;
};

/** A modifier, an internal function or the constructor, which has no keyword. */
export type InheritableDocs = Pick<MemberDocs, "name" | "mutability" | "inputs" | "outputs" | "texts"> & {
  readonly keyword: "modifier" | "function" | "";
};

/** A constant, or a value that is set once at deployment. */
export type ConstantDocs = {
  readonly name: string;
  readonly type: string;
  readonly selector: string;
  /** The expression in the source; undefined when it is set at deployment. */
  readonly value: string | undefined;
  readonly text: string;
};

/** A struct or an enum. */
export type TypeDocs = {
  readonly name: string;
  readonly kind: "struct" | "enum";
  readonly texts: readonly string[];
  readonly fields: readonly FieldDocs[];
};

/** Everything that a page of the reference says about a contract; in the order of its interface. */
export type ContractDocs = {
  readonly name: string;
  /** From the root of the repository. */
  readonly sourcePaths: readonly string[];
  readonly isAbstract: boolean;
  readonly texts: readonly string[];
  readonly constructorInputs: readonly FieldDocs[];
  /** What an abstract contract offers to those that inherit it. */
  readonly inheritable: readonly InheritableDocs[];
  readonly functions: readonly MemberDocs[];
  readonly constants: readonly ConstantDocs[];
  readonly types: readonly TypeDocs[];
  readonly events: readonly MemberDocs[];
  readonly errors: readonly MemberDocs[];
};
