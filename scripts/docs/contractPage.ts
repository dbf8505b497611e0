import type { ContractDocs, FieldDocs, InheritableDocs, MemberDocs, TypeDocs } from "./ContractDocs.ts";

export type ContractPageOptions = {
  /** Text of the hand-written page, and where it is from the generated one; undefined when there is none. */
  readonly manual: { readonly path: string; readonly text: string } | undefined;
  /** Which role a restricted function needs, and who holds it. */
  readonly callerOf: (functionName: string) => string;
};

const LINE_CHARACTERS = 100;

/** Writes a page of the reference, as Markdown. */
export function contractPage(docs: ContractDocs, { manual, callerOf }: ContractPageOptions): string {
  const ours = docs.functions.filter(({ isStandard }) => !isStandard);
  const isRead = ({ mutability }: MemberDocs) => mutability === "view" || mutability === "pure";
  const functionSection = (member: MemberDocs) => {
    const link = linkTo(manual, member.name);
    return [
      `### ${member.name}`,
      declaration("function", member),
      ...member.texts.map(prose),
      ...(member.isRestricted ? [`Role ${callerOf(member.name)}.`] : []),
      list(member.inputs),
      list(member.outputs, "returns "),
      [
        `Selector \`${member.selector}\``,
        ...(member.mutability === "payable" ? ["takes ether"] : []),
        ...(link === undefined ? [] : [link]),
      ].join(" · "),
    ];
  };
  const name = docs.name;
  const abi = `${name.charAt(0).toLowerCase()}${name.slice(1)}Abi`;
  return `${[
    `# ${name}`,
    "<!-- Generated from NatSpec by `npm run docs:contracts`. -->",
    ...docs.texts.map(prose),
    [
      ...(manual === undefined ? [] : [`The flow, the state, and why: [${name}](${manual.path})`]),
      `Source: ${docs.sourcePaths.map((path) => `[${path}](../../${path})`).join(", ")}`,
      ...(docs.isAbstract || manual === undefined
        ? []
        : [`In programs: \`${abi}\` of \`commonweights/abi\`, \`${name}__factory\` of \`commonweights\``]),
    ].join(" · "),
    ...(docs.constructorInputs.length > 0 && manual === undefined && !docs.isAbstract
      ? ["## Constructor", `\`constructor(${docs.constructorInputs.map(parameter).join(", ")})\``]
      : []),
    ...section(
      "For contracts that inherit",
      docs.inheritable.flatMap((member) => [
        `### ${member.name}`,
        declaration(member.keyword, member),
        ...member.texts.map(prose),
        list(member.inputs),
      ]),
    ),
    ...section("Functions that write", ours.filter((each) => !isRead(each)).flatMap(functionSection)),
    ...section("Functions that read", ours.filter(isRead).flatMap(functionSection)),
    ...section("Constants", constants(docs)),
    ...section("Types", docs.types.flatMap(typeSection)),
    ...section("Events", events(docs.events.filter(({ isStandard }) => !isStandard))),
    ...section("Errors", errors(docs.errors.filter(({ isStandard }) => !isStandard))),
    ...section("From OpenZeppelin", inherited(docs, manual)),
  ]
    .filter((paragraph) => paragraph !== "")
    .join("\n\n")}\n`;
}

function section(title: string, paragraphs: readonly string[]): string[] {
  return paragraphs.some((paragraph) => paragraph !== "") ? [`## ${title}`, ...paragraphs] : [];
}

/** As Solidity declares it; on one line while it fits. */
function declaration(keyword: string, { name, inputs, outputs, mutability }: Omit<InheritableDocs, "keyword">): string {
  const shown = ["view", "pure", "payable"].includes(mutability) ? ` ${mutability}` : "";
  const returned = outputs.length === 0 ? "" : ` returns (${outputs.map(parameter).join(", ")})`;
  const start = `${keyword} ${name}`.trim();
  const line = `${start}(${inputs.map(parameter).join(", ")})${shown}${returned}`;
  const lines = inputs.map((input) => `    ${parameter(input)}`).join(",\n");
  const fits = line.length <= LINE_CHARACTERS || inputs.length === 0;
  return `\`\`\`solidity\n${fits ? line : `${start}(\n${lines}\n)${shown}${returned}`}\n\`\`\``;
}

function signature({ name, inputs, outputs }: MemberDocs): string {
  const returned = outputs.length === 0 ? "" : ` → ${outputs.map(parameter).join(", ")}`;
  return `${name}(${inputs.map(parameter).join(", ")})${returned}`;
}

function parameter({ type, name, isIndexed }: FieldDocs): string {
  return [type, isIndexed ? "indexed" : "", name].filter((part) => part !== "").join(" ");
}

