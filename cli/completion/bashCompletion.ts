import type { Resource } from "../Verb.ts";
import { completionNodes } from "./completionNodes.ts";

/** A script for bash: it knows every command and option, and starts no program while one types. */
export function bashCompletion(resources: readonly Resource[]): string {
  const cases = completionNodes(resources).map(({ path, words, options }) => {
    const choices = [...words.map(({ word }) => word), ...options.map(({ flag }) => flag), "--help"];
    return `    "${path}") choices="${choices.join(" ")}" ;;`;
  });
  const paths = completionNodes(resources).map(({ path }) => `"${path}"`);
  return `# bash completion for commonweights
_commonweights() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" path="" word next choices=""
  local known=(${paths.join(" ")})
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    next="\${path:+$path }$word"
    for one in "\${known[@]}"; do [[ $one == "$next" ]] && path="$next"; done
  done
  case "$path" in
${cases.join("\n")}
  esac
  case "$previous" in
    --*file|--manifest|--terms|--addresses|--folder|--store) COMPREPLY=($(compgen -f -- "$current")); return ;;
  esac
  COMPREPLY=($(compgen -W "$choices" -- "$current"))
}
complete -F _commonweights commonweights
`;
}
