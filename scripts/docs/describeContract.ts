import { ErrorFragment, EventFragment, FunctionFragment } from "ethers";
import type { AbiEntry, AbiParameter } from "../../packaging/npm/AbiEntry.ts";
import type { CompiledContract, CompilerOutput, NatSpec, SyntaxNode } from "./CompiledContract.ts";
import type { ConstantDocs, ContractDocs, FieldDocs, InheritableDocs, MemberDocs, TypeDocs } from "./ContractDocs.ts";
import { parseNatSpec } from "./parseNatSpec.ts";

/** A contract that the described one inherits, itself included. */
type Base = {
  readonly node: SyntaxNode;
  readonly source: string;
  readonly output: CompilerOutput | undefined;
  readonly isOurs: boolean;
};

type Member = { readonly node: SyntaxNode; readonly base: Base };

/** Says everything that the users of a contract should know, from its ABI, its NatSpec and its interface's order. */
export function describeContract(compiled: CompiledContract): ContractDocs {
  const bases = basesOf(compiled);
  const own = bases[0]!;
  const { abi, userdoc, devdoc } = own.output!;
  const members = membersOf(bases);
  const documented = bases.filter(({ isOurs }) => isOurs);
  const summaries = documented.flatMap(({ node, output }) => {
    // A base contract speaks for itself where it is described; an interface speaks for what implements it.
    if (node !== own.node && node.name !== `I${compiled.name}`) return [];
    return [output?.userdoc.notice, output?.devdoc.details];
  });
  const of = (type: string) => abi.filter((item) => item.type === type);
  const constructorAbi = of("constructor")[0];

  const described = of("function").map((item) => {
    const { selector } = FunctionFragment.from(item);
    return describeMember(item, selector, members.get(selector.slice(2)) ?? [], { userdoc, devdoc });
  });
  const constants = described.flatMap(({ name, selector, outputs, texts, isStandard }): ConstantDocs[] => {
    const node = members.get(selector.slice(2))?.find(({ node }) => node.nodeType === "VariableDeclaration");
    if (isStandard || node === undefined || node.node.mutability === "mutable") return [];
    const value = node.node.constant ? textAt(compiled, node.node.value!.src) : undefined;
    return [{ name, selector, type: outputs[0]!.type, value, text: texts.join(" ") }];
  });
  const isConstant = new Set(constants.map(({ selector }) => selector));
  const order = [...members.keys()];
  const inOrder = <T extends { readonly selector: string }>(unordered: readonly T[]): T[] => {
    const rank = ({ selector }: T) => (order.indexOf(selector.slice(2)) + order.length + 1) % (order.length + 1);
    return [...unordered].sort((a, b) => rank(a) - rank(b));
  };
  return {
    name: compiled.name,
    sourcePaths: [own, ...documented.filter(({ node }) => node.name === `I${compiled.name}`)].map(({ source }) =>
      source.replace(/^project\//, ""),
    ),
    isAbstract: own.node.abstract === true,
    texts: present(summaries),
    constructorInputs: fieldsOf(
      constructorAbi?.inputs,
      // Every object has a `constructor`: only an own one counts.
      new Map(Object.entries(devdoc.methods ?? {})).get("constructor")?.params,
    ),
    inheritable: own.node.abstract ? inheritableOf(own.node) : [],
    functions: inOrder(described.filter(({ selector }) => !isConstant.has(selector))),
    constants: inOrder(constants),
    types: typesOf(compiled, abi),
    events: inOrder(
      of("event").map((item) => {
        const { topicHash } = EventFragment.from(item);
        return describeMember(item, topicHash, members.get(topicHash.slice(2)) ?? [], { userdoc, devdoc });
      }),
    ),
    errors: inOrder(
      of("error").map((item) => {
        const { selector } = ErrorFragment.from(item);
        const found = members.get(selector.slice(2)) ?? errorsOf(compiled, selector.slice(2));
        return describeMember(item, selector, found, { userdoc, devdoc });
      }),
    ),
  };
}

/** What a contract inherits: itself first, then its own interface, what else is ours, and OpenZeppelin's. */
function basesOf({ name, sources, outputs }: CompiledContract): Base[] {
  const all = Object.entries(sources).flatMap(([source, { ast }]) =>
    (ast.nodes ?? [])
      .filter(({ nodeType }) => nodeType === "ContractDefinition")
      .map((node): Base => {
        const isOurs = source.startsWith("project/contracts/");
        return { node, source, output: outputs[source]?.[node.name!], isOurs };
      }),
  );
  const byId = new Map(all.map((base) => [base.node.id, base]));
  const own = all.find(({ node, isOurs }) => isOurs && node.name === name)!;
  const bases = own.node.linearizedBaseContracts!.map((id) => byId.get(id)!);
  return [own, ...bases.slice(1).filter(({ isOurs }) => isOurs), ...bases.filter(({ isOurs }) => !isOurs)];
}

/** Where each selector is declared, in the order in which a reader of the interfaces meets them. */
function membersOf(bases: readonly Base[]): Map<string, Member[]> {
  const isInterface = ({ node }: Base) => node.contractKind === "interface";
  const ours = bases.filter(({ isOurs }) => isOurs);
  const reading = [...ours.filter(isInterface), ...ours.filter((base) => !isInterface(base)), ...bases];
  const members = new Map<string, Member[]>();
  for (const base of new Set(reading)) {
    for (const node of base.node.nodes ?? []) {
      const selector = selectorOf(node);
      if (selector === undefined) continue;
      members.set(selector, [...(members.get(selector) ?? []), { node, base }]);
    }
  }
  return members;
}

function selectorOf({ functionSelector, eventSelector, errorSelector }: SyntaxNode): string | undefined {
  return functionSelector ?? eventSelector ?? errorSelector;
}

/** Errors that a library, or another contract's interface, declares. */
function errorsOf({ sources }: CompiledContract, selector: string): Member[] {
  return Object.entries(sources).flatMap(([source, { ast }]) =>
    (ast.nodes ?? []).flatMap((contract) =>
      (contract.nodes ?? [])
        .filter((node) => node.errorSelector === selector)
        .map((node) => {
          const isOurs = source.startsWith("project/contracts/");
          return { node, base: { node: contract, source, output: undefined, isOurs } };
        }),
    ),
  );
}

function describeMember(
  item: AbiEntry,
  selector: string,
  members: readonly Member[],
  { userdoc, devdoc }: { readonly userdoc: NatSpec; readonly devdoc: NatSpec },
): MemberDocs {
  const signature = `${item.name}(${(item.inputs ?? []).map(canonicalType).join(",")})`;
  const user = docsAt(userdoc, item.type, signature);
  const dev = docsAt(devdoc, item.type, signature);
  // The implementation's remark replaces the interface's in the compiler's output; both are worth reading.
  const remarks = members.map(({ base }) => docsAt(base.output?.devdoc ?? {}, item.type, signature).details);
  const state = devdoc.stateVariables?.[item.name!] ?? {};
  const isOurs = members.some(
    ({ node, base }) => base.isOurs && (base.node.contractKind === "interface" || /@(notice|dev)/.test(textOf(node))),
  );
  const told = members.flatMap(({ base }, k) => (base.isOurs === isOurs ? [remarks[k]] : []));
  return {
    name: item.name!,
    selector,
    mutability: item.stateMutability ?? "",
    inputs: fieldsOf(item.inputs, dev.params),
    outputs: fieldsOf(item.outputs, { ...dev.returns, ...state.returns }),
    texts: present(isOurs ? [user.notice, ...told, dev.details, state.details] : [user.notice, dev.details, ...told]),
    isRestricted: members.some(({ node }) => node.modifiers?.some((each) => each.modifierName.name === "restricted")),
    isStandard: !isOurs,
  };
}

function docsAt(docs: NatSpec, type: string, signature: string): NatSpec {
  if (type === "error") return docs.errors?.[signature]?.[0] ?? {};
  return (type === "event" ? docs.events : docs.methods)?.[signature] ?? {};
}

function fieldsOf(parameters: readonly AbiParameter[] = [], texts: Readonly<Record<string, string>> = {}): FieldDocs[] {
  return parameters.map((parameter, k) => ({
    name: parameter.name,
    type: typeOf(parameter),
    isIndexed: parameter.indexed === true,
    text: texts[parameter.name] ?? texts[`_${k}`] ?? "",
  }));
}

/** Contracts are addresses to whoever calls. */
function typeOf({ type, internalType = type }: AbiParameter): string {
  const [, kind, name] = /^(struct|enum|contract)? ?(.*)$/.exec(internalType)!;
  return kind === "contract" ? type : name!.slice(name!.lastIndexOf(".") + 1);
}

function canonicalType({ type, components }: AbiParameter): string {
  if (components === undefined) return type;
  return `(${components.map(canonicalType).join(",")})${type.slice("tuple".length)}`;
}

/** Structs and enums that the ABI mentions, in the order in which their interfaces declare them. */
function typesOf({ sources }: CompiledContract, abi: readonly AbiEntry[]): TypeDocs[] {
  const wanted = new Set<string>();
  const want = ({ internalType = "", components = [] }: AbiParameter) => {
    const name = /^(?:struct|enum) ([\w.]+)/.exec(internalType)?.[1];
    if (name !== undefined) wanted.add(name);
    components.forEach(want);
  };
  for (const { inputs = [], outputs = [] } of abi) [...inputs, ...outputs].forEach(want);
  return Object.values(sources).flatMap(({ ast }) =>
    (ast.nodes ?? [])
      .flatMap(({ nodes = [] }) => nodes)
      .filter(({ canonicalName }) => canonicalName !== undefined && wanted.has(canonicalName))
      .map((node): TypeDocs => {
        const { notice, dev, params } = parseNatSpec(textOf(node));
        return {
          name: node.name!,
          kind: node.nodeType === "EnumDefinition" ? "enum" : "struct",
          texts: present([notice, dev]),
          fields: (node.members ?? []).map(({ name, typeDescriptions }) => ({
            name: name!,
            type: shortType(typeDescriptions?.typeString ?? ""),
            isIndexed: false,
            text: params[name!] ?? "",
          })),
        };
      }),
  );
}

/** Modifiers, the constructor and internal functions, as those meet them who inherit. */
function inheritableOf({ nodes = [] }: SyntaxNode): InheritableDocs[] {
  const isOffered = ({ nodeType, visibility }: SyntaxNode) =>
    nodeType === "ModifierDefinition" || (nodeType === "FunctionDefinition" && visibility === "internal");
  return nodes.filter(isOffered).map((node) => {
    const { notice, dev, params } = parseNatSpec(textOf(node));
    const fields = (list?: SyntaxNode["parameters"]) =>
      (list?.parameters ?? []).map(({ name = "", typeDescriptions }) => ({
        name,
        type: shortType(typeDescriptions?.typeString ?? ""),
        isIndexed: false,
        text: params[name] ?? "",
      }));
    return {
      name: node.name || "constructor",
      keyword: node.nodeType === "ModifierDefinition" ? "modifier" : node.name ? "function" : "",
      mutability: node.stateMutability ?? "",
      inputs: fields(node.parameters),
      outputs: fields(node.returnParameters),
      texts: present([notice, dev]),
    };
  });
}

/** Like "struct IScoreBoard.Member": its last part is what the page calls it. */
function shortType(type: string): string {
  return type.replace(/^(struct|enum|contract) /, "").replace(/^\w+\./, "");
}

function textOf({ documentation }: SyntaxNode): string {
  return typeof documentation === "string" ? documentation : (documentation?.text ?? "");
}

/** Positions are "start:length:file", in bytes. */
function textAt({ sources, texts }: CompiledContract, position: string): string {
  const [start, length, id] = position.split(":").map(Number) as [number, number, number];
  const [source] = Object.entries(sources).find(([, each]) => each.id === id)!;
  return Buffer.from(texts[source]!)
    .subarray(start, start + length)
    .toString();
}

/** What is said, once; without OpenZeppelin's pointers and marks, like "See {IERC20-approve}." and "module:core". */
function present(texts: readonly (string | undefined)[]): string[] {
  const isSaid = (text: string | undefined): text is string => !/^(|module:\S+|See \{[\w-]+\}\.?)$/.test(text ?? "");
  return [...new Set(texts.filter(isSaid))];
}
