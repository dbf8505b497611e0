import { globalOptions } from "../globalOptions.ts";
import type { Resource, Verb } from "../Verb.ts";

/** What can follow a sequence of words: the next words, and options, each with what it does. */
export type CompletionNode = {
  /** The words before, "dao proposal". */
  readonly path: string;
  readonly words: readonly { readonly word: string; readonly summary: string }[];
  readonly options: readonly { readonly flag: string; readonly summary: string; readonly takesValue: boolean }[];
};

/** Every place in the command line where something can be completed, from the first word on. */
export function completionNodes(resources: readonly Resource[]): CompletionNode[] {
  const nodes: CompletionNode[] = [
    { path: "", words: resources.map(({ name, summary }) => ({ word: name, summary })), options: [] },
  ];
  for (const { name, verbs, groups = {} } of resources) {
    const paths = new Set([name, ...Object.keys(groups).map((group) => `${name} ${group}`)]);
    for (const path of paths) {
      const own = verbs.find((verb) => pathOf(name, verb) === path);
      const below = verbs.filter((verb) => verb.name !== "" && parentOf(name, verb) === path);
      const further = Object.entries(groups).filter(([group]) => `${name} ${group}` !== path && path === name);
      nodes.push({
        path,
        words: [
          ...below.map((verb) => ({ word: verb.name.split(" ").at(-1)!, summary: verb.summary })),
          ...further.map(([group, summary]) => ({ word: group, summary })),
        ],
        options: own === undefined ? [] : optionsOf(own),
      });
    }
    for (const verb of verbs) {
      if (verb.name !== "") nodes.push({ path: pathOf(name, verb), words: [], options: optionsOf(verb) });
    }
  }
  return nodes;
}

function pathOf(resource: string, verb: Verb): string {
  return verb.name === "" ? resource : `${resource} ${verb.name}`;
}

function parentOf(resource: string, verb: Verb): string {
  return [resource, ...verb.name.split(" ").slice(0, -1)].join(" ");
}

function optionsOf({ options = [], kind }: Verb): CompletionNode["options"] {
  return [...options, ...globalOptions(kind)].map(({ flags, summary }) => {
    const [flag = "", value] = flags.split(" ");
    return { flag, summary, takesValue: value !== undefined };
  });
}