/** Only what NatSpec says something about: names and types are in the signature. */
function list(fields: readonly FieldDocs[], before = ""): string {
  return fields
    .filter(({ text }) => text !== "")
    .map(({ name, type, text }) => `- ${before}\`${name === "" ? type : name}\`: ${prose(text)}`)
    .join("\n");
}

function constants({ constants: all }: ContractDocs): string[] {
  if (all.length === 0) return [];
  return [
    table(
      ["name", "type", "value", "meaning"],
      all.map(({ name, type, value, text }) => [
        `\`${name}\``,
        `\`${type}\``,
        value === undefined ? "set at deployment" : `\`${value}\``,
        prose(text),
      ]),
    ),
  ];
}

function typeSection({ name, kind, texts, fields }: TypeDocs): string[] {
  if (kind === "enum") {
    const values = fields.map(({ name: value }, k) => `${k} \`${value}\``).join(", ");
    return [`### ${name}`, ...texts.map(prose), `Enum: ${values}.`];
  }
  const isTold = fields.some(({ text }) => text !== "");
  const rows = fields.map(({ name: field, type, text }) => [
    `\`${field}\``,
    `\`${type}\``,
    ...(isTold ? [prose(text)] : []),
  ]);
  const head = isTold ? ["member", "type", "meaning"] : ["member", "type"];
  return [`### ${name}`, ...texts.map(prose), table(head, rows)];
}

function events(all: readonly MemberDocs[]): string[] {
  return all.flatMap((event) => [
    `### ${event.name}`,
    declaration("event", event),
    ...event.texts.map(prose),
    list(event.inputs),
    `Topic \`${event.selector}\``,
  ]);
}

function errors(all: readonly MemberDocs[]): string[] {
  if (all.length === 0) return [];
  const rows = all.map((error) => [
    `\`${signature(error)}\``,
    `\`${error.selector}\``,
    error.texts.map(prose).join(" "),
  ]);
  return [table(["error", "selector", "when"], rows)];
}

/** What is described elsewhere at length: a line each. */
function inherited(docs: ContractDocs, manual: ContractPageOptions["manual"]): string[] {
  const standard = (members: readonly MemberDocs[]) => members.filter(({ isStandard }) => isStandard);
  const groups = [
    ["function", standard(docs.functions)],
    ["event", standard(docs.events)],
    ["error", standard(docs.errors)],
  ] as const;
  return groups.flatMap(([kind, members]) => {
    if (members.length === 0) return [];
    const rows = members.map((member) => [
      `\`${signature(member)}\``,
      kind === "event" ? "" : `\`${member.selector}\``,
      [prose(summary(member)), (kind === "function" && linkTo(manual, member.name)) || ""]
        .filter((part) => part !== "")
        .join(" "),
    ]);
    return [
      kind === "event"
        ? table(
            [kind, "meaning"],
            rows.map(([name, , meaning]) => [name!, meaning!]),
          )
        : table([kind, "selector", "meaning"], rows),
    ];
  });
}

/** The first sentence of what explains most; OpenZeppelin's remarks are long. */
function summary({ texts }: MemberDocs): string {
  const text = texts.find((each) => !each.startsWith("See {")) ?? texts[0] ?? "";
  const [head] = text.split(/ (?:Emits an? \{|Requirements:)/);
  return /^.*?\.(?= [A-Z]|$)/.exec(head!)?.[0] ?? head!;
}

/** References to other members become code, and lists, which the compiler joins into one line, lists again. */
function prose(text: string): string {
  const [head, ...items] = text.includes(": - ") ? text.split(/ - (?=[A-Z])/) : [text];
  return [phrase(head!), ...items.map((item) => `- ${phrase(item)}`)].join("\n");
}

function phrase(text: string): string {
  return text
    .replace(/``([^`]+)``/g, "`$1`")
    .replace(/(?<!`)\{([\w.-]+)\}(?!`)/g, (_, name: string) => `\`${name.replace("-", ".")}\``)
    .replace(/\s+/g, " ")
    .trim();
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function linkTo(manual: ContractPageOptions["manual"], functionName: string): string | undefined {
  const anchor = manual === undefined ? undefined : anchorOf(manual.text, functionName);
  return anchor === undefined ? undefined : `[Effects and reverts](${manual!.path}#${anchor})`;
}

/** The heading of a hand-written page that describes a function, as the web addresses it. */
function anchorOf(page: string, functionName: string): string | undefined {
  const headings = page.split("\n").filter((each) => each.startsWith("### "));
  const heading = headings.find((each) => new RegExp(`\\b${functionName}\\b`).test(each));
  return heading
    ?.slice("### ".length)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}
