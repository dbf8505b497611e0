import type { Resource } from "../Verb.ts";
import { completionNodes } from "./completionNodes.ts";

/** A script for zsh: it knows every command and option with what it does, and starts no program while one types. */
export function zshCompletion(resources: readonly Resource[]): string {
  const nodes = completionNodes(resources);
  const cases = nodes.map(({ path, words, options }) => {
    const commands = words.map(({ word, summary }) => quote(`${word}:${escapeColons(summary)}`));
    const flags = options.map(({ flag, summary }) => quote(`${flag}:${escapeColons(summary)}`));
    return `    ${quote(path)}) commands=(${commands.join(" ")}) options=(${flags.join(" ")}) ;;`;
  });
  return `#compdef commonweights
_commonweights() {
  local word next current_path="" commands=() options=()
  local known=(${nodes.map(({ path }) => quote(path)).join(" ")})
  for word in "\${(@)words[2,CURRENT-1]}"; do
    next="\${current_path:+$current_path }$word"
    (( \${known[(Ie)$next]} )) && current_path="$next"
  done
  case "$current_path" in
${cases.join("\n")}
  esac
  if [[ $PREFIX == -* ]]; then
    _describe -o option options
  elif (( $#commands )); then
    _describe command commands
  else
    _files
  fi
}
_commonweights "$@"
`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A colon ends the word in zsh's lists. */
function escapeColons(text: string): string {
  return text.replaceAll(":", "\\:");
}
