import type { Resource } from "../Verb.ts";

/** `commonweights completion` */
export const completion: Resource = {
  name: "completion",
  summary: "Print what completes commands in bash or zsh",
  verbs: [
    {
      name: "",
      summary: "Print what completes commands in bash or zsh",
      details:
        "bash: commonweights completion bash > ~/.local/share/bash-completion/completions/commonweights\n" +
        "zsh:  commonweights completion zsh > ~/.zfunc/_commonweights, with ~/.zfunc in fpath before compinit",
      kind: "local",
      arguments: [{ name: "shell", summary: "bash or zsh" }],
      example: "completion bash",
      load: () => import("../commands/completion.ts"),
    },
  ],
};
